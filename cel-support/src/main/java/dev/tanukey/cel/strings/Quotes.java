package dev.tanukey.cel.strings;

import dev.tanukey.mapping.text.GoText;

/** Strings in quotation marks. */
final class Quotes {
    private Quotes() {}

    /** A literal of the language. */
    static String cel(String text) {
        BoundedText quoted = new BoundedText().append("\"");
        text.codePoints().forEach(character -> {
            String escape = escape(character);
            if (escape.isEmpty()) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(escape);
            }
        });
        return quoted.append("\"").toString();
    }

    /** A literal of Go, in which every character can be seen. */
    static void go(String text, BoundedText quoted) {
        StringBuilder literal = new StringBuilder();
        quoted.append("\"");
        text.codePoints().forEach(character -> {
            literal.setLength(0);
            GoText.appendQuoted(literal, character);
            quoted.append(literal);
        });
        quoted.append("\"");
    }

    private static String escape(int character) {
        return switch (character) {
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0b -> "\\v";
            case '\\' -> "\\\\";
            case '"' -> "\\\"";
            default -> "";
        };
    }
}
