/** The named formats of Kubernetes. */
@NullMarked
package dev.tanukey.cel.format;

import org.jspecify.annotations.NullMarked;
