package dev.tanukey.micrometer;

import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** How something went, and why; the only two things about a token that become tags. */
enum Outcome {
    AUTHENTICATED,
    NOT_APPLICABLE,
    REJECTED,
    UNAVAILABLE,

    SUCCESS,
    FAILURE;

    Tags forNoReason() {
        return tags("none");
    }

    Tags because(Enum<?> reason) {
        return tags(inSmallLetters(reason));
    }

    private Tags tags(String reason) {
        return Tags.of("outcome", inSmallLetters(this), "reason", reason);
    }

    private static String inSmallLetters(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
