/** Regular expressions, of the kind that takes linear time. */
@NullMarked
package dev.tanukey.cel.regex;

import org.jspecify.annotations.NullMarked;
