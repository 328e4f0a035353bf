package dev.tanukey.cel.regex;

import com.google.re2j.Pattern;
import dev.tanukey.cel.function.Stopped;

/**
 * A text that can be read only so often: each character is held against each instruction of a pattern, and a search for
 * all matches may read on to the end from each of them. Not thread-safe.
 */
final class MeteredText implements CharSequence {
    /** How many characters times instructions there may be; some tenths of a second. */
    private static final long MOST = 1 << 24;
    /** So many are not worth counting. */
    private static final long FEW = MOST >> 3;

    private final String text;
    private long left;

    MeteredText(String text, Pattern pattern) {
        this.text = text;
        this.left = MOST / Math.max(1, pattern.programSize());
    }

    /** The text for one search, which reads it once or twice. */
    static CharSequence once(String text, Pattern pattern) {
        return (long) text.length() * pattern.programSize() <= FEW ? text : new MeteredText(text, pattern);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw Stopped.at("a search for a pattern that takes more steps than", MOST);
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
