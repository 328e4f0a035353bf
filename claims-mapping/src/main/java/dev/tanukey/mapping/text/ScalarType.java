package dev.tanukey.mapping.text;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scalar is to Kubernetes, whose reader (go-yaml v2) follows YAML 1.1: there {@code yes} is a boolean and
 * {@code 0x1F} a number, and {@code 2026-01-01} stays text.
 */
public enum ScalarType {
    /** Nothing. */
    NULL("null"),
    /** True or false, in one of the many words for them. */
    BOOLEAN("bool"),
    /** A number, whole or not, in any base. */
    NUMBER("number"),
    /** A text, and whatever stands in quotes. */
    STRING("string");

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");
    private static final Pattern FLOAT_FROM_POINT =
            Pattern.compile("\\.[0-9]++(?:_[0-9]++)*+(?:[eE][-+]?[0-9]++(?:_[0-9]++)*+)?");
    private static final Pattern BASED = Pattern.compile("([-+]?)0(?:[xX]([0-9a-fA-F]++)|[oO]([0-7]++)|[bB]([01]++))");
    private static final Pattern SIGN_BEHIND_BASE = Pattern.compile("0b([-+])([01]++)");

    private final String jsonName;

    ScalarType(String jsonName) {
        this.jsonName = jsonName;
    }

    String jsonName() {
        return jsonName;
    }

    /** Of a scalar without quotes. */
    static ScalarType ofPlain(String text) {
        if (NULLS.contains(text)) {
            return NULL;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return BOOLEAN;
        }
        return isNumber(text) ? NUMBER : STRING;
    }

    /**
     * Reads a {@link #BOOLEAN}.
     *
     * @param text as it is written
     * @return whether it is true
     */
    public static boolean isTrue(String text) {
        return TRUE.contains(text);
    }

    private static boolean isNumber(String text) {
        if (NOT_FINITE.matcher(text).matches()) {
            return true;
        }
        char first = text.charAt(0);
        if (first == '.') {
            return FLOAT_FROM_POINT.matcher(text).matches() && isFinite(text.replace("_", ""));
        }
        if (first != '-' && first != '+' && (first < '0' || first > '9')) {
            return false;
        }
        String digits = text.replace("_", "");
        return (FLOAT.matcher(digits).matches() && isFinite(digits)) || isIntegerWithBase(digits);
    }

    private static boolean isFinite(String digits) {
        return Double.isFinite(Double.parseDouble(digits));
    }

    private static boolean isIntegerWithBase(String digits) {
        Matcher based = BASED.matcher(digits);
        if (based.matches()) {
            return based.group(2) != null
                    ? fits(based.group(1), based.group(2), 4)
                    : based.group(3) != null
                            ? fits(based.group(1), based.group(3), 3)
                            : fits(based.group(1), based.group(4), 1);
        }
        Matcher signed = SIGN_BEHIND_BASE.matcher(digits);
        return signed.matches() && fits(signed.group(1), signed.group(2), 1);
    }

    /** An int64 or, without a sign, an uint64; what is longer is text. */
    private static boolean fits(String sign, String digits, int bitsOfDigit) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        // what is far too long must not cost the work of a conversion
        if ((digits.length() - first - 1) * (long) bitsOfDigit >= 64) {
            return false;
        }
        BigInteger size = new BigInteger(digits.substring(first), 1 << bitsOfDigit);
        return switch (sign) {
            case "-" -> size.negate().bitLength() < 64;
            case "+" -> size.bitLength() < 64;
            default -> size.bitLength() <= 64;
        };
    }
}
