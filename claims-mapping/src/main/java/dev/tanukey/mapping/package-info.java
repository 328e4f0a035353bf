/**
 * Turns verified claims into a user, with the outcome that a Kubernetes API server would reach.
 * {@link dev.tanukey.mapping.ClaimMappings} maps claim by claim, with a prefix before names and groups.
 *
 * <p>Not here: any judgement about the token itself, which {@code core} has passed, and any decision about what the
 * user may do.
 */
package dev.tanukey.mapping;
