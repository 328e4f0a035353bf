/**
 * Assertions on outcomes, in the style of AssertJ 3. {@link dev.tanukey.testkit.assertj.AuthenticationAssertions} can
 * be imported beside AssertJ's own, both as {@code import static}:
 *
 * <pre>{@code
 * assertThat(authenticator.authenticate(token)).isAuthenticatedAs("gitlab:jdoe").hasGroups("gitlab:acme");
 * assertThat(authenticator.authenticate("no token")).isNotApplicable();
 * assertThat(gitlab.requests()).hasSize(2);
 * }</pre>
 *
 * <p>A failure prints the operator's message, which says why the outcome was what it was, and never a token.
 */
package dev.tanukey.testkit.assertj;
