package dev.tanukey;

/**
 * The whole text of a token as the key of a map. Two are equal only if every character is, so that no token can be
 * taken for another; the hash merely says where to look, and reads no more than the last characters. These belong to
 * the signature, which is as good as random. In a map of verified tokens nobody can crowd one place: what a stranger
 * sends is looked for and never put.
 */
final class TokenText {
    private static final int HASHED = 32;

    private final String text;
    private final int hash;

    TokenText(String text) {
        this.text = text;
        this.hash = hashOfEnd(text);
    }

    private static int hashOfEnd(String text) {
        int hash = 0;
        for (int i = Math.max(0, text.length() - HASHED); i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenText token && text.equals(token.text);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@return no part of the token} */
    @Override
    public String toString() {
        return "TokenText[" + text.length() + " characters]";
    }
}
