package dev.tanukey.cel.format;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats of the names in a cluster. What is wrong with one is told in the words and the order of a cluster. */
final class NameFormats {
    private static final int MAX_LABEL = 63;
    private static final int MAX_SUBDOMAIN = 253;

    private static final CharMatcher LOWER = CharMatcher.inRange('a', 'z');
    private static final CharMatcher LOWER_OR_DIGIT = LOWER.or(CharMatcher.inRange('0', '9'));
    private static final CharMatcher LETTER_OR_DIGIT = LOWER_OR_DIGIT.or(CharMatcher.inRange('A', 'Z'));
    private static final Splitter DOTS = Splitter.on('.');
    private static final Splitter SLASHES = Splitter.on('/');

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String KEY = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String KEY_RULE =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private static final String WRONG_LABEL = mismatch(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
                    + "and must start and end with an alphanumeric character",
            LABEL,
            "my-name",
            "123-abc");
    private static final String WRONG_SUBDOMAIN = mismatch(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                    + "and must start and end with an alphanumeric character",
            LABEL + "(\\." + LABEL + ")*",
            "example.com");
    private static final String WRONG_OLD_LABEL = mismatch(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', "
                    + "start with an alphabetic character, and end with an alphanumeric character",
            "[a-z]([-a-z0-9]*[a-z0-9])?",
            "my-name",
            "abc-123");
    private static final String WRONG_KEY = mismatch(KEY_RULE, KEY, "MyName", "my.name", "123-abc");
    private static final String WRONG_VALUE = mismatch(
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
                    + "and must start and end with an alphanumeric character",
            "(" + KEY + ")?",
            "MyValue",
            "my_value",
            "12345");

    private NameFormats() {}

    private static String mismatch(String rule, String pattern, String... examples) {
        return rule + " (e.g. '" + String.join("',  or '", examples) + "', regex used for validation is '" + pattern
                + "')";
    }

    static List<String> dns1123Label(String octets) {
        String wrong = isSubdomain(octets) ? "must not contain dots" : WRONG_LABEL;
        return problems(tooLong(octets, MAX_LABEL, "characters"), isLabel(octets) ? null : wrong);
    }

    static List<String> dns1123Subdomain(String octets) {
        return subdomain(octets, "characters");
    }

    private static List<String> subdomain(String octets, String unit) {
        return problems(tooLong(octets, MAX_SUBDOMAIN, unit), isSubdomain(octets) ? null : WRONG_SUBDOMAIN);
    }

    static List<String> dns1035Label(String octets) {
        boolean valid = isLabel(octets) && LOWER.matches(octets.charAt(0));
        return problems(tooLong(octets, MAX_LABEL, "characters"), valid ? null : WRONG_OLD_LABEL);
    }

    static List<String> qualifiedName(String octets) {
        List<String> parts = SLASHES.splitToList(octets);
        if (parts.size() > 2) {
            return List.of("a valid label key " + WRONG_KEY
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        List<String> problems = new ArrayList<>();
        if (parts.size() == 2) {
            String prefix = parts.get(0);
            List<String> wrong = prefix.isEmpty() ? List.of("must be non-empty") : subdomain(prefix, "bytes");
            wrong.forEach(problem -> problems.add("prefix part " + problem));
        }
        String name = parts.get(parts.size() - 1);
        String wrongLength = name.isEmpty() ? "must be non-empty" : tooLong(name, MAX_LABEL, "bytes");
        problems(wrongLength, isKey(name) ? null : WRONG_KEY).forEach(problem -> problems.add("name part " + problem));
        return problems;
    }

    static List<String> labelValue(String octets) {
        boolean valid = octets.isEmpty() || isKey(octets);
        return problems(tooLong(octets, MAX_LABEL, "bytes"), valid ? null : WRONG_VALUE);
    }

    private static boolean isSubdomain(String octets) {
        return DOTS.splitToStream(octets).allMatch(NameFormats::isLabel);
    }

    private static boolean isLabel(String octets) {
        return isFramed(octets, LOWER_OR_DIGIT, CharMatcher.is('-'));
    }

    private static boolean isKey(String octets) {
        return isFramed(octets, LETTER_OR_DIGIT, CharMatcher.anyOf("-_."));
    }

    private static boolean isFramed(String octets, CharMatcher anywhere, CharMatcher inside) {
        return !octets.isEmpty()
                && anywhere.or(inside).matchesAllOf(octets)
                && anywhere.matches(octets.charAt(0))
                && anywhere.matches(octets.charAt(octets.length() - 1));
    }

    private static @Nullable String tooLong(String octets, int limit, String unit) {
        return octets.length() > limit ? "must be no more than " + limit + " " + unit : null;
    }

    private static List<String> problems(@Nullable String first, @Nullable String second) {
        List<String> problems = new ArrayList<>();
        if (first != null) {
            problems.add(first);
        }
        if (second != null) {
            problems.add(second);
        }
        return problems;
    }
}
