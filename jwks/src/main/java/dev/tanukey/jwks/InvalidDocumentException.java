package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;

/** Says that a text is not the document that it should be. The message is one line without key material. */
final class InvalidDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String actual;
    private final transient KeySet unfitKeys;

    InvalidDocumentException(String expected, String actual) {
        this(expected, actual, KeySet.of());
    }

    /**
     * Says that a key set is none.
     *
     * @param unfitKeys the keys in it, of which none is fit
     */
    InvalidDocumentException(String expected, String actual, KeySet unfitKeys) {
        super("expected " + expected + "; came " + actual, null, false, false);
        this.expected = expected;
        this.actual = actual;
        this.unfitKeys = unfitKeys;
    }

    String expected() {
        return expected;
    }

    String actual() {
        return actual;
    }

    KeySet unfitKeys() {
        return unfitKeys;
    }
}
