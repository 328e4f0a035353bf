package dev.tanukey.cel.strings;

import com.google.common.base.CharMatcher;
import dev.tanukey.cel.function.FunctionFailedException;

/** Parts of strings and their positions, counted in code points. */
final class CodePoints {
    /** What Go takes for a space. */
    private static final CharMatcher SPACE = CharMatcher.inRange('\t', '\r')
            .or(CharMatcher.anyOf(" \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"))
            .or(CharMatcher.inRange('\u2000', '\u200a'));

    private CodePoints() {}

    /** The one at the index; empty right after the last. */
    static String charAt(String text, long index) {
        int start = offset(text, index);
        return start == text.length() ? "" : text.substring(start, text.offsetByCodePoints(start, 1));
    }

    static String substring(String text, long start) {
        return text.substring(offset(text, start));
    }

    static String substring(String text, long start, long end) {
        if (start > end) {
            throw new FunctionFailedException("invalid substring range");
        }
        return text.substring(offset(text, start), offset(text, end));
    }

    static String trim(String text) {
        return SPACE.trimFrom(text);
    }

    /** The first place at or after one; nothing is found at once, wherever that is. */
    static long indexOf(String text, String part, long from) {
        if (part.isEmpty()) {
            return from;
        }
        if (from < 0) {
            throw outOfRange();
        }
        if (from >= length(text)) {
            return -1;
        }
        return position(text, Search.indexOf(text, part, offset(text, from)));
    }

    static long lastIndexOf(String text, String part) {
        return part.isEmpty() ? length(text) : position(text, Search.lastIndexOf(text, part, text.length()));
    }

    /** The last place at or before one. */
    static long lastIndexOf(String text, String part, long from) {
        if (part.isEmpty()) {
            return from;
        }
        if (from < 0) {
            throw outOfRange();
        }
        if (from >= length(text)) {
            return -1;
        }
        return position(text, Search.lastIndexOf(text, part, offset(text, from)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static long position(String text, int found) {
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    private static int offset(String text, long index) {
        if (index < 0 || index > text.length()) {
            throw outOfRange();
        }
        try {
            return text.offsetByCodePoints(0, (int) index);
        } catch (IndexOutOfBoundsException tooFar) {
            throw outOfRange();
        }
    }

    private static FunctionFailedException outOfRange() {
        return new FunctionFailedException("index out of range");
    }
}
