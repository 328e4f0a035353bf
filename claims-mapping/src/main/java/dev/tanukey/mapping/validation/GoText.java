package dev.tanukey.mapping.validation;

import java.util.Locale;

/** Prints texts as Kubernetes' messages show them: with the escapes of Go. Stateless. */
public final class GoText {
    private static final String LETTERS = "abfnrtv";
    private static final String LETTERED = "\u0007\b\f\n\r\t\u000b";

    private GoText() {}

    /**
     * Prints a text as {@code %q} does.
     *
     * @param text any text
     * @return the text in double quotes, with everything escaped that is not printable
     */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> appendQuoted(quoted, c));
        return quoted.append('"').toString();
    }

    /** As Go's {@code encoding/json} prints it, which escapes what HTML would read. */
    static String json(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> appendJson(quoted, c));
        return quoted.append('"').toString();
    }

    private static void appendQuoted(StringBuilder quoted, int c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
        } else if (isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else if (LETTERED.indexOf(c) >= 0) {
            quoted.append('\\').append(LETTERS.charAt(LETTERED.indexOf(c)));
        } else if (c < ' ' || c == 0x7f) {
            quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
        } else if (c <= 0xffff) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
            quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
        }
    }

    private static void appendJson(StringBuilder quoted, int c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
        } else if (c < ' ' && "\b\f\n\r\t".indexOf(c) >= 0) {
            quoted.append('\\').append(LETTERS.charAt(LETTERED.indexOf(c)));
        } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
            quoted.appendCodePoint(c);
        }
    }

    /** Letters, marks, numbers, punctuation, symbols and the one space of ASCII. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
