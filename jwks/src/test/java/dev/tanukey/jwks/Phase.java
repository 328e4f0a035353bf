package dev.tanukey.jwks;

/** What a key source has when a fault comes: the columns of the fault matrix. */
enum Phase {
    /** Nothing yet. */
    START,
    /** Good keys. */
    WARM,
    /** Keys that are past the staleness limit. */
    STALE
}
