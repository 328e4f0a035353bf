package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.text.FieldAdvice;
import dev.tanukey.mapping.text.Wording;
import java.util.Collection;
import java.util.Map;

/** Plain words for what is wrong with the fields of a suite. Stateless. */
final class SuiteWording implements Wording {
    private static final Map<String, String> TYPES = Map.of(
            "string", "a text",
            "bool", "true or false",
            "number", "a number",
            "array", "a list",
            "object", "fields",
            "null", "nothing");

    @Override
    public String duplicate(String path, String key) {
        return "\"%s\" is set twice".formatted(key);
    }

    @Override
    public String mismatch(String came, String wanted) {
        return "expected %s, came %s".formatted(name(wanted), name(came));
    }

    @Override
    public String insteadOf(String unknown, String path, Collection<String> known) {
        return FieldAdvice.meant(unknown, path, known)
                .map("Did you mean `%s`?"::formatted)
                .orElseGet(() -> "Delete it; known here are " + FieldAdvice.names(known));
    }

    /** A type of JSON in plain words. */
    static String name(String type) {
        return TYPES.getOrDefault(type, type);
    }
}
