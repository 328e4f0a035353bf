/**
 * Finds the keys of an issuer and keeps them, so that they are there when the issuer is not:
 * {@link dev.tanukey.jwks.JwksKeySource} asks for the issuer's metadata (OpenID Connect Discovery 1.0, 4), fetches the
 * key set that it names (RFC 7517), and fetches it again on schedule and when a token names a key that is not in it.
 *
 * <pre>{@code
 * Issuer gitlab = Issuer.gitlab("https://gitlab.com").audience("https://api.example.com").build();
 * JwksKeySource keys = JwksKeySource.discovered(gitlab);
 * keys.warmUp(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>What a token meets, one file a step:
 *
 * <ol>
 *   <li>{@code KeySetCache}: is the key known? May this token cause a fetch, and does it wait?
 *   <li>{@code KeySetState}: what is known at one moment; {@code UnknownKeyIds}: what was looked for in vain
 *   <li>{@code Waiters}: who waits for a fetch, and how long
 * </ol>
 *
 * <p>What the thread of a source does, from the outside to the inside:
 *
 * <ol>
 *   <li>{@code Refresher}: one fetch at a time, on {@code Schedule}; swaps the state, tells {@code KeyEvents}, writes
 *       {@code KeySnapshots}
 *   <li>{@code KeySetLoader}: one fetch, from {@code KeySetAddress} and {@code DiscoveryDocument} to
 *       {@code PublishedKeys}
 *   <li>{@code Endpoint}: what is common to metadata and key sets; {@link dev.tanukey.jwks.JwksFetcher}: one GET, by
 *       default {@code OkHttpJwksFetcher}
 *   <li>{@link dev.tanukey.jwks.JsonWebKeySet}, {@code JwkParser}: the set, and each key in it
 * </ol>
 *
 * <p>Nobody but the configuration decides where keys come from. What this package does not do: it follows no redirect
 * and no {@code jku}, {@code x5u} or {@code x5c}; it asks no other origin than the issuer's unless the caller names the
 * exact address; it speaks http with this machine only; it sends no cookies and no credentials; it cannot be told to
 * trust any certificate; it never tries one key after another; it writes nothing to disk but the snapshot file that it
 * is given.
 */
package dev.tanukey.jwks;
