package dev.tanukey.jwks;

import dev.tanukey.reason.Unavailability;
import java.time.Duration;
import java.util.Optional;

/**
 * A fetch has brought no keys. Immutable.
 *
 * @param issuer the issuer's URL
 * @param why the reason, and when the next fetch is due
 * @param failuresInARow how many fetches have failed since the last good one; 1 or more
 * @param ageOfKeys how old the keys are that serve on; empty if there are none, and no token of this issuer can be
 *     judged
 * @param took how long the fetch has taken
 */
public record RefreshFailed(
        String issuer, Unavailability why, int failuresInARow, Optional<Duration> ageOfKeys, Duration took) {}
