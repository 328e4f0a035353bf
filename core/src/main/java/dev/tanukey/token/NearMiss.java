package dev.tanukey.token;

import dev.tanukey.reason.RejectionHint;
import java.util.Collection;
import java.util.Optional;

/** Finds out whether two URLs that should be equal differ in a well-known slip only. Judges nothing: equal is equal. */
final class NearMiss {

    private NearMiss() {}

    /** Names the slip that turns one of the expected values into the actual one, if there is one. */
    static Optional<RejectionHint> between(Collection<String> expected, String actual) {
        return expected.stream()
                .map(value -> between(value, actual))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<RejectionHint> between(String expected, String actual) {
        if (withoutSlash(expected).equals(withoutSlash(actual))) {
            return Optional.of(RejectionHint.TRAILING_SLASH);
        }
        if (expected.strip().equals(actual.strip())) {
            return Optional.of(RejectionHint.WHITE_SPACE);
        }
        if (expected.equalsIgnoreCase(actual)) {
            return Optional.of(RejectionHint.LETTER_CASE);
        }
        if (withoutDefaultPort(expected).equals(withoutDefaultPort(actual))) {
            return Optional.of(RejectionHint.DEFAULT_PORT);
        }
        if (withoutScheme(expected).equals(withoutScheme(actual))) {
            boolean bothHaveOne = expected.contains("://") && actual.contains("://");
            return Optional.of(bothHaveOne ? RejectionHint.SCHEME : RejectionHint.SCHEME_MISSING);
        }
        return Optional.empty();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String withoutScheme(String url) {
        int end = url.indexOf("://");
        return end < 0 ? url : url.substring(end + 3);
    }

    private static String withoutDefaultPort(String url) {
        String port = url.startsWith("https://") ? ":443" : ":80";
        int authorityEnd = url.indexOf('/', url.indexOf("://") + 3);
        String authority = authorityEnd < 0 ? url : url.substring(0, authorityEnd);
        String rest = authorityEnd < 0 ? "" : url.substring(authorityEnd);
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) + rest : url;
    }
}
