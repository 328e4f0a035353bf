package dev.tanukey;

/**
 * Hears of every outcome, for metrics and audit. Called on the caller's thread, before the caller has the result, by
 * any number of threads at once; must be quick. What it throws is logged and changes no outcome. All methods do nothing
 * by default.
 */
public interface AuthenticationListener {

    /** Hears nothing. */
    AuthenticationListener NO_OP = new AuthenticationListener() {};

    /**
     * Somebody was let in.
     *
     * @param result who
     */
    default void authenticated(AuthenticationResult.Authenticated result) {}

    /**
     * A credential was not ours.
     *
     * @param result why
     */
    default void notApplicable(AuthenticationResult.NotApplicable result) {}

    /**
     * A bad token was refused.
     *
     * @param result why
     */
    default void rejected(AuthenticationResult.Rejected result) {}

    /**
     * A token could not be judged.
     *
     * @param result why
     */
    default void unavailable(AuthenticationResult.Unavailable result) {}
}
