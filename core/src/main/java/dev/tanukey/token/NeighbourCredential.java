package dev.tanukey.token;

import dev.tanukey.reason.RejectionHint;
import java.util.List;
import java.util.Optional;

/**
 * Credentials that live beside ID tokens and are sent in their place by mistake. Recognized by their looks alone, for a
 * hint; the prefixes are GitLab's defaults, in front of which an instance may put its own.
 */
final class NeighbourCredential {
    private static final String JOB_TOKEN_PREFIX = "glcbt-";
    private static final List<String> ACCESS_TOKEN_PREFIXES = List.of(
            "glpat-",
            "gldt-",
            "glrt-",
            "glrtr-",
            "glptt-",
            "glagent-",
            "gloas-",
            "glsoat-",
            "glft-",
            "glimt-",
            "glffct-");

    private NeighbourCredential() {}

    /** Names the slip behind a text that is no JWT or a malformed one, if it is a known slip. */
    static Optional<RejectionHint> hintFor(String text) {
        if (text.isBlank()) {
            return Optional.of(RejectionHint.NO_TOKEN);
        }
        if (text.length() > 6
                && text.regionMatches(true, 0, "Bearer", 0, 6)
                && Character.isWhitespace(text.charAt(6))) {
            return Optional.of(RejectionHint.BEARER_PREFIX);
        }
        if (isSurrounded(text)) {
            return Optional.of(RejectionHint.SURROUNDED);
        }
        Optional<RejectionHint> byPrefix = prefixHint(text);
        if (byPrefix.isPresent()) {
            return byPrefix;
        }
        return text.chars().filter(c -> c == '.').count() == 4
                ? Optional.of(RejectionHint.ENCRYPTED_TOKEN)
                : Optional.empty();
    }

    private static boolean isSurrounded(String text) {
        char first = text.charAt(0);
        return first == '"' || first == '\'' || !text.strip().equals(text);
    }

    private static Optional<RejectionHint> prefixHint(String text) {
        if (text.startsWith(JOB_TOKEN_PREFIX)) {
            return Optional.of(RejectionHint.CI_JOB_TOKEN);
        }
        boolean accessToken = ACCESS_TOKEN_PREFIXES.stream().anyMatch(text::startsWith);
        return accessToken ? Optional.of(RejectionHint.ACCESS_TOKEN) : Optional.empty();
    }
}
