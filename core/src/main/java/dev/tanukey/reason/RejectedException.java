package dev.tanukey.reason;

/**
 * How a step or an extension refuses a token. Carries no stack trace, so that a flood of bad tokens stays cheap: the
 * {@link Rejection} tells where and why. Immutable.
 */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    /**
     * Refuses the token.
     *
     * @param rejection why
     */
    public RejectedException(Rejection rejection) {
        super(rejection.operatorMessage(), null, false, false);
        this.rejection = rejection;
    }

    /** {@return why the token is refused} */
    public Rejection rejection() {
        return rejection;
    }
}
