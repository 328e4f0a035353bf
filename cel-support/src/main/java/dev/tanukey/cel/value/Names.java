package dev.tanukey.cel.value;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a name that is no identifier is written as one: {@code a__dot__b} for {@code a.b}. */
final class Names {
    private static final Pattern ESCAPE = Pattern.compile("__([^_]+)__");
    private static final Set<String> KEYWORDS = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private Names() {}

    /** Whether the text holds no escape, as nearly all do. */
    static boolean isPlain(String text) {
        return !text.contains("__");
    }

    /** The name that is meant; empty if the text holds an escape that does not exist. */
    static Optional<String> unescaped(String text) {
        if (isPlain(text)) {
            return Optional.of(text);
        }
        Matcher escapes = ESCAPE.matcher(text);
        if (escapes.results().anyMatch(escape -> meaning(text, escape).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(escapes.replaceAll(escape -> meaning(text, escape)));
    }

    /** What one escape means; empty if nothing. A keyword is escaped as a whole name only. */
    private static String meaning(String text, MatchResult escape) {
        String word = escape.group(1);
        return switch (word) {
            case "dot" -> ".";
            case "dash" -> "-";
            case "slash" -> "/";
            case "underscores" -> "__";
            default -> KEYWORDS.contains(word) && escape.group().equals(text) ? word : "";
        };
    }
}
