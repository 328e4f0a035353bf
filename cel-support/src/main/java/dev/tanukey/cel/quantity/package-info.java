/** Quantities, as Kubernetes writes memory and processor time. */
@NullMarked
package dev.tanukey.cel.quantity;

import org.jspecify.annotations.NullMarked;
