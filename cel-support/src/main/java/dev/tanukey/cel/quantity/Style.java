package dev.tanukey.cel.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** How an amount is written: with a suffix of powers of 1000, of powers of 1024, or with an exponent. */
enum Style {
    DECIMAL,
    BINARY,
    EXPONENT;

    private static final List<String> DECIMAL_SUFFIXES = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY_SUFFIXES = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final int UNIT = 3;
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final int KIBI_BITS = 10;

    /** The shortest text without a fraction. As in a cluster, a power beyond the suffixes has none. */
    String text(BigDecimal amount) {
        if (amount.signum() == 0) {
            return "0";
        }
        BigDecimal digits = amount.stripTrailingZeros();
        if (this == BINARY && digits.scale() <= 0 && digits.abs().compareTo(KIBI) >= 0) {
            return binary(digits.toBigInteger());
        }
        int power = Math.floorDiv(-digits.scale(), UNIT);
        BigInteger number = digits.movePointLeft(power * UNIT).toBigInteger();
        if (this == EXPONENT) {
            return number + (power == 0 ? "" : "e" + power * UNIT);
        }
        return number + suffix(DECIMAL_SUFFIXES, power + UNIT);
    }

    private static String binary(BigInteger number) {
        int power = number.getLowestSetBit() / KIBI_BITS;
        return number.shiftRight(power * KIBI_BITS) + suffix(BINARY_SUFFIXES, power);
    }

    private static String suffix(List<String> suffixes, int place) {
        return place >= 0 && place < suffixes.size() ? suffixes.get(place) : "";
    }
}
