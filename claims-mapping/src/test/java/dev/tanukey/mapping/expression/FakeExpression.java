package dev.tanukey.mapping.expression;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An expression whose value is a function of ours, or that fails. */
public record FakeExpression<T>(String text, Function<T, @Nullable Object> value, Set<String> prefixes)
        implements Expression<T> {

    public FakeExpression(String text, Function<T, @Nullable Object> value) {
        this(text, value, Set.of());
    }

    public static <T> FakeExpression<T> withPrefix(String prefix) {
        return new FakeExpression<>("fake", any -> prefix, Set.of(prefix));
    }

    public static <T> FakeExpression<T> of(@Nullable Object value) {
        return new FakeExpression<>("fake " + value, any -> value);
    }

    public static <T> FakeExpression<T> failing(String message) {
        return new FakeExpression<>("failing", any -> new Failure(message));
    }

    private record Failure(String message) {}

    @Override
    public boolean isBoolean() {
        return true;
    }

    @Override
    public boolean selects(String member) {
        return false;
    }

    @Override
    public @Nullable Object evaluate(ExpressionInput<T> input) throws ExpressionFailedException {
        Object result = value.apply(input.value());
        if (result instanceof Failure failure) {
            throw new ExpressionFailedException(failure.message());
        }
        return result;
    }
}
