package dev.tanukey.mapping.url;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.mapping.text.GoText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * Texts as the octets of their UTF-8, each octet a character up to U+00FF, as Go counts and cuts them. What an escape
 * stands for need not be UTF-8.
 */
public final class Octets {
    private static final HexFormat HEX = HexFormat.of();
    private static final char LOST = 0xdc00;

    private Octets() {}

    /**
     * Takes a text apart.
     *
     * @param text any text
     * @return its octets
     */
    public static String of(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /**
     * Reads octets.
     *
     * @param octets any octets
     * @return their text; each octet that belongs to no character becomes one U+FFFD
     */
    public static String text(String octets) {
        StringBuilder text = new StringBuilder(octets.length());
        decoded(octets).forEach(c -> text.appendCodePoint(isLost(c) ? 0xfffd : c));
        return text.toString();
    }

    /**
     * Prints octets as Go quotes them in its messages.
     *
     * @param octets any octets
     * @return their text in double quotes, with escapes for what cannot be printed, and for octets that are no text
     */
    public static String quote(String octets) {
        StringBuilder quoted = new StringBuilder("\"");
        decoded(octets).forEach(c -> {
            if (isLost(c)) {
                quoted.append("\\x").append(HEX.toHexDigits((byte) c));
            } else {
                GoText.appendQuoted(quoted, c);
            }
        });
        return quoted.append('"').toString();
    }

    /** The characters; in the place of an octet that belongs to none stands half a character: U+DC00 and the octet. */
    private static IntStream decoded(String octets) {
        ByteBuffer in = ByteBuffer.wrap(octets.getBytes(ISO_8859_1));
        CharBuffer out = CharBuffer.allocate(octets.length());
        CharsetDecoder decoder = UTF_8.newDecoder();
        for (CoderResult stop = decoder.decode(in, out, true);
                stop.isMalformed();
                stop = decoder.decode(in, out, true)) {
            for (int i = 0; i < stop.length(); i++) {
                out.put((char) (LOST + (in.get() & 0xff)));
            }
        }
        return out.flip().codePoints();
    }

    private static boolean isLost(int c) {
        return c >> 8 == LOST >> 8;
    }

    static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The value of a digit; -1 if it is none. */
    static int hexadecimal(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
