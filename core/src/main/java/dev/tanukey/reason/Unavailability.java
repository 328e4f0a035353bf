package dev.tanukey.reason;

import java.time.Duration;
import java.util.Objects;

/**
 * Why a token could not be judged now, and when to ask again. It says nothing about the token: answer with 503, not
 * 401.
 *
 * <p>Immutable and thread-safe.
 *
 * @param reason the stable reason
 * @param detail one line for the operator; no answer text of the other side
 * @param retryAfter how long to wait before another try makes sense; not negative
 */
public record Unavailability(UnavailabilityReason reason, String detail, Duration retryAfter) {

    /** Checks that no component is null and the wait not negative. */
    public Unavailability {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must not be negative, but is " + retryAfter);
        }
    }

    /** {@return the whole story in one line, for logs and operators} */
    public String operatorMessage() {
        return reason.name() + ": " + detail + ". Retry in " + secondsToWait() + " s.";
    }

    /** {@return the wait in whole seconds, rounded up, as {@code Retry-After} wants it (RFC 9110 10.2.3)} */
    public long secondsToWait() {
        return retryAfter.plusNanos(999_999_999).toSeconds();
    }

    /** {@return fixed text that is safe to show to whoever sent the token} */
    public String callerMessage() {
        return "The token cannot be checked at the moment. Try again shortly.";
    }
}
