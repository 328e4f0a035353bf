/** Compiles an expression with the checks of a cluster, and evaluates it within limits. */
@NullMarked
package dev.tanukey.cel.engine;

import org.jspecify.annotations.NullMarked;
