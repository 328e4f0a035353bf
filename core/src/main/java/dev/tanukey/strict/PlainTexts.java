package dev.tanukey.strict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The texts in a plain JSON text, which have no escapes: each is a part of it. Immutable and thread-safe. */
final class PlainTexts {
    /** It does not pay to look for longer ones among the known texts. */
    private static final int MAXIMUM_WORD_LENGTH = 11;

    private final byte[] json;
    private final KnownTexts knownTexts;

    PlainTexts(byte[] json, KnownTexts knownTexts) {
        this.json = json;
        this.knownTexts = knownTexts;
    }

    String between(int start, int end) {
        if (end - start <= MAXIMUM_WORD_LENGTH) {
            int known = knownTexts.find(json, start, end);
            if (known >= 0) {
                return knownTexts.get(known);
            }
        }
        return new String(json, start, end - start, ISO_8859_1);
    }
}
