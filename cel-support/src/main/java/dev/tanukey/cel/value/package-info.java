/** Values as the engine sees them: the claims of a token, the user, and what can be done with any value. */
@NullMarked
package dev.tanukey.cel.value;

import org.jspecify.annotations.NullMarked;
