/**
 * Tokens that must be refused: a catalogue of named attacks, each with the reason and with what is at stake.
 *
 * <p>An attack is a recipe over a good token of yours, one that your verifier lets in, so that nothing but the attack
 * is wrong with it. {@link dev.tanukey.testkit.forged.ForgedTokens} lists them, for a parameterized test:
 *
 * <pre>{@code
 * class VerifierTest {
 *     private static final TokenMint GITLAB = TokenMint.of("https://gitlab.com");
 *
 *     @Test
 *     void a_good_token_gets_in() {
 *         verifier.verify(good().sign());
 *     }
 *
 *     @ParameterizedTest
 *     @MethodSource("dev.tanukey.testkit.forged.ForgedTokens#all")
 *     void a_forged_token_stays_out(ForgedToken forged) {
 *         String token = forged.over(GITLAB, good());
 *         assertThrows(AccessDenied.class, () -> verifier.verify(token), forged.why());
 *     }
 *
 *     private static CiTokenBuilder good() {
 *         return GITLAB.ciToken().project("acme/shop", 4711).audience("https://api.example.com");
 *     }
 * }
 * }</pre>
 *
 * <p>The verifier may be any; it needs {@code GITLAB.jwks()} or, for Tanukey, {@code GITLAB.keySet()}. Not every attack
 * weighs the same: {@link dev.tanukey.testkit.forged.Basis} says which are forbidden by a standard, which are stricter
 * than the standards, and which only a verifier can refuse that knows GitLab's claims.
 *
 * <p>What it does not do: it attacks tokens, not key sets or discovery documents, and tries no algorithm but GitLab's
 * RS256. It proves that known attacks fail, and nothing about others.
 */
package dev.tanukey.testkit.forged;
