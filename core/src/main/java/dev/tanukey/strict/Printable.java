package dev.tanukey.strict;

/**
 * Makes a text from outside fit for a message or a log line: at most 64 characters of it, in double quotes, with
 * everything escaped that could break a line, colour a terminal, turn the writing direction or hide. Stateless.
 */
public final class Printable {
    private static final int MAXIMUM_LENGTH = 64;

    private Printable() {}

    /**
     * Quotes, escapes and cuts.
     *
     * @param text any text
     * @return printable ASCII, at most a few hundred characters
     */
    public static String quote(String text) {
        StringBuilder printable = new StringBuilder(Math.min(text.length(), MAXIMUM_LENGTH) + 16).append('"');
        int end = Math.min(text.length(), MAXIMUM_LENGTH);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                printable.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                printable.append(c);
            } else {
                printable.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        printable.append('"');
        if (end < text.length()) {
            printable.append("... (").append(text.length()).append(" characters)");
        }
        return printable.toString();
    }
}
