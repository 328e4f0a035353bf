package dev.tanukey.mapping;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.ExpressionProblem;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one part of a user from an expression, and takes what Kubernetes takes as its value. */
final class ExpressionSource {

    private ExpressionSource() {}

    /** A string that is not empty. */
    static ClaimSource<String> username(Expression<Claims> expression) {
        return input -> {
            if (!(evaluate(expression, input) instanceof String name)) {
                throw failed(expression, "a string as username", "another type");
            }
            if (name.isEmpty()) {
                throw failed(expression, "a username", "an empty string");
            }
            return name;
        };
    }

    /** A string, which may be empty. */
    static ClaimSource<String> uid(Expression<Claims> expression) {
        return input -> {
            if (evaluate(expression, input) instanceof String uid) {
                return uid;
            }
            throw failed(expression, "a string as uid", "another type");
        };
    }

    /** A string, a list of strings, or null; empty strings count for nothing. */
    static ClaimSource<List<String>> strings(Expression<Claims> expression) {
        return input -> {
            Object value = evaluate(expression, input);
            if (value == null) {
                return List.of();
            }
            if (value instanceof String text) {
                return text.isEmpty() ? List.of() : List.of(text);
            }
            if (value instanceof List<?> list) {
                return strings(expression, list);
            }
            throw failed(expression, "a string or a list of strings", "another type");
        };
    }

    private static List<String> strings(Expression<?> expression, List<?> elements) throws RejectedException {
        List<String> strings = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw failed(expression, "a string or a list of strings", "another type");
            }
            if (!text.isEmpty()) {
                strings.add(text);
            }
        }
        return strings;
    }

    /** The value of an expression, or the token's refusal. */
    static <T> @Nullable Object evaluate(Expression<T> expression, ExpressionInput<T> input) throws RejectedException {
        try {
            return expression.evaluate(input);
        } catch (ExpressionFailedException failure) {
            boolean stopped = failure.problem().kind() == ExpressionProblem.Kind.STOPPED;
            throw new RejectedException(Rejection.of(
                    stopped ? RejectionReason.EXPRESSION_STOPPED : RejectionReason.EXPRESSION_FAILED,
                    "a token over which " + Rejection.quote(expression.text()) + " has a value",
                    String.valueOf(failure.getMessage())));
        }
    }

    private static RejectedException failed(Expression<?> expression, String expected, String actual) {
        return new RejectedException(Rejection.of(
                RejectionReason.MAPPING_FAILED, expected + " from " + Rejection.quote(expression.text()), actual));
    }
}
