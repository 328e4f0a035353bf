package dev.tanukey.mapping.gitlab;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes pieces of the Common Expression Language as kube-apiserver 1.34 and later take them: claims are
 * {@code map(string, any)}, so lists must not mix claims and literals, and {@code has()} is true for null.
 */
final class Cel {

    private Cel() {}

    static String text(String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return "'" + escaped + "'";
    }

    static String texts(List<String> values) {
        return values.stream().map(Cel::text).collect(Collectors.joining(", ", "[", "]"));
    }

    static String claim(String name) {
        return "claims." + name;
    }

    static String has(String name) {
        return "has(claims." + name + ")";
    }

    /** There and not null. */
    static String given(String name) {
        return has(name) + " && " + claim(name) + " != null";
    }

    /** The claim's value, or another one if it is absent; null stays null. */
    static String claimOr(String name, String other) {
        return "claims.?" + name + ".orValue(" + other + ")";
    }
}
