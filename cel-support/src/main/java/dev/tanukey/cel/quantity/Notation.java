package dev.tanukey.cel.quantity;

import dev.tanukey.cel.function.FunctionFailedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a quantity: a number, then a suffix. Digits may be missing before the point, after it, and even, as long as the
 * number stays small, on both sides: {@code -} and {@code .} are zero. What is smaller than a billionth becomes one;
 * what has a suffix of powers of two ends at the greatest integer of 64 bits.
 */
final class Notation {
    private static final Pattern SHAPE =
            Pattern.compile("([+-]?)([0-9]*+)(?:\\.([0-9]*+))?([eEinumkKMGTP]*+[+-]?[0-9]*+)");
    private static final int SMALL_DIGITS = 18;
    private static final int SMALL_BINARY_DIGITS = 14;
    private static final int FINEST_SCALE = 9;
    private static final BigDecimal FINEST = BigDecimal.ONE.movePointLeft(FINEST_SCALE);
    private static final BigDecimal GREATEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final Map<String, Integer> BINARY =
            Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

    private final boolean negative;
    private final String whole;
    private final String fraction;
    private final boolean hasDigits;
    private final Style style;

    private Notation(String sign, String whole, String fraction, Style style) {
        this.style = style;
        negative = sign.equals("-");
        this.whole = withoutLeadingZeros(whole);
        this.fraction = fraction;
        hasDigits = !whole.isEmpty() || !fraction.isEmpty();
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return start == digits.length() ? "0" : digits.substring(start);
    }

    static Optional<Quantity> read(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        String fraction = matcher.group(3);
        String suffix = matcher.group(4);
        Integer binary = BINARY.get(suffix);
        Style style = binary != null ? Style.BINARY : DECIMAL.containsKey(suffix) ? Style.DECIMAL : Style.EXPONENT;
        Notation notation = new Notation(matcher.group(1), matcher.group(2), fraction == null ? "" : fraction, style);
        return binary == null ? decimalExponent(suffix).flatMap(notation::decimal) : notation.binary(binary);
    }

    private static Optional<Integer> decimalExponent(String suffix) {
        Integer known = DECIMAL.get(suffix);
        if (known != null) {
            return Optional.of(known);
        }
        if (!suffix.startsWith("e") && !suffix.startsWith("E")) {
            return Optional.empty();
        }
        try {
            // a cluster keeps only the lower half: 1e4294967296 is 1
            return Optional.of((int) Long.parseLong(suffix.substring(1)));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private Optional<Quantity> decimal(int exponent) {
        int smallest = exponent - fraction.length();
        if (whole.length() + fraction.length() <= SMALL_DIGITS && smallest >= -FINEST_SCALE) {
            return small(Long.parseLong(whole + fraction), smallest);
        }
        int scale = (int) Math.min(Integer.MAX_VALUE, (long) fraction.length() - exponent);
        return hasDigits ? large(rounded(new BigDecimal(digits(), scale))) : Optional.empty();
    }

    private Optional<Quantity> binary(int power) {
        if (fraction.isEmpty() && whole.length() <= SMALL_BINARY_DIGITS - 3 * power / 10) {
            return small(Long.parseLong(whole) << power, 0);
        }
        return hasDigits
                ? large(rounded(new BigDecimal(digits().shiftLeft(power), fraction.length()))
                        .min(GREATEST_BINARY))
                : Optional.empty();
    }

    private Optional<Quantity> small(long digits, int exponent) {
        return Optional.of(Quantity.small(negative ? -digits : digits, exponent, style));
    }

    private Optional<Quantity> large(BigDecimal number) {
        return Optional.of(Quantity.large(negative ? number.negate() : number, style));
    }

    /** Reading takes time by the square of the length. */
    private BigInteger digits() {
        if (whole.length() + fraction.length() > Quantity.MAX_DIGITS) {
            throw new FunctionFailedException("the quantity has too many digits");
        }
        return new BigInteger(whole + fraction);
    }

    /** Away from zero to whole billionths. A huge number stays as it is: to write its zeros would take its size. */
    private static BigDecimal rounded(BigDecimal number) {
        long magnitude = (long) number.precision() - number.scale();
        if (number.signum() == 0 || magnitude + FINEST_SCALE > Quantity.MAX_DIGITS) {
            return number;
        }
        return magnitude <= -FINEST_SCALE ? FINEST : number.setScale(FINEST_SCALE, RoundingMode.UP);
    }
}
