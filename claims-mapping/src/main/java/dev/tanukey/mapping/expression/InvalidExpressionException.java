package dev.tanukey.mapping.expression;

import java.util.List;

/** An expression does not compile. The message says where and why. */
public final class InvalidExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ExpressionProblem> problems;

    /**
     * Refuses an expression.
     *
     * @param message where it fails and why; may have several lines
     */
    public InvalidExpressionException(String message) {
        this(message, List.of());
    }

    /**
     * Refuses an expression, and says each thing that is wrong with it by itself.
     *
     * @param message where it fails and why, as a whole; may have several lines
     * @param problems each thing that is wrong
     */
    public InvalidExpressionException(String message, List<ExpressionProblem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** {@return what is wrong, in the order of the text; empty if the language tells no more than the message} */
    public List<ExpressionProblem> problems() {
        return problems;
    }
}
