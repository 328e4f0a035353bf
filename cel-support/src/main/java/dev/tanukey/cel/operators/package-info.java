/** The operators of the language: sums, products and comparisons, as Go computes them. */
@NullMarked
package dev.tanukey.cel.operators;

import org.jspecify.annotations.NullMarked;
