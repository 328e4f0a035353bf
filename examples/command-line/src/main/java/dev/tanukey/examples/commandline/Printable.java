package dev.tanukey.examples.commandline;

import java.util.stream.Collectors;

/** Text that came from a token or a file, made fit for a terminal. */
final class Printable {

    private Printable() {}

    /** The text with everything escaped that could move a cursor or turn letters around. */
    static String of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isVisible(character)) {
                safe.appendCodePoint(character);
            } else {
                safe.append(String.format("\\u{%x}", character));
            }
        });
        return safe.toString();
    }

    /** The same for a text of several lines, which stay lines. */
    static String lines(String text) {
        return text.lines().map(Printable::of).collect(Collectors.joining("\n"));
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
