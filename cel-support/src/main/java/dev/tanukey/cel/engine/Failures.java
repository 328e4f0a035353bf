package dev.tanukey.cel.engine;

import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.runtime.CelEvaluationException;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.Stopped;
import dev.tanukey.mapping.expression.ExpressionProblem;
import dev.tanukey.mapping.expression.ExpressionProblem.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why an expression has no value over a token: where and what kind, and never a value, as the engine would. */
final class Failures {
    /** The engine tells the place in its message and nowhere else. */
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:(\\d+): ");

    private static final Pattern KEY =
            Pattern.compile("key '(.*)' is not present in map\\.|Error resolving field '(.*)'\\.", Pattern.DOTALL);

    private Failures() {}

    /**
     * What went wrong, without a value of the token.
     *
     * @param failed what the engine says
     * @param source the expression
     * @param names what the expression itself calls members, which may be named
     */
    static ExpressionProblem of(CelEvaluationException failed, CelSource source, Set<String> names) {
        Optional<CelSourceLocation> place = Optional.ofNullable(failed.getMessage())
                .map(PLACE::matcher)
                .filter(Matcher::find)
                .flatMap(offset -> source.getOffsetLocation(Integer.parseInt(offset.group(1))));
        return new ExpressionProblem(
                kind(failed),
                place.map(CelSourceLocation::getLine).orElse(0),
                place.map(at -> at.getColumn() + 1).orElse(0),
                missing(failed)
                        .filter(names::contains)
                        .map(name -> "no such key: " + name)
                        .orElseGet(() -> message(failed)),
                advice(failed));
    }

    /** Which limit was reached. */
    static ExpressionProblem of(Stopped stopped) {
        return new ExpressionProblem(Kind.STOPPED, 0, 0, String.valueOf(stopped.getMessage()), Optional.empty());
    }

    /** The key that is not there, which may be a value of the token. */
    private static Optional<String> missing(CelEvaluationException failed) {
        return Optional.ofNullable(failed.getMessage())
                .map(KEY::matcher)
                .filter(Matcher::find)
                .map(key -> key.group(1) == null ? key.group(2) : key.group(1));
    }

    private static Kind kind(CelEvaluationException failed) {
        return switch (failed.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND, INDEX_OUT_OF_BOUNDS -> Kind.ABSENT;
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND -> Kind.TYPE;
            case ITERATION_BUDGET_EXCEEDED -> Kind.STOPPED;
            case INTERNAL_ERROR, DIVIDE_BY_ZERO, DUPLICATE_ATTRIBUTE, INVALID_ARGUMENT, NUMERIC_OVERFLOW, BAD_FORMAT ->
                Kind.VALUE;
        };
    }

    /** What went wrong, without the values that the engine's own message holds. */
    static String message(CelEvaluationException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof FunctionFailedException known) {
                return known.getMessage();
            }
        }
        return switch (failed.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> "no such key";
            case INDEX_OUT_OF_BOUNDS -> "index out of bounds";
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD -> "no such overload for the types of these values";
            case TYPE_NOT_FOUND -> "no such type";
            case DIVIDE_BY_ZERO -> "division by zero";
            case DUPLICATE_ATTRIBUTE -> "a key twice in one map";
            case NUMERIC_OVERFLOW -> "a number out of range";
            case BAD_FORMAT -> "a text of the wrong form";
            case INVALID_ARGUMENT -> "an argument for which the function has no result";
            case ITERATION_BUDGET_EXCEEDED -> "too many steps";
            case INTERNAL_ERROR -> "a value that does not fit its place";
        };
    }

    private static Optional<String> advice(CelEvaluationException failed) {
        return switch (failed.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND ->
                Optional.of("ask first, as in has(claims.x) ? claims.x : \"\", or in one, claims.?x.orValue(\"\")");
            case OVERLOAD_NOT_FOUND ->
                Optional.of("every number of a token is a double: int(claims.x) + 1; string(claims.x) makes a text");
            default -> Optional.empty();
        };
    }
}
