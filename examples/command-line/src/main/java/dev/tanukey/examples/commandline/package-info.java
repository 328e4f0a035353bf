/**
 * A command line around the library and its test kit: one class for each command, and for {@code explain} one that
 * makes the explanation, apart from those that print it.
 */
@NullMarked
package dev.tanukey.examples.commandline;

import org.jspecify.annotations.NullMarked;
