package dev.tanukey.cel.strings;

import com.google.common.primitives.UnsignedLong;
import com.google.re2j.Pattern;
import dev.tanukey.cel.function.FunctionFailedException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Go writes and reads them. */
final class Numbers {
    private static final Pattern INT = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern UINT = Pattern.compile("[0-9]+");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:D(?:\\.D?)?|\\.D)(?:[eE][+-]?D)?".replace("D", "(?:[0-9](?:_?[0-9])*)"));
    private static final Pattern HEXADECIMAL = Pattern.compile("[+-]?0[xX](?:_?H(?:\\.H?)?|\\.H)[pP][+-]?D"
            .replace("H", "(?:[0-9a-fA-F](?:_?[0-9a-fA-F])*)")
            .replace("D", "(?:[0-9](?:_?[0-9])*)"));
    private static final Pattern INFINITY = Pattern.compile("(?i)[+-]?inf(?:inity)?");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("(?i)nan");

    /** Below it every whole number is a double, so that its digits are the shortest that mean it. */
    private static final double ALL_WHOLE = 0x1p53;

    private static final int MOST_DIGITS = 17;
    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    private Numbers() {}

    static long parseInt(String text) {
        try {
            if (INT.matches(text)) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException outOfRange) {
            // said below, without the text
        }
        throw notA("int");
    }

    static UnsignedLong parseUint(String text) {
        try {
            if (UINT.matches(text)) {
                return UnsignedLong.valueOf(text);
            }
        } catch (NumberFormatException outOfRange) {
            // said below, without the text
        }
        throw notA("uint");
    }

    /** Takes decimal and hexadecimal numbers, underscores between digits, infinity and not-a-number. */
    static double parseDouble(String text) {
        if (DECIMAL.matches(text) || HEXADECIMAL.matches(text)) {
            double number = Double.parseDouble(text.replace("_", ""));
            if (!Double.isInfinite(number)) {
                return number;
            }
        } else if (INFINITY.matches(text)) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        } else if (NOT_A_NUMBER.matches(text)) {
            return Double.NaN;
        }
        throw notA("double");
    }

    private static FunctionFailedException notA(String type) {
        return new FunctionFailedException("type conversion error from 'string' to '" + type + "'");
    }

    /** Cuts the fraction off; the smallest int is refused too, as in Go. */
    static long toInt(double number) {
        if (!(number > -TWO_TO_63 && number < TWO_TO_63)) {
            throw new FunctionFailedException("integer overflow");
        }
        return (long) number;
    }

    static long toInt(UnsignedLong number) {
        if (number.longValue() < 0) {
            throw new FunctionFailedException("integer overflow");
        }
        return number.longValue();
    }

    static UnsignedLong toUint(double number) {
        if (!(number >= 0 && number < TWO_TO_64)) {
            throw new FunctionFailedException("unsigned integer overflow");
        }
        return number < TWO_TO_63
                ? UnsignedLong.valueOf((long) number)
                : UnsignedLong.fromLongBits((long) (number - TWO_TO_63) ^ Long.MIN_VALUE);
    }

    static UnsignedLong toUint(long number) {
        if (number < 0) {
            throw new FunctionFailedException("unsigned integer overflow");
        }
        return UnsignedLong.valueOf(number);
    }

    /** The shortest digits that mean the number; with an exponent from a million on and below a ten-thousandth. */
    static String text(double number) {
        if (!Double.isFinite(number)) {
            return infinite(number);
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(number);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (number < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** The shortest digits that mean the number, never with an exponent. */
    static String plain(double number) {
        if (number == 0) {
            return "0";
        }
        return shortest(number).toPlainString();
    }

    static String infinite(double number) {
        return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }

    /**
     * The decimal number of the fewest digits that is read as this double, and the nearest of those; without zeros at
     * its end. {@code Double.toString} does not find it before JDK 19.
     */
    static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        if (Math.abs(number) < ALL_WHOLE && number == Math.rint(number)) {
            return exact.stripTrailingZeros();
        }
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == number) {
                return nearest.stripTrailingZeros();
            }
            // above a power of two the doubles lie wider than below it, so the farther of the two can be the one
            BigDecimal farther = exact.round(new MathContext(digits, RoundingMode.UP));
            if (farther.doubleValue() == number) {
                return farther.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
