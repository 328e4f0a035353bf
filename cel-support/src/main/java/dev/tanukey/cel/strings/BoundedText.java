package dev.tanukey.cel.strings;

import dev.tanukey.cel.function.Bounds;

/** A text that is put together and refuses to grow past 1 MiB of characters. */
final class BoundedText {
    private final StringBuilder text = new StringBuilder();

    BoundedText append(CharSequence part) {
        return append(part, 0, part.length());
    }

    BoundedText append(CharSequence part, int start, int end) {
        Bounds.characters((long) text.length() + end - start);
        text.append(part, start, end);
        return this;
    }

    BoundedText appendCodePoint(int codePoint) {
        Bounds.characters(text.length() + Character.charCount(codePoint));
        text.appendCodePoint(codePoint);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
