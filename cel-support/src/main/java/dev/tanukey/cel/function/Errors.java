package dev.tanukey.cel.function;

import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.ErrorValue;

/**
 * The engine hands the error of {@code a && b}, or of {@code all}, on as a value: it would be an element of a list, and
 * unequal to everything. No function may take it for a value.
 */
public final class Errors {

    private Errors() {}

    /**
     * Passes a value on.
     *
     * @param value the value
     * @return the same
     * @param <A> its type
     * @throws CelRuntimeException the error, if it is one
     */
    public static <A> A none(A value) {
        if (value instanceof ErrorValue error) {
            throw error.value() instanceof CelRuntimeException failure
                    ? failure
                    : new IllegalStateException("an argument is an error", error.value());
        }
        return value;
    }
}
