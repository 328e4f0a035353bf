package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.reason.Unavailability;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known about an issuer's keys at one moment, and what that allows at another. Immutable; replaced in one
 * write. Times are readings of a monotonic ticker in nanoseconds.
 *
 * @param attempts how many fetches there have been
 * @param good the keys of the last good one
 * @param failure what went wrong since then
 * @param nextFetchAt when to fetch again without being asked; after a failure, when to fetch again at all
 * @param nextForcedFetchAt from when on an unknown key id may cause a fetch
 */
record KeySetState(
        long attempts, Optional<Good> good, Optional<Failure> failure, long nextFetchAt, long nextForcedFetchAt) {

    /**
     * Keys that are at hand.
     *
     * @param since when the fetch that brought them began: they are at least as new as that
     * @param freshUntil when they should have been fetched again
     * @param usableUntil the last moment at which they may be used
     */
    record Good(PublishedKeys published, long since, long freshUntil, long usableUntil) {}

    /**
     * Failed fetches in a row, and the cause of the last one.
     *
     * @param leaveAloneUntil until when the issuer wants to be asked nothing, by anybody
     */
    record Failure(int inARow, FetchFailedException cause, long leaveAloneUntil) {}

    static KeySetState nothingKnown(long now) {
        return new KeySetState(0, Optional.empty(), Optional.empty(), now, now);
    }

    /** Keys that were fetched by an earlier process; to be fetched again at once. */
    static KeySetState restored(PublishedKeys published, Duration age, long now, RefreshPolicy policy) {
        long since = now - age.toNanos();
        long freshUntil = since + policy.refreshInterval().toNanos();
        long usableUntil = since + policy.stalenessLimit().toNanos();
        Good good = new Good(published, since, freshUntil, usableUntil);
        return new KeySetState(0, Optional.of(good), Optional.empty(), now, now);
    }

    KeySetState succeeded(PublishedKeys published, Duration lifetime, Attempt attempt, RefreshPolicy policy) {
        long freshUntil = attempt.begunAt() + lifetime.toNanos();
        long usableUntil = attempt.begunAt() + policy.stalenessLimit().toNanos();
        return new KeySetState(
                attempts + 1,
                Optional.of(new Good(published, attempt.begunAt(), freshUntil, usableUntil)),
                Optional.empty(),
                freshUntil,
                nextForcedFetchAt(attempt, policy));
    }

    /**
     * A failed fetch takes no keys away.
     *
     * @param asked how long the issuer wants to be left alone
     * @param pause how long it is left alone, unless somebody insists
     */
    KeySetState failed(
            FetchFailedException cause, Duration asked, Duration pause, Attempt attempt, RefreshPolicy policy) {
        Failure failed = new Failure(failuresInARow() + 1, cause, attempt.endedAt() + asked.toNanos());
        return new KeySetState(
                attempts + 1,
                good,
                Optional.of(failed),
                attempt.endedAt() + pause.toNanos(),
                nextForcedFetchAt(attempt, policy));
    }

    private long nextForcedFetchAt(Attempt attempt, RefreshPolicy policy) {
        return attempt.cause() == FetchCause.SCHEDULE
                ? nextForcedFetchAt
                : attempt.begunAt() + policy.forcedFetchInterval().toNanos();
    }

    /** The keys of the last good fetch, if they are not too old. */
    Optional<KeySet> keys(long now) {
        return good.isPresent() && now - good.get().usableUntil() <= 0
                ? Optional.of(good.get().published().keys())
                : Optional.empty();
    }

    /** Whether the keys come from an earlier process, and would have been fetched again if it lived. */
    boolean isUnconfirmed(long now) {
        return attempts == 0 && good.isPresent() && now - good.get().freshUntil() >= 0;
    }

    boolean isFetchDue(long now) {
        return now - nextFetchAt >= 0;
    }

    boolean mayForceFetch(long now) {
        return now - nextForcedFetchAt >= 0 && (failure.isEmpty() || isFetchDue(now));
    }

    /** Whether the issuer has asked to be left alone until later. */
    boolean mustLeaveAlone(long now) {
        return failure.isPresent() && now - failure.get().leaveAloneUntil() < 0;
    }

    int failuresInARow() {
        return failure.isPresent() ? failure.get().inARow() : 0;
    }

    /** Why there is no answer, if the last fetch has failed. */
    Optional<Unavailability> unavailability(long now) {
        return failure.map(failed -> new Unavailability(
                failed.cause().reason(), failed.cause().getMessage(), wholeSeconds(nextFetchAt - now)));
    }

    /** The keys of a set in which none is fit, if that was what the last fetch brought. */
    KeySet unfitKeys() {
        return failure.map(failed -> failed.cause().unfitKeys()).orElseGet(KeySet::of);
    }

    private static Duration wholeSeconds(long nanos) {
        return Duration.ofSeconds(
                Math.max(1, Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds()));
    }

    /**
     * One fetch.
     *
     * @param cause what it was made for
     */
    record Attempt(long begunAt, long endedAt, FetchCause cause) {
        Duration took() {
            return Duration.ofNanos(endedAt - begunAt);
        }
    }
}
