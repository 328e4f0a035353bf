/**
 * What one chooses when a language is made: the release of Kubernetes whose functions it has, and what one evaluation
 * may use.
 */
@NullMarked
package dev.tanukey.cel.option;

import org.jspecify.annotations.NullMarked;
