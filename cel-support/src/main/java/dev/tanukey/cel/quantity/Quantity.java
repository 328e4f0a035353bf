package dev.tanukey.cel.quantity;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import dev.tanukey.cel.function.FunctionFailedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An amount with an exact decimal value. Two ways to write one amount are equal, as {@code 1} and {@code 1000m}.
 *
 * <p>As in a cluster, an amount is {@code small} or not, and only a small one counts as an integer: it has at most 64
 * bits and a power of ten beside them. One with more digits, or with a fraction of a power of two, stays large whatever
 * becomes of it.
 */
@SuppressWarnings("Immutable") // decimal numbers do not change
final class Quantity extends OpaqueValue {
    static final OpaqueType TYPE = OpaqueType.create("kubernetes.Quantity");

    /** How long a number may become. A cluster has no such limit, and spends its memory on {@code 1e1000000000}. */
    static final int MAX_DIGITS = 10_000;

    private static final int LARGEST_POWER = 18;

    private final BigDecimal amount;
    private final boolean small;
    private final Style style;

    private Quantity(BigDecimal amount, boolean small, Style style) {
        this.amount = amount;
        this.small = small;
        this.style = style;
    }

    static Quantity small(long digits, int exponent, Style style) {
        return new Quantity(BigDecimal.valueOf(digits, -exponent), true, style);
    }

    static Quantity large(BigDecimal amount, Style style) {
        return new Quantity(amount, false, style);
    }

    Quantity plus(Quantity other) {
        Quantity sum = small && other.small ? smallSum(other, other.amount) : null;
        return sum == null ? largeSum(other, other.amount) : sum;
    }

    Quantity minus(Quantity other) {
        Quantity difference = small && other.small ? smallSum(other, wrappedNegation(other.amount)) : null;
        return difference == null ? largeSum(other, other.amount.negate()) : difference;
    }

    /** The least integer of 64 bits stays what it is, as in a cluster. */
    private static BigDecimal wrappedNegation(BigDecimal amount) {
        return BigDecimal.valueOf(-amount.unscaledValue().longValue(), amount.scale());
    }

    private @Nullable Quantity smallSum(Quantity other, BigDecimal b) {
        BigDecimal a = amount;
        if (a.signum() == 0 || b.signum() == 0) {
            return new Quantity(b.signum() == 0 ? a : b, true, styleWith(other));
        }
        if (Math.abs((long) a.scale() - b.scale()) > LARGEST_POWER) {
            return null;
        }
        BigDecimal sum = a.add(b);
        boolean fits = isLong(a.setScale(sum.scale())) && isLong(b.setScale(sum.scale())) && isLong(sum);
        return fits ? new Quantity(sum, true, styleWith(other)) : null;
    }

    private static boolean isLong(BigDecimal number) {
        return number.unscaledValue().bitLength() < Long.SIZE;
    }

    private Style styleWith(Quantity other) {
        return sign() == 0 ? other.style : style;
    }

    private Quantity largeSum(Quantity other, BigDecimal b) {
        int scale = Math.max(amount.scale(), b.scale());
        if (Math.max(digits(amount, scale), digits(b, scale)) > MAX_DIGITS) {
            throw new FunctionFailedException("the amounts are too far apart to be added");
        }
        return large(amount.add(b), styleWith(other));
    }

    private static long digits(BigDecimal number, int scale) {
        return number.precision() + (long) scale - number.scale();
    }

    int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    int sign() {
        return amount.signum();
    }

    OptionalLong integer() {
        if (!small || amount.scale() > 0) {
            return OptionalLong.empty();
        }
        if (amount.signum() == 0) {
            return OptionalLong.of(0);
        }
        if (amount.scale() < -LARGEST_POWER) {
            return OptionalLong.empty();
        }
        BigInteger integer = amount.toBigInteger();
        return integer.bitLength() < Long.SIZE ? OptionalLong.of(integer.longValue()) : OptionalLong.empty();
    }

    /** The product of two rounded numbers, as in a cluster, and so not always the nearest. */
    double approximately() {
        double digits = amount.unscaledValue().doubleValue();
        return amount.scale() == 0 ? digits : digits * powerOfTen(-amount.scale());
    }

    /** A power of ten as Go rounds it: from a table for each 32nd power, and one for the powers between. */
    private static double powerOfTen(int exponent) {
        int size = Math.abs(exponent);
        double nearest = Double.parseDouble("1e" + exponent / 32 * 32);
        double rest = Double.parseDouble("1e" + size % 32);
        return exponent < 0 ? nearest / rest : nearest * rest;
    }

    @Override
    public Quantity value() {
        return this;
    }

    @Override
    public OpaqueType celType() {
        return TYPE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity quantity && compareTo(quantity) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(amount.doubleValue());
    }

    /** {@return the canonical text} */
    @Override
    public String toString() {
        return style.text(amount);
    }
}
