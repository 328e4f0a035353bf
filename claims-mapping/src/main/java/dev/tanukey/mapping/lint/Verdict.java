package dev.tanukey.mapping.lint;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration makes of one sample.
 *
 * <p>Immutable and thread-safe.
 *
 * @param sample the sample, with the values of the configuration's rules where it was fitted to them
 * @param issuer the URL of the issuer as whose token it was judged
 * @param audiences the audiences with which the outcome is this; a sample with different outcomes has several verdicts
 * @param outcome the outcome
 */
public record Verdict(Sample sample, String issuer, List<String> audiences, AuthenticationResult outcome) {

    /** Copies the list. */
    public Verdict {
        audiences = List.copyOf(audiences);
    }

    Verdict alsoFor(String audience) {
        List<String> more = new ArrayList<>(audiences);
        more.add(audience);
        return new Verdict(sample, issuer, more, outcome);
    }

    /** {@return the user that the sample becomes; empty if it does not get in} */
    public Optional<UserInfo> user() {
        return outcome instanceof AuthenticationResult.Authenticated good ? Optional.of(good.user()) : Optional.empty();
    }

    /** {@return in a line: who it becomes (the uid only if it is not the username), or why it does not get in} */
    public String summary() {
        return user().map(Verdict::describe).orElseGet(() -> "refused: " + refusal());
    }

    /** The expression that fails is long, and the findings name its field. */
    private String refusal() {
        return outcome instanceof AuthenticationResult.Rejected bad
                        && (bad.rejection().reason() == RejectionReason.EXPRESSION_FAILED
                                || bad.rejection().reason() == RejectionReason.EXPRESSION_STOPPED)
                ? bad.rejection().reason() + ": " + bad.rejection().actual()
                : outcome.operatorMessage();
    }

    private static String describe(UserInfo user) {
        return user.username()
                + (user.groups().isEmpty() ? "" : " " + user.groups())
                + (user.uid().isEmpty() || user.uid().equals(user.username()) ? "" : " uid " + user.uid());
    }

    /** {@return sample and summary} */
    @Override
    public String toString() {
        return sample.name() + ": " + summary();
    }
}
