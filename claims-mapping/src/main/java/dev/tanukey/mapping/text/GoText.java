package dev.tanukey.mapping.text;

import java.util.HexFormat;

/** Prints texts as Kubernetes' messages show them: with the escapes of Go. Stateless. */
public final class GoText {
    private static final HexFormat HEX = HexFormat.of();
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

    /**
     * Prints a text as {@code encoding/json} of Go does.
     *
     * @param text any text
     * @return the text in double quotes, with what HTML would read escaped too
     */
    public static String json(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> appendJson(quoted, c));
        return quoted.append('"').toString();
    }

    /**
     * Prints one character between such quotes.
     *
     * @param quoted what to write to
     * @param c the character
     */
    public static void appendQuoted(StringBuilder quoted, int c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
        } else if (isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else if (LETTERED.indexOf(c) >= 0) {
            quoted.append('\\').append(LETTERS.charAt(LETTERED.indexOf(c)));
        } else if (c < ' ' || c == 0x7f) {
            quoted.append("\\x").append(HEX.toHexDigits((byte) c));
        } else if (c <= 0xffff) {
            quoted.append("\\u").append(HEX.toHexDigits((char) c));
        } else {
            quoted.append("\\U").append(HEX.toHexDigits(c));
        }
    }

    private static void appendJson(StringBuilder quoted, int c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
        } else if (c < ' ' && "\b\f\n\r\t".indexOf(c) >= 0) {
            quoted.append('\\').append(LETTERS.charAt(LETTERED.indexOf(c)));
        } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
            quoted.append("\\u").append(HEX.toHexDigits((char) c));
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
