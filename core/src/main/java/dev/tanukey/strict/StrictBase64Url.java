package dev.tanukey.strict;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Decodes base64url as RFC 7515 section 2 writes it: no padding, no white space, no foreign character, no unused bit
 * set, so that each value has exactly one text. Stateless.
 */
public final class StrictBase64Url {
    private static final Base64.Decoder LAX = Base64.getUrlDecoder();

    private StrictBase64Url() {}

    /**
     * Decodes a whole text.
     *
     * @param text the base64url text; may be empty
     * @return the value
     * @throws MalformedTextException if the text is not the one text of its value
     */
    public static byte[] decode(String text) throws MalformedTextException {
        return decode(ascii(text), 0, text.length());
    }

    /**
     * Decodes a part of a text that {@link #ascii} has turned into bytes.
     *
     * @param ascii the text
     * @param from the first byte of the part
     * @param to the byte behind the part
     * @return the value
     * @throws MalformedTextException if the part is not the one text of its value
     */
    public static byte[] decode(byte[] ascii, int from, int to) throws MalformedTextException {
        int length = to - from;
        if (length == 0) {
            return new byte[0];
        }
        int surplus = length % 4;
        byte last = ascii[to - 1];
        if (surplus == 1) {
            throw new MalformedTextException("base64url text of an impossible length");
        }
        // The JDK's decoder takes padding and drops unused bits; two lines keep both out.
        if (last == '=') {
            throw new MalformedTextException("base64url text with padding");
        }
        byte[] value;
        try {
            value = LAX.decode(ByteBuffer.wrap(ascii, from, length)).array();
        } catch (IllegalArgumentException foreignCharacter) {
            throw new MalformedTextException("base64url text with a foreign character");
        }
        if ((surplus == 2 && (sextet(last) & 0b1111) != 0) || (surplus == 3 && (sextet(last) & 0b11) != 0)) {
            throw new MalformedTextException("base64url text with unused bits set");
        }
        return value;
    }

    /**
     * Turns a text into one byte per character; what is not ASCII becomes a byte that no decoder takes.
     *
     * @param text any text
     * @return as many bytes as the text has characters
     */
    public static byte[] ascii(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        // The JDK makes one byte of the two characters of a surrogate pair; all behind it would be out of its place.
        return ascii.length == text.length() ? ascii : eachCharacter(text);
    }

    private static byte[] eachCharacter(String text) {
        byte[] ascii = new byte[text.length()];
        for (int i = 0; i < ascii.length; i++) {
            char c = text.charAt(i);
            ascii[i] = c < 0x80 ? (byte) c : (byte) '?';
        }
        return ascii;
    }

    private static int sextet(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : 63;
    }
}
