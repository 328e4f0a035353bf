/** Functions of strings, and conversions from and to them. */
@NullMarked
package dev.tanukey.cel.strings;

import org.jspecify.annotations.NullMarked;
