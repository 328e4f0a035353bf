package dev.tanukey.benchmarks.peers;

import java.util.Collection;
import java.util.function.Function;

/**
 * A verifier of tokens, set up for one issuer, one audience and one algorithm.
 *
 * @param name what it is called in tables
 * @param verification takes a good token and refuses others
 * @param claims names the claims that it has read of a good token
 * @param <T> what it makes of a good token
 */
public record Verifier<T>(String name, Verification<T> verification, Function<T, Collection<String>> claims) {

    /** What a verifier does with a token. */
    enum Verdict {
        /** It says no in the way that its documentation gives. */
        REFUSED("–"),
        /** It lets the token in. */
        ACCEPTED("**in**"),
        /** It throws what it does not declare; a server may answer 500. */
        CRASHED("crash");

        private final String cell;

        Verdict(String cell) {
            this.cell = cell;
        }

        String cell() {
            return cell;
        }
    }

    /**
     * Verifies a token.
     *
     * @param <T> what becomes of a good one
     */
    @FunctionalInterface
    public interface Verification<T> {
        /** Gives all claims of a good token, or refuses it; any other exception is a crash. */
        T verify(String token) throws Refused;
    }

    Verdict judge(String token) {
        try {
            verification.verify(token);
            return Verdict.ACCEPTED;
        } catch (Refused no) {
            return Verdict.REFUSED;
        } catch (Exception | StackOverflowError undeclared) {
            return Verdict.CRASHED;
        }
    }
}
