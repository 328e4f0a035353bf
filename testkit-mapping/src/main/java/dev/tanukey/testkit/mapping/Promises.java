package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.ExpressionProblem;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.token.Claims;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what a language does against what it has promised; whatever differs is an AssertionError. Stateless. */
final class Promises {

    private static final int ROUNDS = 50;

    private Promises() {}

    /** Evaluates a shared expression often, and one that is compiled meanwhile. */
    static void manyTimes(
            ExpressionLanguage language, Expression<Claims> shared, Claims own, String value, String truth) {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                ExpressionInput<Claims> input = new ExpressionInput<>(own);
                same("the value of a shared expression", value, shared.evaluate(input));
            }
            Expression<Claims> fresh = language.overClaims(truth);
            same("an expression compiled meanwhile", true, fresh.evaluate(new ExpressionInput<>(own)));
        } catch (ExpressionFailedException | InvalidExpressionException failed) {
            throw new AssertionError("it fails where it does not fail alone: " + failed.getMessage(), failed);
        }
    }

    static @Nullable ExpressionFailedException fails(Expression<Claims> expression, ExpressionInput<Claims> input) {
        try {
            expression.evaluate(input);
            return null;
        } catch (ExpressionFailedException failure) {
            return failure;
        }
    }

    static void refuses(String text, Compilation compilation) {
        try {
            compilation.run();
        } catch (InvalidExpressionException refusal) {
            check(
                    !String.valueOf(refusal.getMessage()).isBlank(),
                    "the refusal of " + quote(text) + " must say where it fails and why; it says nothing");
            refusal.problems().forEach(problem -> checkProblem(text, problem));
            return;
        }
        throw new AssertionError(quote(text) + " must be refused with InvalidExpressionException, but compiled");
    }

    static void checkProblem(String text, ExpressionProblem problem) {
        String[] lines = text.split("\n", -1);
        boolean nowhere = problem.line() == 0 && problem.column() == 0;
        boolean inside = problem.line() >= 1
                && problem.line() <= lines.length
                && problem.column() >= 1
                && problem.column()
                        <= lines[problem.line() - 1].codePointCount(0, lines[problem.line() - 1].length()) + 1;
        check(
                nowhere || inside,
                "a problem stands at a line and column of the text, both from 1, or both are 0; of %s came line %d, column %d"
                        .formatted(quote(text), problem.line(), problem.column()));
        check(!problem.message().isBlank(), "a problem of " + quote(text) + " must have a message");
    }

    static void same(String what, @Nullable Object expected, @Nullable Object came) {
        check(Objects.equals(expected, came), "%s: expected %s, came %s".formatted(what, shown(expected), shown(came)));
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static String shown(@Nullable Object value) {
        return value instanceof String text ? quote(text) : String.valueOf(value);
    }

    static String quote(String text) {
        return "\"" + text.replace("\n", "\\n") + "\"";
    }

    @FunctionalInterface
    interface Compilation {
        void run() throws InvalidExpressionException;
    }
}
