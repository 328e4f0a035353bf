package dev.tanukey.mapping.expression;

/** An expression does not compile. The message says where and why, and what to write instead, if that is known. */
public final class InvalidExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses an expression.
     *
     * @param message where it fails and why; may have several lines
     */
    public InvalidExpressionException(String message) {
        super(message);
    }
}
