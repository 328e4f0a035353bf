package dev.tanukey.cel.strings;

import dev.tanukey.cel.function.FunctionFailedException;
import java.time.Duration;
import java.util.Map;

/** Spans of time as Go writes and reads them: {@code 1h30m} and {@code 5400s}, up to 292 years. */
public final class Durations {
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private final String text;
    private int at;

    private Durations(String text) {
        this.text = text;
    }

    static Duration parse(String text) {
        return new Durations(text).read();
    }

    /** Seconds, with a fraction if need be. */
    static String text(Duration duration) {
        return Numbers.plain(inUnits(duration, 1_000_000_000L)) + "s";
    }

    /**
     * Counts nanoseconds.
     *
     * @param duration a span of time
     * @return how long it is
     * @throws FunctionFailedException if it is longer than 292 years
     */
    public static long nanoseconds(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException outOfRange) {
            throw new FunctionFailedException("integer overflow");
        }
    }

    /** How many of a unit it is, as a double with its rounding. */
    static double inUnits(Duration duration, long unit) {
        long nanoseconds = nanoseconds(duration);
        long whole = nanoseconds / unit;
        return whole + (double) (nanoseconds % unit) / unit;
    }

    private Duration read() {
        boolean negative = text.startsWith("-");
        if (negative || text.startsWith("+")) {
            at++;
        }
        if (text.substring(at).equals("0")) {
            return Duration.ZERO;
        }
        if (at == text.length()) {
            throw malformed();
        }
        long sum = 0; // without a sign, at most 2^63
        while (at < text.length()) {
            sum += readPart();
            if (exceeds(sum)) {
                throw malformed();
            }
        }
        if (sum < 0 && !negative) {
            throw malformed();
        }
        return Duration.ofNanos(negative ? -sum : sum);
    }

    /** A number and its unit. */
    private long readPart() {
        int start = at;
        long whole = 0;
        for (; atDigit(); at++) {
            if (Long.compareUnsigned(whole, Long.MAX_VALUE / 10) > 0) {
                throw malformed();
            }
            whole = whole * 10 + digit();
            if (exceeds(whole)) {
                throw malformed();
            }
        }
        boolean digits = at > start;
        long fraction = 0;
        double scale = 1;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            start = at;
            boolean precise = true;
            for (; atDigit(); at++) {
                precise = precise && fraction <= Long.MAX_VALUE / 10 && !exceeds(fraction * 10 + digit());
                if (precise) {
                    fraction = fraction * 10 + digit();
                    scale *= 10;
                }
            }
            digits |= at > start;
        }
        if (!digits) {
            throw malformed();
        }
        long unit = readUnit();
        if (Long.compareUnsigned(whole, Long.divideUnsigned(Long.MIN_VALUE, unit)) > 0) {
            throw malformed();
        }
        whole *= unit;
        if (fraction != 0) {
            whole += (long) ((fraction < 0 ? 0x1p63 : (double) fraction) * (unit / scale));
        }
        if (exceeds(whole)) {
            throw malformed();
        }
        return whole;
    }

    private long readUnit() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '.' && !atDigit()) {
            at++;
        }
        Long unit = NANOSECONDS.get(text.substring(start, at));
        if (unit == null) {
            throw malformed();
        }
        return unit;
    }

    private boolean atDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int digit() {
        return text.charAt(at) - '0';
    }

    /** Whether a number without a sign is more than 2^63. */
    private static boolean exceeds(long unsigned) {
        return Long.compareUnsigned(unsigned, Long.MIN_VALUE) > 0;
    }

    private static FunctionFailedException malformed() {
        return new FunctionFailedException("type conversion error from 'string' to 'google.protobuf.Duration'");
    }
}
