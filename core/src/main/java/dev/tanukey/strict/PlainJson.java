package dev.tanukey.strict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects of the plain form in which GitLab writes claims, fast: ASCII without escapes, no white space
 * between the pieces, whole numbers, members that are few and short. It refuses nothing: whatever is of another form,
 * sound or not, is for {@link StrictJson} to judge, and what it reads is what {@code StrictJson} would read.
 *
 * <p>Thread-safe.
 */
public final class PlainJson {
    private static final int MAXIMUM_DEPTH = 8;
    private static final int MAXIMUM_VALUES = 1_024;
    private static final int MAXIMUM_NAME_LENGTH = 128;
    private static final int MAXIMUM_STRING_LENGTH = 16_384;
    /** One fewer than every long may have. */
    private static final int MAXIMUM_DIGITS = 18;

    private static final int USUAL_CLAIMS = 40;
    private static final int USUAL_MEMBERS = 4;

    private final byte[] json;
    private final KnownTexts knownTexts;
    private final PlainTexts texts;
    private int position;
    /** Which of the known texts is the next name, if all goes as usual. */
    private int expected;

    private int valuesLeft = MAXIMUM_VALUES;

    private PlainJson(byte[] json, KnownTexts knownTexts) {
        this.json = json;
        this.knownTexts = knownTexts;
        this.texts = new PlainTexts(json, knownTexts);
    }

    /** Ends the reading. No fault of the text, and thrown for strangers' texts, so it has no trace. */
    private static final class NotPlainException extends Exception {
        private static final long serialVersionUID = 1L;

        NotPlainException() {
            super(null, null, false, false);
        }
    }

    /**
     * Reads one object, if it is plain.
     *
     * @param json the text
     * @param knownTexts what is expected
     * @return what {@link StrictJson#readObject(byte[])} gives for it; empty if that one has to read it
     */
    public static Optional<Map<String, @Nullable Object>> readObject(byte[] json, KnownTexts knownTexts) {
        try {
            return new PlainJson(json, knownTexts).whole();
        } catch (NotPlainException other) {
            return Optional.empty();
        }
    }

    private Optional<Map<String, @Nullable Object>> whole() throws NotPlainException {
        require('{');
        Map<String, @Nullable Object> object = object(1, USUAL_CLAIMS);
        return position == json.length ? Optional.of(object) : Optional.empty();
    }

    private Map<String, @Nullable Object> object(int depth, int usualMembers) throws NotPlainException {
        Members.Builder members = new Members.Builder(usualMembers);
        do {
            require('"');
            String name = name();
            require(':');
            if (!addMember(members, name, depth)) {
                throw new NotPlainException();
            }
        } while (hasMore('}'));
        return members.build(texts);
    }

    private boolean addMember(Members.Builder members, String name, int depth) throws NotPlainException {
        if (position == json.length || json[position] != '"') {
            return members.add(name, value(depth));
        }
        countValue(depth);
        int start = ++position;
        return members.addText(name, start, endOfText());
    }

    private List<@Nullable Object> array(int depth) throws NotPlainException {
        if (position < json.length && json[position] == ']') {
            position++;
            return Collections.emptyList();
        }
        List<@Nullable Object> elements = new ArrayList<>();
        do {
            elements.add(value(depth));
        } while (hasMore(']'));
        return Collections.unmodifiableList(elements);
    }

    private boolean hasMore(char end) throws NotPlainException {
        byte next = next();
        if (next != ',' && next != end) {
            throw new NotPlainException();
        }
        return next == ',';
    }

    private void countValue(int depth) throws NotPlainException {
        if (--valuesLeft < 0 || depth > MAXIMUM_DEPTH) {
            throw new NotPlainException();
        }
    }

    private @Nullable Object value(int depth) throws NotPlainException {
        countValue(depth);
        return switch (next()) {
            case '"' -> text();
            case '{' -> object(depth + 1, USUAL_MEMBERS);
            case '[' -> array(depth + 1);
            case 't' -> literal("rue", true);
            case 'f' -> literal("alse", false);
            case 'n' -> literal("ull", null);
            default -> wholeNumber();
        };
    }

    private String name() throws NotPlainException {
        int start = position;
        if (knownTexts.standsAt(expected, json, start)) {
            String name = knownTexts.get(expected);
            position = start + name.length() + 1;
            expected++;
            return name;
        }
        int end = endOfString();
        int known = knownTexts.find(json, start, end);
        if (known >= 0) {
            expected = known + 1;
            return knownTexts.get(known);
        }
        if (end - start > MAXIMUM_NAME_LENGTH) {
            throw new NotPlainException();
        }
        return new String(json, start, end - start, ISO_8859_1);
    }

    private String text() throws NotPlainException {
        int start = position;
        return texts.between(start, endOfText());
    }

    private int endOfText() throws NotPlainException {
        int start = position;
        int end = endOfString();
        if (end - start > MAXIMUM_STRING_LENGTH) {
            throw new NotPlainException();
        }
        return end;
    }

    /** Finds the quote at the end of a string, and goes behind it. */
    private int endOfString() throws NotPlainException {
        for (int i = position; i < json.length; i++) {
            byte c = json[i];
            if (c == '"') {
                position = i + 1;
                return i;
            }
            if (c < ' ' || c == '\\') {
                break;
            }
        }
        throw new NotPlainException();
    }

    private @Nullable Object literal(String rest, @Nullable Object value) throws NotPlainException {
        for (int i = 0; i < rest.length(); i++) {
            require(rest.charAt(i));
        }
        return value;
    }

    private Long wholeNumber() throws NotPlainException {
        int start = position - 1;
        int digit = json[start] - '0';
        // A zero alone, or digits that do not begin with one; anything else is not plain.
        if (digit < 0 || digit > 9) {
            throw new NotPlainException();
        }
        long number = digit;
        while (position < json.length && json[position] >= '0' && json[position] <= '9') {
            number = 10 * number + json[position] - '0';
            position++;
        }
        int digits = position - start;
        if (digits > MAXIMUM_DIGITS || (digits > 1 && json[start] == '0')) {
            throw new NotPlainException();
        }
        return number;
    }

    private void require(char expected) throws NotPlainException {
        if (next() != expected) {
            throw new NotPlainException();
        }
    }

    private byte next() throws NotPlainException {
        if (position == json.length) {
            throw new NotPlainException();
        }
        return json[position++];
    }
}
