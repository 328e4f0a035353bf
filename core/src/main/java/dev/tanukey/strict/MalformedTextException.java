package dev.tanukey.strict;

/**
 * Says that a text from outside is not what it should be. The message names the fault and, where known, its position,
 * and never quotes the text. Carries no stack trace: hostile input must stay cheap.
 */
public final class MalformedTextException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the complaint.
     *
     * @param message what is wrong, without a piece of the text
     */
    public MalformedTextException(String message) {
        super(message, null, false, false);
    }

    /** {@return what is wrong; never null} */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
