package dev.tanukey.mapping.expression;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of one token look at. It keeps the form into which their language has brought it, so that this
 * is done once for all of them, and not at all where no expression is evaluated.
 *
 * <p>Not thread-safe: made for one token, on one thread.
 *
 * @param <T> the claims of a token, or the mapped user
 */
public final class ExpressionInput<T> {
    private final T value;
    private @Nullable Object form;

    /**
     * Readies one value.
     *
     * @param value the value
     */
    public ExpressionInput(T value) {
        this.value = value;
    }

    /** {@return the value itself} */
    public T value() {
        return value;
    }

    /**
     * Gives the value in the form that a language needs.
     *
     * @param type the form's class, which one language alone uses
     * @param adapter brings the value into that form
     * @param <F> the form
     * @return the form, made at the first call
     */
    public <F> F as(Class<F> type, Function<? super T, ? extends F> adapter) {
        if (!type.isInstance(form)) {
            form = adapter.apply(value);
        }
        return type.cast(form);
    }
}
