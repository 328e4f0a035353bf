/**
 * Tanukey in numbers, for dashboards and alerts: {@link dev.tanukey.micrometer.TanukeyMetrics} hears what the
 * authenticator and the key sources tell, and counts it in a registry of Micrometer.
 *
 * <pre>{@code
 * TanukeyMetrics metrics = TanukeyMetrics.to(registry);
 * JwksKeySource keys = JwksKeySource.builder(issuer).listener(metrics).build();
 * metrics.watch(keys);
 * TokenAuthenticator authenticator = TokenAuthenticator.builder()
 *         .issuer(issuer, keys, mapper)
 *         .listener(metrics)
 *         .build();
 * }</pre>
 *
 * <p>Nothing that a token says becomes a tag: nobody can make series by sending tokens.
 */
package dev.tanukey.micrometer;
