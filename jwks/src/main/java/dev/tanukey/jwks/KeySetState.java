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
 * @param attemptedAt when the last one began
 * @param good the keys of the last good one
 * @param failure what went wrong since then
 */
record KeySetState(int attempts, long attemptedAt, Optional<Good> good, Optional<Failure> failure) {
    static final KeySetState NOTHING_KNOWN = new KeySetState(0, 0, Optional.empty(), Optional.empty());

    /** Keys, and when the fetch that brought them began: they are at least as new as that. */
    record Good(KeySet keys, long since) {}

    /** Failed fetches in a row, the cause of the last one, and when the next one is allowed. */
    record Failure(int inARow, FetchFailedException cause, long retryAt) {}

    KeySetState succeeded(KeySet keys, long begunAt) {
        return new KeySetState(attempts + 1, begunAt, Optional.of(new Good(keys, begunAt)), Optional.empty());
    }

    /** A failed fetch takes no keys away. */
    KeySetState failed(FetchFailedException cause, long begunAt, long endedAt, RefreshPolicy policy) {
        int inARow = 1 + failure.map(Failure::inARow).orElse(0);
        long retryAt = endedAt + policy.backOff(inARow).toNanos();
        return new KeySetState(attempts + 1, begunAt, good, Optional.of(new Failure(inARow, cause, retryAt)));
    }

    /** The keys that may be used: those of the last good fetch, up to the staleness limit. */
    Optional<KeySet> keys(long now, RefreshPolicy policy) {
        return good.filter(
                        known -> now - known.since() <= policy.stalenessLimit().toNanos())
                .map(Good::keys);
    }

    boolean isRefreshDue(long now, RefreshPolicy policy) {
        boolean old = good.isEmpty()
                || now - good.get().since() >= policy.refreshInterval().toNanos();
        return old && !isBackingOff(now);
    }

    boolean mayForceFetch(long now, RefreshPolicy policy) {
        return now - attemptedAt >= policy.forcedFetchInterval().toNanos() && !isBackingOff(now);
    }

    private boolean isBackingOff(long now) {
        return failure.isPresent() && now - failure.get().retryAt() < 0;
    }

    /** Why there is no answer, if the last fetch has failed. */
    Optional<Unavailability> unavailability(long now) {
        return failure.map(failed -> new Unavailability(
                failed.cause().reason(), failed.cause().getMessage(), wholeSeconds(failed.retryAt() - now)));
    }

    /** The keys of a set in which none is fit, if that was what the last fetch brought. */
    KeySet unfitKeys() {
        return failure.map(failed -> failed.cause().unfitKeys()).orElseGet(KeySet::of);
    }

    private static Duration wholeSeconds(long nanos) {
        return Duration.ofSeconds(
                Math.max(1, Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds()));
    }
}
