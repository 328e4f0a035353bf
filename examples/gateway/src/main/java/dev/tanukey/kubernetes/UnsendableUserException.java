package dev.tanukey.kubernetes;

/**
 * Says that no header can carry a user: sent anyway, it would arrive as another one. The message names the part and the
 * fault, and quotes nothing.
 */
public final class UnsendableUserException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsendableUserException(String message) {
        super(message, null, false, false);
    }

    /** {@return what cannot be sent, and why; never null} */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
