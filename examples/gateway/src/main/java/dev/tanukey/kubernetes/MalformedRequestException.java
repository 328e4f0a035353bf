package dev.tanukey.kubernetes;

/**
 * Says that a review or a header is not what Kubernetes' clients send: answer with 400. The message quotes no token and
 * is safe for whoever sent it. Carries no stack trace: hostile input must stay cheap.
 */
public final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message, null, false, false);
    }

    /** {@return what was expected, and what came; never null} */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
