package dev.tanukey.benchmarks;

import java.nio.charset.StandardCharsets;

/**
 * A token, and what a bare check of its signature takes.
 *
 * @param text the compact form; one String, which is handed over again and again
 * @param bytes the same, for who wants a new String each time
 * @param signingInput what is signed
 * @param bareSignature a signature over it in the form that every provider knows
 */
public record SignedToken(String text, byte[] bytes, byte[] signingInput, byte[] bareSignature) {

    SignedToken(String text, byte[] bareSignature) {
        this(
                text,
                text.getBytes(StandardCharsets.US_ASCII),
                text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII),
                bareSignature);
    }

    /** A String that nobody has seen: without a known hash code, and identical with no other. */
    String fresh() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
