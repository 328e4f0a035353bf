package dev.tanukey.benchmarks;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.benchmarks.peers.Refused;
import dev.tanukey.benchmarks.peers.Verifier;
import java.util.Collection;
import java.util.function.Function;

/**
 * Whoever is measured, set up and with everything reusable built.
 *
 * @param judgement what is timed
 * @param claims names the claims that it has read of a good token
 * @param <T> what it makes of a good token
 */
record Contender<T>(Judgement<T> judgement, Function<T, Collection<String>> claims) {

    /**
     * Judges a token.
     *
     * @param <T> what it makes of a good one
     */
    @FunctionalInterface
    interface Judgement<T> {
        /** Gives what becomes of a good token; throws something for every other one. */
        T of(SignedToken token) throws Exception;
    }

    static <T> Contender<T> of(Verifier<T> peer) {
        return new Contender<>(token -> peer.verification().verify(token.text()), peer.claims());
    }

    /** Tanukey; the token's String is handed over again and again. */
    static Contender<Authenticated> of(Function<String, AuthenticationResult> authenticator) {
        return new Contender<>(
                token -> admitted(authenticator.apply(token.text())),
                good -> good.token().claims().names());
    }

    /**
     * Tanukey with a cache; the token is a new String each time, as from a request, and its making is in the figure.
     */
    static Contender<Authenticated> ofFreshText(Function<String, AuthenticationResult> authenticator) {
        return new Contender<>(
                token -> admitted(authenticator.apply(token.fresh())),
                good -> good.token().claims().names());
    }

    /** Judges a token and names its claims, as the timed half does not. */
    Collection<String> claimsOf(SignedToken token) throws Exception {
        return claims.apply(judgement.of(token));
    }

    private static Authenticated admitted(AuthenticationResult result) throws Refused {
        if (result instanceof Authenticated good) {
            return good;
        }
        throw new Refused(result.toString());
    }
}
