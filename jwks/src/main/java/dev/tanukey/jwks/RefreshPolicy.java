package dev.tanukey.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often keys are fetched and how long they are good for. {@link #STANDARD} is right for GitLab; change it where a
 * revoked key must die sooner, or where a longer outage of GitLab must be bridged.
 *
 * <p>All ages are counted by a monotonic clock. Immutable and thread-safe.
 *
 * @param refreshInterval the age at which keys are fetched again, less up to a tenth by chance; 1 minute to 1 hour, 5
 *     minutes by default. A shorter {@code max-age} of the issuer counts, down to 1 minute; a longer one, such as
 *     GitLab's day, does not. A revoked key is taken that long
 * @param stalenessLimit how long after the last good fetch keys are still used while the issuer cannot be reached; from
 *     {@code refreshInterval} to 24 hours, 1 hour by default. After that tokens cannot be judged
 * @param forcedFetchInterval how long after a fetch that a token or {@code refreshNow} has caused an unknown key id may
 *     cause another one; 1 second to 10 minutes, 10 seconds by default. A new key may be unknown that long
 * @param firstBackOff the pause after a failed fetch, doubled with each further one, give or take a fifth by chance; 1
 *     second to 1 minute, 1 second by default. A longer {@code Retry-After} counts, up to 5 minutes
 * @param greatestBackOff the longest pause; from {@code firstBackOff} to 1 hour, 1 minute by default
 */
public record RefreshPolicy(
        Duration refreshInterval,
        Duration stalenessLimit,
        Duration forcedFetchInterval,
        Duration firstBackOff,
        Duration greatestBackOff) {

    /** 5 minutes, 1 hour, 10 seconds, 1 second, 1 minute. */
    public static final RefreshPolicy STANDARD = new RefreshPolicy(
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range, with a sentence for each
     */
    public RefreshPolicy {
        List<String> problems = new ArrayList<>();
        require("refreshInterval", refreshInterval, Duration.ofMinutes(1), Duration.ofHours(1), problems);
        require("stalenessLimit", stalenessLimit, refreshInterval, Duration.ofHours(24), problems);
        require("forcedFetchInterval", forcedFetchInterval, Duration.ofSeconds(1), Duration.ofMinutes(10), problems);
        require("firstBackOff", firstBackOff, Duration.ofSeconds(1), Duration.ofMinutes(1), problems);
        require("greatestBackOff", greatestBackOff, firstBackOff, Duration.ofHours(1), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("RefreshPolicy: " + String.join("; ", problems));
        }
    }

    private static void require(String name, Duration value, Duration least, Duration greatest, List<String> problems) {
        if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
            problems.add(name + " must be " + least + " to " + greatest + ", but is " + value);
        }
    }

    /**
     * The same policy with another refresh interval.
     *
     * @param interval the age at which keys are fetched again
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public RefreshPolicy withRefreshInterval(Duration interval) {
        return new RefreshPolicy(interval, stalenessLimit, forcedFetchInterval, firstBackOff, greatestBackOff);
    }

    /**
     * The same policy with another staleness limit.
     *
     * @param limit how long after the last good fetch keys are still used
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public RefreshPolicy withStalenessLimit(Duration limit) {
        return new RefreshPolicy(refreshInterval, limit, forcedFetchInterval, firstBackOff, greatestBackOff);
    }

    /**
     * The same policy with another spacing of forced fetches.
     *
     * @param interval how long after a fetch an unknown key id may cause another one
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public RefreshPolicy withForcedFetchInterval(Duration interval) {
        return new RefreshPolicy(refreshInterval, stalenessLimit, interval, firstBackOff, greatestBackOff);
    }

    /** {@return the pause after so many failed fetches in a row} */
    Duration backOff(int failures) {
        // Beyond 12 doublings every first pause has passed every greatest one.
        Duration doubled = firstBackOff.multipliedBy(1L << Math.min(failures - 1, 12));
        return doubled.compareTo(greatestBackOff) < 0 ? doubled : greatestBackOff;
    }
}
