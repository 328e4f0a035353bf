package dev.tanukey.mapping.validation;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A block of a PEM text, as Go's {@code encoding/pem} finds it: text around blocks counts for nothing, and neither does
 * a block that is not well-formed.
 */
final class PemBlock {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "\n-----END ";
    private static final String DASHES = "-----";

    private final String type;
    private final boolean headers;
    private final byte[] content;

    private PemBlock(String type, boolean headers, byte[] content) {
        this.type = type;
        this.headers = headers;
        this.content = content;
    }

    /** What stands behind BEGIN. */
    String type() {
        return type;
    }

    /** Whether there are lines with a colon before the content. */
    boolean headers() {
        return headers;
    }

    /** What the base64 text holds. */
    byte[] content() {
        return content.clone();
    }

    /** The well-formed blocks of a text, in their order. */
    static List<PemBlock> of(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf(END); end >= 0; end = text.indexOf(END, from)) {
            int begin = begin(text, from, end);
            from = end + END.length();
            if (begin >= 0) {
                int content = content(text, begin, end);
                if (content > end + 1) {
                    // Go takes an END line with a colon for a header, and gives up
                    break;
                }
                Optional<PemBlock> block = block(text, begin, content, end);
                block.ifPresent(blocks::add);
                from = block.isPresent() ? lineEnd(text, end + 1) : from;
            }
        }
        return blocks;
    }

    /** Where the last BEGIN line before an END line begins; -1 if there is none. */
    private static int begin(String text, int from, int end) {
        int offset = text.substring(from, end).lastIndexOf(BEGIN);
        int begin = from + offset;
        boolean line = offset == 0 || (offset > 0 && text.charAt(begin - 1) == '\n');
        return line && line(text, begin + BEGIN.length(), lineEnd(text, begin)).endsWith(DASHES) ? begin : -1;
    }

    /** Where the first line without a colon begins. */
    private static int content(String text, int begin, int end) {
        int content = lineEnd(text, begin);
        while (content <= end + 1 && line(text, content, lineEnd(text, content)).indexOf(':') >= 0) {
            content = lineEnd(text, content);
        }
        return content;
    }

    private static Optional<PemBlock> block(String text, int begin, int content, int end) {
        int first = lineEnd(text, begin);
        String label = line(text, begin + BEGIN.length(), first);
        boolean ended = line(text, end + END.length(), lineEnd(text, end + 1)).equals(label);
        boolean headers = content > first;
        if (!ended || (headers && content > end)) {
            return Optional.empty();
        }
        String type = label.substring(0, label.length() - DASHES.length());
        return decode(text.substring(Math.min(content, end), end)).map(der -> new PemBlock(type, headers, der));
    }

    /** Where the next line begins, or the text ends. */
    private static int lineEnd(String text, int from) {
        int newline = text.indexOf('\n', from);
        return newline < 0 ? text.length() : newline + 1;
    }

    /** A line without its end and the blanks before that. */
    private static String line(String text, int from, int to) {
        int end = to;
        if (end > from && text.charAt(end - 1) == '\n') {
            end -= end - 1 > from && text.charAt(end - 2) == '\r' ? 2 : 1;
        }
        while (end > from && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return text.substring(Math.min(from, end), end);
    }

    private static Optional<byte[]> decode(String base64) {
        StringBuilder text = new StringBuilder(base64.length());
        base64.chars().filter(c -> " \t\r\n".indexOf(c) < 0).forEach(c -> text.append((char) c));
        if (text.length() % 4 != 0) {
            // the JDK would forgive missing padding
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.toString()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
