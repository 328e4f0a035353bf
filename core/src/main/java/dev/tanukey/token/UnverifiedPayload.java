package dev.tanukey.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictJson;
import java.util.Optional;

/**
 * Finds one text at the top of a payload that nobody has vouched for yet. It builds nothing else, so that a stranger's
 * JSON costs no memory, and it proves nothing: what it finds may choose among our issuers, and the strict reader sees
 * the same bytes again once their signature holds.
 */
final class UnverifiedPayload {
    /** In bytes of JSON, quotes included. */
    private static final int MAXIMUM_WRITTEN_LENGTH = 6_200;

    /** In characters that are written as they are. */
    static final int MAXIMUM_LENGTH = MAXIMUM_WRITTEN_LENGTH - 2;

    private final byte[] json;
    private int position;

    private UnverifiedPayload(byte[] json) {
        this.json = json;
    }

    /**
     * Gives the string that stands under a name at the top level.
     *
     * @return the string; empty if there is none, something else stands there, or it has more than 6,200 bytes, which
     *     hold every URL that an issuer may have, however it is escaped
     * @throws MalformedTextException if this is recognizably no JSON object
     */
    static Optional<String> text(byte[] json, String name) throws MalformedTextException {
        return new UnverifiedPayload(json).find(name.getBytes(US_ASCII));
    }

    private Optional<String> find(byte[] name) throws MalformedTextException {
        if (peekBehindSpace() != '{') {
            throw new MalformedTextException("not a JSON object");
        }
        int depth = 0;
        boolean nameIsNext = false;
        while (position < json.length) {
            byte c = json[position];
            switch (c) {
                case '"' -> {
                    int start = position + 1;
                    skipString();
                    if (nameIsNext && equals(start, name)) {
                        return valueBehindColon();
                    }
                    nameIsNext = false;
                    continue;
                }
                case '{', '[' -> nameIsNext = ++depth == 1;
                case '}', ']' -> {
                    depth--;
                    nameIsNext = false;
                }
                case ',' -> nameIsNext = depth == 1;
                case 0 -> throw new MalformedTextException("not UTF-8");
                default -> {
                    if (nameIsNext && !isSpace(c)) {
                        throw new MalformedTextException("not well-formed JSON");
                    }
                }
            }
            position++;
        }
        if (depth != 0) {
            throw new MalformedTextException("not well-formed JSON");
        }
        return Optional.empty();
    }

    private Optional<String> valueBehindColon() throws MalformedTextException {
        if (peekBehindSpace() != ':') {
            throw new MalformedTextException("not well-formed JSON");
        }
        position++;
        if (peekBehindSpace() != '"') {
            return Optional.empty();
        }
        int start = position;
        skipString();
        return position - start > MAXIMUM_WRITTEN_LENGTH ? Optional.empty() : Optional.of(unescaped(start, position));
    }

    private String unescaped(int start, int end) throws MalformedTextException {
        for (int i = start; i < end; i++) {
            if (json[i] == '\\' || json[i] < ' ') {
                String alone = "{\"v\":" + new String(json, start, end - start, UTF_8) + "}";
                return String.valueOf(
                        StrictJson.readObject(alone.getBytes(UTF_8)).get("v"));
            }
        }
        return new String(json, start + 1, end - start - 2, ISO_8859_1);
    }

    private boolean equals(int start, byte[] name) {
        int end = position - 1;
        return end - start == name.length && java.util.Arrays.equals(json, start, end, name, 0, name.length);
    }

    /** From the opening quote to behind the closing one. */
    private void skipString() throws MalformedTextException {
        for (int i = position + 1; i < json.length; i++) {
            if (json[i] == '"') {
                position = i + 1;
                return;
            }
            if (json[i] == '\\') {
                i++;
            }
        }
        throw new MalformedTextException("not well-formed JSON");
    }

    private int peekBehindSpace() {
        while (position < json.length && isSpace(json[position])) {
            position++;
        }
        return position < json.length ? json[position] : -1;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
