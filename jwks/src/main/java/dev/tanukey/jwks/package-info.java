/**
 * Finds the keys of an issuer over the network: {@link dev.tanukey.jwks.JwksKeySource} asks for the issuer's metadata
 * (OpenID Connect Discovery 1.0, 4), fetches the key set that it names (RFC 7517), keeps it, and fetches it again when
 * it is old or when a token names a key that is not in it.
 *
 * <pre>{@code
 * Issuer gitlab = Issuer.gitlab("https://gitlab.com").audience("https://api.example.com").build();
 * JwksKeySource keys = JwksKeySource.discovered(gitlab);
 * }</pre>
 *
 * <p>The way of a key, one file a step:
 *
 * <ol>
 *   <li>{@code KeySetCache}: is the key known, and is it time to fetch?
 *   <li>{@code KeySetLoader}: one fetch, from metadata to a set of fit keys
 *   <li>{@link dev.tanukey.jwks.JwksFetcher}: one GET; by default {@code OkHttpJwksFetcher}
 *   <li>{@code DiscoveryDocument}: the metadata, and whether to believe it
 *   <li>{@code JsonWebKeySet}, {@code JwkParser}: the set, and each key in it
 * </ol>
 *
 * <p>Nobody but the configuration decides where keys come from. What this package does not do: it follows no redirect
 * and no {@code jku}, {@code x5u} or {@code x5c}; it asks no other origin than the issuer's unless the caller names the
 * exact address; it speaks http with this machine only; it sends no cookies and no credentials; it cannot be told to
 * trust any certificate; it never tries one key after another; it writes nothing to disk.
 */
package dev.tanukey.jwks;
