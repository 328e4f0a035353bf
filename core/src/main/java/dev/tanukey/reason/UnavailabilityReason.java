package dev.tanukey.reason;

/** Why a token could not be judged. The constants are stable and fit for metrics and alerts. */
public enum UnavailabilityReason {

    /**
     * The issuer's metadata or keys could not be fetched: no connection, TLS, time-out, redirect, or a status that is
     * not 200.
     */
    ISSUER_UNREACHABLE,

    /** The issuer answered with a metadata document that must not be believed (OpenID Connect Discovery 1.0, 4.3). */
    METADATA_INVALID,

    /**
     * The issuer answered with something that is no key set, or with a set in which no key can be used (RFC 7517 5).
     */
    KEY_SET_INVALID,

    /**
     * An extension (key source or mapper) failed in a way that it does not declare, or this JVM's signature checks fail
     * the self-test.
     */
    INTERNAL_ERROR
}
