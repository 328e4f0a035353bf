package dev.tanukey.key;

/**
 * Says that a key must not verify tokens. The message names the fault and never the key material. Carries no stack
 * trace.
 */
public final class UnusableKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the complaint.
     *
     * @param message what is wrong with the key
     */
    public UnusableKeyException(String message) {
        super(message, null, false, false);
    }

    /** {@return what is wrong with the key; never null} */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
