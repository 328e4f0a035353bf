/**
 * What a Kubernetes API server and its clients say about identities, as texts:
 * {@link dev.tanukey.kubernetes.TokenReview} and {@link dev.tanukey.kubernetes.SelfSubjectReview} with their answers,
 * the {@link dev.tanukey.kubernetes.Status} of a request that fails, and
 * {@link dev.tanukey.kubernetes.ImpersonationHeaders}, with which a proxy says for whom it asks.
 *
 * <p>Knows no server and no client: bytes and headers come in, texts and headers go out. All types are immutable. It
 * reads and writes with {@code dev.tanukey.strict}, which core opens to modules of this house only; here that is no
 * matter, on a class path.
 */
@NullMarked
package dev.tanukey.kubernetes;

import org.jspecify.annotations.NullMarked;
