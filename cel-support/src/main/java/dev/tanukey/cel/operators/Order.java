package dev.tanukey.cel.operators;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import java.time.Duration;
import java.time.Instant;

/** Which of two values comes first. */
public final class Order {

    private Order() {}

    /**
     * Tells whether values of this kind have an order at all: numbers, truth values, texts, octets and times do.
     *
     * @param value a value
     * @return whether they have
     */
    public static boolean has(Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof String
                || value instanceof CelByteString
                || value instanceof Instant
                || value instanceof Duration;
    }

    /**
     * Compares two values.
     *
     * @param a one
     * @param b the other
     * @return below, at or above zero; zero also where neither comes first, as of a text and a number, or where one is
     *     NaN
     */
    public static int compare(Object a, Object b) {
        if (a instanceof Number left && b instanceof Number right) {
            return compareNumbers(left, right);
        }
        if (a instanceof String left && b instanceof String right) {
            return compareTexts(left, right);
        }
        if (a instanceof Boolean left && b instanceof Boolean right) {
            return left.compareTo(right);
        }
        if (a instanceof CelByteString left && b instanceof CelByteString right) {
            return CelByteString.unsignedLexicographicalComparator().compare(left, right);
        }
        if (a instanceof Instant left && b instanceof Instant right) {
            return left.compareTo(right);
        }
        if (a instanceof Duration left && b instanceof Duration right) {
            return left.compareTo(right);
        }
        return 0;
    }

    private static int compareNumbers(Number a, Number b) {
        if (a instanceof Double || b instanceof Double) {
            double left = a.doubleValue();
            double right = b.doubleValue();
            return left < right ? -1 : left > right ? 1 : 0;
        }
        if (a instanceof Long left) {
            return b instanceof Long right ? left.compareTo(right) : compareToUnsigned(left, (UnsignedLong) b);
        }
        return b instanceof Long right
                ? -compareToUnsigned(right, (UnsignedLong) a)
                : ((UnsignedLong) a).compareTo((UnsignedLong) b);
    }

    private static int compareToUnsigned(long whole, UnsignedLong unsigned) {
        return whole < 0 ? -1 : UnsignedLong.valueOf(whole).compareTo(unsigned);
    }

    /** By code points, in which a surrogate comes after every other character. */
    private static int compareTexts(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean surrogate = Character.isSurrogate(left);
                if (surrogate != Character.isSurrogate(right)) {
                    return surrogate ? 1 : -1;
                }
                return left - right;
            }
        }
        return a.length() - b.length();
    }
}
