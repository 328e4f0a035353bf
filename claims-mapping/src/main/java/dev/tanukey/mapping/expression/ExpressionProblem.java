package dev.tanukey.mapping.expression;

import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong with an expression, when it is compiled or over one token. Never holds the value of a claim.
 *
 * @param kind the kind of trouble
 * @param line the line of the expression, from 1; 0 if no place is known
 * @param column the column in that line, in code points from 1; 0 if no place is known
 * @param message what is wrong, in a few words
 * @param advice what to write instead, where that is known
 */
public record ExpressionProblem(Kind kind, int line, int column, String message, Optional<String> advice) {

    /** The kinds of trouble that an expression can have. */
    public enum Kind {
        /** When compiled: it does not parse. */
        SYNTAX,
        /** A name, function or operator is not there for these types. Known when compiled, or only over a token. */
        TYPE,
        /** When compiled: a literal can never have a value here, as a broken pattern in {@code matches}. */
        CONSTANT,
        /** Over a token: a claim, a member or an element that is not there. */
        ABSENT,
        /** Over a token: a function has no result for this value. */
        VALUE,
        /** Over a token: a limit of the language was reached. */
        STOPPED
    }

    /** Checks that no component is null. */
    public ExpressionProblem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(advice, "advice");
    }

    /** {@return all of it in one line} */
    @Override
    public String toString() {
        String place = line == 0 ? "" : " at line " + line + ", column " + column;
        return message + place + advice.map(text -> " (" + text + ")").orElse("");
    }
}
