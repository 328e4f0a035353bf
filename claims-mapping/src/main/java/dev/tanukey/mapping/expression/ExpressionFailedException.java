package dev.tanukey.mapping.expression;

/** An expression has no value over one token. Carries no stack trace, so that a flood of such tokens stays cheap. */
public final class ExpressionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Ends an evaluation.
     *
     * @param message why, in a few words that follow "came": without a claim's value
     */
    public ExpressionFailedException(String message) {
        super(message, null, false, false);
    }
}
