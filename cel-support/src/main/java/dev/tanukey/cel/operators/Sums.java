package dev.tanukey.cel.operators;

import static dev.tanukey.cel.function.Kind.BYTES;
import static dev.tanukey.cel.function.Kind.DOUBLE;
import static dev.tanukey.cel.function.Kind.DURATION;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;
import static dev.tanukey.cel.function.Kind.TIMESTAMP;
import static dev.tanukey.cel.function.Kind.UINT;
import static dev.tanukey.cel.function.Kind.list;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.Operator;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.CelByteString;
import dev.tanukey.cel.function.Bounds;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;
import dev.tanukey.cel.strings.Durations;
import dev.tanukey.cel.strings.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Plus and minus. The engine refuses a span of time that turns negative within a second, and lets one grow beyond the
 * 292 years that Go has. The overloads are in the order of a cluster: the checker takes a value of which it knows
 * nothing for one of the first.
 */
public final class Sums {
    private static final String PLUS = Operator.ADD.getFunction();
    private static final String MINUS = Operator.SUBTRACT.getFunction();
    private static final String NEGATIVE = Operator.NEGATE.getFunction();
    private static final Kind<List<?>> LIST = list(new Kind<>(TypeParamType.create("A"), Object.class));

    private Sums() {}

    static void addTo(Functions functions) {
        functions
                .byValue(PLUS, MINUS, NEGATIVE)
                .global(PLUS, "add_bytes", BYTES, BYTES, BYTES, Sums::plus)
                .global(PLUS, "add_double", DOUBLE, DOUBLE, DOUBLE, Double::sum)
                .global(PLUS, "add_duration_duration", DURATION, DURATION, DURATION, Sums::plus)
                .global(PLUS, "add_duration_timestamp", TIMESTAMP, DURATION, TIMESTAMP, (a, b) -> plus(b, a))
                .global(PLUS, "add_timestamp_duration", TIMESTAMP, TIMESTAMP, DURATION, Sums::plus)
                .global(PLUS, "add_int64", INT, INT, INT, Sums::plus)
                .global(PLUS, "add_list", LIST, LIST, LIST, Sums::plus)
                .global(PLUS, "add_string", STRING, STRING, STRING, Sums::plus)
                .global(PLUS, "add_uint64", UINT, UINT, UINT, Sums::plus)
                .global(MINUS, "subtract_double", DOUBLE, DOUBLE, DOUBLE, (a, b) -> a - b)
                .global(MINUS, "subtract_duration_duration", DURATION, DURATION, DURATION, Sums::minus)
                .global(MINUS, "subtract_int64", INT, INT, INT, Sums::minus)
                .global(MINUS, "subtract_timestamp_duration", TIMESTAMP, TIMESTAMP, DURATION, Sums::minus)
                .global(MINUS, "subtract_timestamp_timestamp", DURATION, TIMESTAMP, TIMESTAMP, Sums::minus)
                .global(MINUS, "subtract_uint64", UINT, UINT, UINT, Sums::minus)
                .global(NEGATIVE, "negate_double", DOUBLE, DOUBLE, value -> -value)
                .global(NEGATIVE, "negate_int64", INT, INT, value -> minus(0, value))
                .bound(NEGATIVE, "negate_duration", Duration.class, span -> checked(span.negated()));
    }

    /**
     * Adds numbers of one type, or spans of time and points in time, by their values.
     *
     * @param a one
     * @param b the other
     * @return the sum; nothing if they cannot be added
     * @throws FunctionFailedException if the sum is out of range
     */
    public static Optional<Object> of(Object a, Object b) {
        if (a instanceof Long left && b instanceof Long right) {
            return Optional.of(plus(left, right));
        }
        if (a instanceof Double left && b instanceof Double right) {
            return Optional.of(left + right);
        }
        if (a instanceof UnsignedLong left && b instanceof UnsignedLong right) {
            return Optional.of(plus(left, right));
        }
        if (a instanceof Duration left && b instanceof Duration right) {
            return Optional.of(plus(left, right));
        }
        if (a instanceof Duration left && b instanceof Instant right) {
            return Optional.of(plus(right, left));
        }
        return a instanceof Instant left && b instanceof Duration right
                ? Optional.of(plus(left, right))
                : Optional.empty();
    }

    private static long plus(long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException overflow) {
            throw new FunctionFailedException("integer overflow");
        }
    }

    private static long minus(long a, long b) {
        try {
            return Math.subtractExact(a, b);
        } catch (ArithmeticException overflow) {
            throw new FunctionFailedException("integer overflow");
        }
    }

    private static UnsignedLong plus(UnsignedLong a, UnsignedLong b) {
        UnsignedLong sum = a.plus(b);
        if (sum.compareTo(a) < 0) {
            throw new FunctionFailedException("unsigned integer overflow");
        }
        return sum;
    }

    private static UnsignedLong minus(UnsignedLong a, UnsignedLong b) {
        if (a.compareTo(b) < 0) {
            throw new FunctionFailedException("unsigned integer overflow");
        }
        return a.minus(b);
    }

    private static String plus(String a, String b) {
        Bounds.characters((long) a.length() + b.length());
        return a.concat(b);
    }

    private static CelByteString plus(CelByteString a, CelByteString b) {
        Bounds.characters((long) a.size() + b.size());
        return a.concat(b);
    }

    /** Nothing is added by making a new list: one that is native stays so. */
    private static List<?> plus(List<?> a, List<?> b) {
        if (a.isEmpty()) {
            return b;
        }
        if (b.isEmpty()) {
            return a;
        }
        Bounds.elements((long) a.size() + b.size());
        List<Object> sum = new ArrayList<>(a.size() + b.size());
        sum.addAll(a);
        sum.addAll(b);
        return Collections.unmodifiableList(sum);
    }

    private static Instant plus(Instant time, Duration span) {
        Instant sum = time.plus(span);
        return Timestamps.of(sum.getEpochSecond(), sum.getNano());
    }

    private static Duration plus(Duration a, Duration b) {
        return checked(a.plus(b));
    }

    private static Instant minus(Instant time, Duration span) {
        return plus(time, checked(span.negated()));
    }

    private static Duration minus(Instant a, Instant b) {
        return checked(Duration.between(b, a));
    }

    private static Duration minus(Duration a, Duration b) {
        return checked(a.minus(b));
    }

    private static Duration checked(Duration span) {
        return Duration.ofNanos(Durations.nanoseconds(span));
    }
}
