package dev.tanukey.cel.strings;

/** Strings in quotation marks. */
final class Quotes {
    private static final int DELETE = 0x7f;

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
        quoted.append("\"");
        text.codePoints().forEach(character -> {
            String escape = escape(character);
            if (!escape.isEmpty()) {
                quoted.append(escape);
            } else if (isVisible(character)) {
                quoted.appendCodePoint(character);
            } else if (character < ' ' || character == DELETE) {
                quoted.append(String.format("\\x%02x", character));
            } else {
                quoted.append(String.format(character <= 0xffff ? "\\u%04x" : "\\U%08x", character));
            }
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

    /** Letters, marks, numbers, punctuation, symbols and the plain space. */
    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> true;
        };
    }
}
