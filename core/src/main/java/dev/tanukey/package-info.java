/**
 * The front door. A {@link dev.tanukey.TokenAuthenticator} takes the bearer token of a request and names the outcome.
 *
 * <pre>{@code
 * Issuer gitlab = Issuer.gitlab("https://gitlab.com").audience("https://api.example.com").build();
 * TokenAuthenticator authenticator = TokenAuthenticator.builder()
 *         .issuer(gitlab, JwksKeySource.discovered(gitlab), mapper)
 *         .build();
 *
 * AuthenticationResult result = authenticator.authenticate(bearer);   // never throws for bad input
 * }</pre>
 *
 * <p>The packages form a line, and each one knows only those behind it: this one, then {@code user} (who it is),
 * {@code gitlab} (what a GitLab token says), {@code token} (what is proven), {@code issuer} (whom we trust),
 * {@code key} (with which key), {@code reason} (why not).
 *
 * <p>What Tanukey does not do: it authorizes nobody, logs nobody in, issues no tokens, notices no token that is used
 * twice, and opens no connection that a token asks for.
 */
package dev.tanukey;
