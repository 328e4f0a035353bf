/**
 * With which key: a {@link dev.tanukey.key.KeySource} answers a {@link dev.tanukey.key.KeyRequest} with the one key
 * that may verify the token. A {@link dev.tanukey.key.KeySet} is the simplest source; the module {@code jwks} has the
 * one that follows a GitLab over the network.
 *
 * <p>A {@link dev.tanukey.key.VerificationKey} exists only if it is fit to verify: strong enough, on its curve, public.
 */
package dev.tanukey.key;
