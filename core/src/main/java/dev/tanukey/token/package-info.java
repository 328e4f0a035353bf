/**
 * What is proven: {@link dev.tanukey.token.TokenVerifier} takes a token through the steps of RFC 7519 7.2, in this
 * order, and each step needs what the one before has made.
 *
 * <ol>
 *   <li>{@code CompactToken}: bound and decode; nothing in it is trusted yet
 *   <li>{@code IssuerSelection}: the unverified {@code iss} picks one of our issuers, and does nothing else
 *   <li>{@code Header}: type, algorithm and key id against the issuer's list
 *   <li>{@link dev.tanukey.key.KeySource}: the one key
 *   <li>{@code SignatureCheck}, with an {@code AlgorithmCheck} for each algorithm: the claims become
 *       {@link dev.tanukey.token.Claims}
 *   <li>{@code RegisteredClaims}: issuer, audience, times, required claims
 *   <li>{@link dev.tanukey.token.VerifiedToken}: made here and nowhere else
 * </ol>
 *
 * <p>Not here: keys from the token's own header, encrypted tokens, the JSON serialization, revocation, and replay
 * within a token's lifetime.
 */
package dev.tanukey.token;
