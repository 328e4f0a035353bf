/** Functions of lists and sets, and the macros that run over them. */
@NullMarked
package dev.tanukey.cel.lists;

import org.jspecify.annotations.NullMarked;
