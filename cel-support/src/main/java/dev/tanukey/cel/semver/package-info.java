/** Semantic versions. */
@NullMarked
package dev.tanukey.cel.semver;

import org.jspecify.annotations.NullMarked;
