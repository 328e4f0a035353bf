package dev.tanukey.jwks;

/**
 * Hears what becomes of an issuer's keys, for metrics and alerts. Called by any thread, the source's own for fetches
 * and a caller's for unknown key ids, so it must be quick. What it throws is logged and changes nothing. All methods do
 * nothing by default.
 */
public interface JwksListener {

    /** Hears nothing. */
    JwksListener NO_OP = new JwksListener() {};

    /**
     * A fetch has brought a good set, changed or not.
     *
     * @param event what came, and what is new about it
     */
    default void keysRefreshed(KeysRefreshed event) {}

    /**
     * A fetch has brought no keys. Those at hand serve on until they are too old.
     *
     * @param event why, and what is left
     */
    default void refreshFailed(RefreshFailed event) {}

    /**
     * A token was refused since it names a key that the issuer does not publish. Many of these and no
     * {@link #keysRefreshed changed keys} are somebody trying, or a program that is sent to the wrong place.
     *
     * @param issuer the issuer's URL
     */
    default void keyIdUnknown(String issuer) {}

    /**
     * The snapshot file could not be read or written. Nothing else has failed.
     *
     * @param issuer the issuer's URL
     * @param detail one line for the operator
     */
    default void snapshotFailed(String issuer, String detail) {}
}
