package dev.tanukey.examples.commandline;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.token.VerifiedToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a token, step by step. Holds no token.
 *
 * @param at when it was judged
 * @param steps all steps in their order
 * @param result the outcome
 * @param proven what is proven, if it got so far
 */
record Explanation(Instant at, List<Step> steps, AuthenticationResult result, Optional<VerifiedToken> proven) {

    /** Copies the list. */
    Explanation {
        steps = List.copyOf(steps);
    }

    int exitCode() {
        return result.fold(
                good -> ExitCode.GOOD, other -> ExitCode.NO, bad -> ExitCode.NO, unknown -> ExitCode.UNKNOWN);
    }

    String verdict() {
        return result.fold(
                good -> "authenticated", other -> "not-applicable", bad -> "rejected", unknown -> "unavailable");
    }
}
