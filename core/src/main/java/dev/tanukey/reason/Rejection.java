package dev.tanukey.reason;

import dev.tanukey.strict.Printable;
import java.util.Objects;
import java.util.Optional;

/**
 * Why one token was not accepted: the reason, what was expected, what came, and what to do. Holds no token, no
 * signature and no private claim value; texts from the token are quoted, escaped and cut to 64 characters.
 *
 * <p>Immutable and thread-safe.
 *
 * @param reason the stable reason
 * @param claim the claim or header parameter that it is about, if any
 * @param expected what would have been accepted, for the operator
 * @param actual what came, for the operator
 * @param hint what to do, where the cause is a well-known slip
 */
public record Rejection(
        RejectionReason reason, Optional<String> claim, String expected, String actual, Optional<RejectionHint> hint) {

    /** Checks that no component is null. */
    public Rejection {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(actual, "actual");
        Objects.requireNonNull(hint, "hint");
    }

    /**
     * A rejection that is about no single claim.
     *
     * @param reason the stable reason
     * @param expected what would have been accepted
     * @param actual what came; without any piece of the token that was not passed through {@link #quote}
     * @return the rejection
     */
    public static Rejection of(RejectionReason reason, String expected, String actual) {
        return new Rejection(reason, Optional.empty(), expected, actual, Optional.empty());
    }

    /**
     * A rejection that is about one claim or header parameter.
     *
     * @param reason the stable reason
     * @param claim the claim's name
     * @param expected what would have been accepted
     * @param actual what came; without any piece of the token that was not passed through {@link #quote}
     * @return the rejection
     */
    public static Rejection ofClaim(RejectionReason reason, String claim, String expected, String actual) {
        return new Rejection(reason, Optional.of(claim), expected, actual, Optional.empty());
    }

    /**
     * Makes text from a token fit for {@code expected} and {@code actual}.
     *
     * @param text any text
     * @return the text in double quotes, escaped to printable ASCII, cut to 64 characters
     */
    public static String quote(String text) {
        return Printable.quote(text);
    }

    /**
     * The same rejection with advice.
     *
     * @param advice what to do
     * @return a copy with the hint
     */
    public Rejection withHint(RejectionHint advice) {
        return new Rejection(reason, claim, expected, actual, Optional.of(advice));
    }

    /**
     * The same rejection with advice, if there is any.
     *
     * @param advice what to do, if that is known
     * @return a copy with the hint, or this
     */
    public Rejection withHint(Optional<RejectionHint> advice) {
        return advice.map(this::withHint).orElse(this);
    }

    /** {@return the whole story in one line, for logs and operators; may name our configuration} */
    public String operatorMessage() {
        StringBuilder message = new StringBuilder(reason.name());
        claim.ifPresent(name -> message.append(" (").append(name).append(')'));
        message.append(": expected ")
                .append(expected)
                .append("; came ")
                .append(actual)
                .append('.');
        hint.ifPresent(advice -> message.append(' ').append(advice.advice()));
        return message.toString();
    }

    /** {@return fixed text that is safe to show to whoever sent the token} */
    public String callerMessage() {
        return hint.filter(RejectionHint::forCaller)
                .map(advice -> reason.callerMessage() + " " + advice.advice())
                .orElseGet(reason::callerMessage);
    }

    /** {@return {@link #operatorMessage()}} */
    @Override
    public String toString() {
        return operatorMessage();
    }
}
