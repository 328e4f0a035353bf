package dev.tanukey.strict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/**
 * Names and short values that are expected, so that to read one is to compare it, and makes no new text. Fixed once it
 * is made: no stranger's text gets in. Immutable and thread-safe.
 */
public final class KnownTexts {
    private static final int NONE = -1;

    private final List<String> texts;
    private final byte[][] written;
    /** Where a text stands in the list, at the place that its bytes say or behind it; or {@link #NONE}. */
    private final int[] places;

    /**
     * Lists texts.
     *
     * @param texts the texts, in ASCII, none twice; names in the order in which they usually come
     */
    public KnownTexts(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.written = texts.stream().map(text -> text.getBytes(ISO_8859_1)).toArray(byte[][]::new);
        this.places = new int[4 * Integer.highestOneBit(Math.max(1, written.length))];
        Arrays.fill(places, NONE);
        for (int i = 0; i < written.length; i++) {
            int place = place(written[i], 0, written[i].length);
            while (places[place] != NONE) {
                place = next(place);
            }
            places[place] = i;
        }
    }

    String get(int index) {
        return texts.get(index);
    }

    /** Tells whether one of them and a closing quote stand at a place of a text. */
    boolean standsAt(int index, byte[] ascii, int start) {
        if (index >= written.length) {
            return false;
        }
        byte[] text = written[index];
        int end = start + text.length;
        return end < ascii.length && ascii[end] == '"' && Arrays.equals(ascii, start, end, text, 0, text.length);
    }

    /** {@return the index of the one that a part of a text is, or -1} */
    int find(byte[] ascii, int start, int end) {
        int place = place(ascii, start, end);
        for (int index = places[place]; index != NONE; index = places[place]) {
            if (Arrays.equals(ascii, start, end, written[index], 0, written[index].length)) {
                return index;
            }
            place = next(place);
        }
        return NONE;
    }

    /** What claims are called differs in length, at the ends or in the middle. */
    private int place(byte[] ascii, int start, int end) {
        int hash = end - start;
        if (hash > 0) {
            hash = 31 * hash + ascii[start];
            hash = 31 * hash + ascii[(start + end) >>> 1];
            hash = 31 * hash + ascii[end - 1];
        }
        return (hash ^ hash >>> 8) & places.length - 1;
    }

    private int next(int place) {
        return place + 1 & places.length - 1;
    }
}
