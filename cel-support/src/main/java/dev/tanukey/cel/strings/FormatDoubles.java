package dev.tanukey.cel.strings;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Doubles as {@code %f} and {@code %e} write them: for readers of American English, as a cluster does. */
final class FormatDoubles {
    /** What is written for a precision that no reader of formats takes. */
    private static final String NO_VERB = "%!(NOVERB)";

    private static final long LARGEST = 1_000_000;
    private static final int SCIENTIFIC_DIGITS = 7;
    private static final int MOST_GUARANTEED = 0xff;
    private static final int WIDEST = 0xffff;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private FormatDoubles() {}

    /** With as many decimals as the precision. Beyond 255 it loses bits in two ways, in a cluster too. */
    static String fixed(double number, long precision) {
        if (precision / 10 > LARGEST) {
            return NO_VERB;
        }
        if (!Double.isFinite(number)) {
            return infinite(number);
        }
        int least = (int) precision & MOST_GUARANTEED;
        int most = (short) precision;
        BigDecimal exact = new BigDecimal(number);
        BigDecimal decimal = most < 0
                ? Numbers.shortest(number)
                : exact.setScale(Math.min(most, exact.scale()), RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
        String digits = decimal.setScale(Math.max(decimal.scale(), least), RoundingMode.UNNECESSARY)
                .abs()
                .toPlainString();
        int point = digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int comma = (point < 0 ? digits.length() : point) - 3; comma > 0; comma -= 3) {
            text.insert(comma, ',');
        }
        return (number < 0 ? "-" : "") + text;
    }

    /** With six decimals and a power of ten. The precision is the least width, in a cluster too. */
    static String scientific(double number, long precision) {
        if (precision / 10 > LARGEST) {
            return NO_VERB;
        }
        String text = Double.isFinite(number) ? power(number) : infinite(number);
        int width = (int) precision & WIDEST;
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String power(double number) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(SCIENTIFIC_DIGITS, RoundingMode.HALF_EVEN));
        int exponent = number == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        StringBuilder text = new StringBuilder(number < 0 ? "-" : "")
                .append(rounded.abs()
                        .scaleByPowerOfTen(-exponent)
                        .setScale(SCIENTIFIC_DIGITS - 1, RoundingMode.UNNECESSARY)
                        .toPlainString())
                .append("×10")
                .append(exponent < 0 ? "⁻" : "")
                .append(Math.abs(exponent) < 10 ? "⁰" : "");
        String digits = Integer.toString(Math.abs(exponent));
        digits.chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }

    private static String infinite(double number) {
        return Double.isNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞";
    }
}
