package dev.tanukey.cel.operators;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.BYTES;
import static dev.tanukey.cel.function.Kind.DOUBLE;
import static dev.tanukey.cel.function.Kind.DURATION;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;
import static dev.tanukey.cel.function.Kind.TIMESTAMP;
import static dev.tanukey.cel.function.Kind.UINT;

import dev.cel.common.Operator;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;
import java.util.function.IntPredicate;

/** Which of two values comes first, as an operator: numbers of all types with each other, others with their like. */
final class Comparisons {

    private Comparisons() {}

    static void addTo(Functions functions) {
        add(functions, Operator.LESS, "less_", sign -> sign < 0);
        add(functions, Operator.LESS_EQUALS, "less_equals_", sign -> sign <= 0);
        add(functions, Operator.GREATER, "greater_", sign -> sign > 0);
        add(functions, Operator.GREATER_EQUALS, "greater_equals_", sign -> sign >= 0);
    }

    private static void add(Functions functions, Operator operator, String prefix, IntPredicate accepts) {
        new Comparison(functions.byValue(operator.getFunction()), operator.getFunction(), prefix, accepts)
                .of("bool", BOOL, BOOL)
                .of("int64", INT, INT)
                .of("int64_double", INT, DOUBLE)
                .of("int64_uint64", INT, UINT)
                .of("uint64", UINT, UINT)
                .of("uint64_double", UINT, DOUBLE)
                .of("uint64_int64", UINT, INT)
                .of("double", DOUBLE, DOUBLE)
                .of("double_int64", DOUBLE, INT)
                .of("double_uint64", DOUBLE, UINT)
                .of("string", STRING, STRING)
                .of("bytes", BYTES, BYTES)
                .of("timestamp", TIMESTAMP, TIMESTAMP)
                .of("duration", DURATION, DURATION);
    }

    private record Comparison(Functions functions, String name, String prefix, IntPredicate accepts) {

        Comparison of(String types, Kind<?> a, Kind<?> b) {
            functions.global(name, prefix + types, BOOL, a, b, this::holds);
            return this;
        }

        private boolean holds(Object a, Object b) {
            if (isNaN(a) || isNaN(b)) {
                throw new FunctionFailedException("NaN values cannot be ordered");
            }
            return accepts.test(Order.compare(a, b));
        }
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }
}
