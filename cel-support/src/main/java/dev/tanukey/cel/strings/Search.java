package dev.tanukey.cel.strings;

import java.util.function.IntUnaryOperator;

/**
 * Where a part stands in a text, found in time linear in both: that of {@code String.indexOf} grows with their product,
 * which takes minutes for texts as long as an evaluation can make them.
 */
final class Search {
    /** Up to this length the part is looked for as Java does, which then is faster. */
    private static final int SHORT = 32;

    private Search() {}

    /** The first place at or after one; negative if there is none. */
    static int indexOf(String text, String part, int from) {
        if (part.length() <= SHORT) {
            return text.indexOf(part, from);
        }
        int found = find(index -> text.charAt(from + index), text.length() - from, part::charAt, part.length());
        return found < 0 ? -1 : from + found;
    }

    /** The last place at or before one; negative if there is none. */
    static int lastIndexOf(String text, String part, int from) {
        int length = part.length();
        if (length <= SHORT) {
            return text.lastIndexOf(part, from);
        }
        int end = (int) Math.min(text.length(), (long) from + length);
        int found = find(index -> text.charAt(end - 1 - index), end, index -> part.charAt(length - 1 - index), length);
        return found < 0 ? -1 : end - length - found;
    }

    /** The method of Knuth, Morris and Pratt: no character of the text is looked at after one behind it. */
    private static int find(IntUnaryOperator text, int textLength, IntUnaryOperator part, int length) {
        if (length > textLength) {
            return -1;
        }
        int[] borders = borders(part, length);
        int matched = 0;
        for (int at = 0; at < textLength; at++) {
            int character = text.applyAsInt(at);
            while (matched > 0 && part.applyAsInt(matched) != character) {
                matched = borders[matched - 1];
            }
            if (part.applyAsInt(matched) == character) {
                matched++;
            }
            if (matched == length) {
                return at + 1 - length;
            }
        }
        return -1;
    }

    /** For each beginning of the part, how long its longest end is with which the part begins too. */
    private static int[] borders(IntUnaryOperator part, int length) {
        int[] borders = new int[length];
        int border = 0;
        for (int at = 1; at < length; at++) {
            while (border > 0 && part.applyAsInt(border) != part.applyAsInt(at)) {
                border = borders[border - 1];
            }
            if (part.applyAsInt(border) == part.applyAsInt(at)) {
                border++;
            }
            borders[at] = border;
        }
        return borders;
    }
}
