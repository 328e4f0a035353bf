package dev.tanukey;

/**
 * An outcome that lets nobody in, for those who prefer exceptions. The message is safe to show to whoever sent the
 * credential; the {@link #result} has the one for the operator. Carries no stack trace. Immutable.
 */
public final class AuthenticationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient AuthenticationResult result;

    AuthenticationException(AuthenticationResult result) {
        super(result.callerMessage(), null, false, false);
        this.result = result;
    }

    /** {@return the outcome; never an {@code Authenticated}} */
    public AuthenticationResult result() {
        return result;
    }
}
