package dev.tanukey.jwks;

import dev.tanukey.key.UnusableKeyException;

/**
 * How many RSA keys of more than 4096 bits one set may make us check. A check costs the cube of the length, and whoever
 * publishes the set chooses the lengths: a hundred moduli of 8192 bits would take a quarter of a minute. Used by one
 * thread.
 */
final class LongKeyAllowance {
    private static final int LONG = 4_096;
    private static final int MAXIMUM = 4;

    private int left = MAXIMUM;

    void use(int modulusBits) throws UnusableKeyException {
        if (modulusBits > LONG && --left < 0) {
            throw new UnusableKeyException("an RSA key of " + modulusBits + " bits behind " + MAXIMUM
                    + " others of more than " + LONG + "; so many are too costly to check");
        }
    }
}
