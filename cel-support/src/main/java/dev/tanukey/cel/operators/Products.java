package dev.tanukey.cel.operators;

import static dev.tanukey.cel.function.Kind.DOUBLE;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.UINT;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.Operator;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.Functions;

/** Products, quotients and remainders. */
final class Products {
    private static final String TIMES = Operator.MULTIPLY.getFunction();
    private static final String BY = Operator.DIVIDE.getFunction();
    private static final String MODULO = Operator.MODULO.getFunction();
    private static final String DIVISION = "division by zero";
    private static final String MODULUS = "modulus by zero";

    private Products() {}

    static void addTo(Functions functions) {
        functions
                .byValue(TIMES, BY, MODULO)
                .global(TIMES, "multiply_double", DOUBLE, DOUBLE, DOUBLE, (a, b) -> a * b)
                .global(TIMES, "multiply_int64", INT, INT, INT, Products::times)
                .global(TIMES, "multiply_uint64", UINT, UINT, UINT, Products::times)
                .global(BY, "divide_double", DOUBLE, DOUBLE, DOUBLE, (a, b) -> a / b)
                .global(BY, "divide_int64", INT, INT, INT, (a, b) -> a / divisor(a, b, DIVISION))
                .global(BY, "divide_uint64", UINT, UINT, UINT, (a, b) -> a.dividedBy(divisor(b, DIVISION)))
                .global(MODULO, "modulo_int64", INT, INT, INT, (a, b) -> a % divisor(a, b, MODULUS))
                .global(MODULO, "modulo_uint64", UINT, UINT, UINT, (a, b) -> a.mod(divisor(b, MODULUS)));
    }

    private static long times(long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException overflow) {
            throw new FunctionFailedException("integer overflow");
        }
    }

    private static UnsignedLong times(UnsignedLong a, UnsignedLong b) {
        if (!b.equals(UnsignedLong.ZERO) && a.compareTo(UnsignedLong.MAX_VALUE.dividedBy(b)) > 0) {
            throw new FunctionFailedException("unsigned integer overflow");
        }
        return a.times(b);
    }

    /** The least integer has no counterpart above zero, so that it cannot be divided by -1. */
    private static long divisor(long dividend, long divisor, String byZero) {
        if (divisor == 0) {
            throw new FunctionFailedException(byZero);
        }
        if (dividend == Long.MIN_VALUE && divisor == -1) {
            throw new FunctionFailedException("integer overflow");
        }
        return divisor;
    }

    private static UnsignedLong divisor(UnsignedLong divisor, String byZero) {
        if (divisor.equals(UnsignedLong.ZERO)) {
            throw new FunctionFailedException(byZero);
        }
        return divisor;
    }
}
