package dev.tanukey.cel.strings;

import dev.tanukey.cel.function.Bounds;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.value.NativeStrings;
import java.util.ArrayList;
import java.util.List;

/** Strings taken apart at a separator and put together. */
final class Pieces {
    private Pieces() {}

    static String join(List<?> strings, String separator) {
        BoundedText text = new BoundedText();
        String before = "";
        for (Object string : strings) {
            if (!(string instanceof String piece)) {
                throw new FunctionFailedException("join: invalid input: not a string");
            }
            text.append(before).append(piece);
            before = separator;
        }
        return text.toString();
    }

    /**
     * Replaces the first so many, or all if the number is negative. Nothing is found before each code point and at the
     * end.
     */
    static String replace(String text, String old, String with, long most) {
        if (most == 0 || old.equals(with)) {
            return text;
        }
        BoundedText result = new BoundedText();
        int done = 0;
        int from = 0;
        for (long count = 0; count != most; count++) {
            int found = Search.indexOf(text, old, from);
            if (found < 0) {
                break;
            }
            result.append(text, done, found).append(with);
            done = found + old.length();
            if (old.isEmpty() && found == text.length()) {
                break;
            }
            from = old.isEmpty() ? text.offsetByCodePoints(found, 1) : done;
        }
        return result.append(text, done, text.length()).toString();
    }

    /** At most so many pieces, the last with all that is left; any number of them if it is negative. */
    static NativeStrings split(String text, String separator, long most) {
        List<String> pieces = new ArrayList<>();
        if (most != 0 && !(text.isEmpty() && separator.isEmpty())) {
            int done = 0;
            while (pieces.size() + 1 != most) {
                int found = next(text, separator, done);
                if (found < 0) {
                    break;
                }
                Bounds.elements(pieces.size() + 1);
                pieces.add(text.substring(done, found));
                done = found + separator.length();
            }
            pieces.add(text.substring(done));
        }
        return new NativeStrings(pieces);
    }

    /** Where the next separator is; an empty one is between any two code points. */
    private static int next(String text, String separator, int from) {
        if (!separator.isEmpty()) {
            return Search.indexOf(text, separator, from);
        }
        int after = text.offsetByCodePoints(from, 1);
        return after < text.length() ? after : -1;
    }
}
