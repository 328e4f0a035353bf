package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A language of a few texts, each with what is known about it; any other text does not compile. */
final class FakeLanguage implements ExpressionLanguage {
    private final Map<String, Known> known = new HashMap<>();
    private final List<String> compiled = new ArrayList<>();

    private record Known(boolean isBoolean, Set<String> selected) {}

    /** A text that compiles, is boolean, and selects members of its variable. */
    FakeLanguage rule(String text, String... selected) {
        known.put(text, new Known(true, Set.of(selected)));
        return this;
    }

    /** A text that compiles, is not known to be boolean, and selects members of its variable. */
    FakeLanguage value(String text, String... selected) {
        known.put(text, new Known(false, Set.of(selected)));
        return this;
    }

    @Override
    public Expression<Claims> overClaims(String text) throws InvalidExpressionException {
        return compile(text);
    }

    @Override
    public Expression<UserInfo> overUser(String text) throws InvalidExpressionException {
        return compile(text);
    }

    /** Every text that it was given, in order. */
    List<String> compiled() {
        return compiled;
    }

    private <T> Expression<T> compile(String text) throws InvalidExpressionException {
        compiled.add(text);
        Known expression = known.get(text);
        if (expression == null) {
            throw new InvalidExpressionException("ERROR: " + text);
        }
        return new FakeExpression<>(text, expression.isBoolean, expression.selected);
    }

    private record FakeExpression<T>(String text, boolean isBoolean, Set<String> selected) implements Expression<T> {

        @Override
        public boolean selects(String member) {
            return selected.contains(member);
        }

        @Override
        public @Nullable Object evaluate(ExpressionInput<T> input) {
            return null;
        }
    }
}
