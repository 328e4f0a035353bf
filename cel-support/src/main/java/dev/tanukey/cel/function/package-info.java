/** What a function is: its overloads, their types and what they do, in one table for all families. */
@NullMarked
package dev.tanukey.cel.function;

import org.jspecify.annotations.NullMarked;
