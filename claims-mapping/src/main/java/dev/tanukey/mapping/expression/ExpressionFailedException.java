package dev.tanukey.mapping.expression;

import java.util.Optional;

/** An expression has no value over one token. Carries no stack trace, so that a flood of such tokens stays cheap. */
public final class ExpressionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ExpressionProblem problem;

    /**
     * Ends an evaluation.
     *
     * @param message why, in a few words that follow "came": without a claim's value
     */
    public ExpressionFailedException(String message) {
        this(new ExpressionProblem(ExpressionProblem.Kind.VALUE, 0, 0, message, Optional.empty()));
    }

    /**
     * Ends an evaluation, and says where.
     *
     * @param problem what went wrong
     */
    public ExpressionFailedException(ExpressionProblem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    /** {@return what went wrong} */
    public ExpressionProblem problem() {
        return problem;
    }
}
