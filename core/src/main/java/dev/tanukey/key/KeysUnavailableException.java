package dev.tanukey.key;

import dev.tanukey.reason.Unavailability;

/**
 * How a key source says that it cannot know now. Carries no stack trace: the {@link Unavailability} tells why.
 * Immutable.
 */
public final class KeysUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Unavailability unavailability;

    /**
     * Says that the keys cannot be had.
     *
     * @param unavailability why, and when to ask again
     */
    public KeysUnavailableException(Unavailability unavailability) {
        super(unavailability.operatorMessage(), null, false, false);
        this.unavailability = unavailability;
    }

    /** {@return why the keys cannot be had, and when to ask again} */
    public Unavailability unavailability() {
        return unavailability;
    }
}
