package dev.tanukey.cel.function;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * A function has no result for its arguments. Its message never holds an argument, so that it can be shown; it carries
 * no stack trace, so that a flood of such tokens stays cheap.
 */
public final class FunctionFailedException extends CelRuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Ends the evaluation of a function.
     *
     * @param reason why, in a few words, without a value
     */
    public FunctionFailedException(String reason) {
        super((Throwable) null, CelErrorCode.INVALID_ARGUMENT);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // keeps no state
    public Throwable fillInStackTrace() {
        return this;
    }
}
