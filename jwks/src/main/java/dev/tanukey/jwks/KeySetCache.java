package dev.tanukey.jwks;

import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Looks keys up in what is known, and decides who may cause a fetch, who waits for one, and who is answered at once. A
 * known key costs one volatile read and a look at the ticker; it waits for nobody. Thread-safe.
 */
final class KeySetCache {
    private static final int GREATEST_TRIES = 3;

    private final Refresher refresher;
    private final Waiters waiters;
    private final Waiters operators;
    private final UnknownKeyIds unknownKeyIds;
    private final KeyEvents events;
    private final LongSupplier ticker;

    KeySetCache(Refresher refresher, Duration longestWait, KeyEvents events, LongSupplier ticker) {
        this.refresher = refresher;
        this.waiters = new Waiters(longestWait);
        // Apart from the others: a flood of invented key ids must not keep anybody from revoking a key.
        this.operators = new Waiters(longestWait);
        this.unknownKeyIds = new UnknownKeyIds(ticker);
        this.events = events;
        this.ticker = ticker;
    }

    VerificationKey key(KeyRequest request) throws RejectedException, KeysUnavailableException {
        long now = now();
        KeySetState known = confirmed(refresher.latest(), now);
        Optional<KeySet> keys = known.keys(now);
        if (keys.isEmpty()) {
            return keyOf(repeatedIfTooEarly(afterFetch(known, now), request), request);
        }
        if (known.isFetchDue(now)) {
            refresher.refresh(known);
        }
        try {
            return keys.get().key(request);
        } catch (RejectedException refusal) {
            if (!mayBeNewlyPublished(request, refusal)) {
                throw refusal;
            }
            return newlyPublishedKey(request, known, keys.get(), refusal);
        }
    }

    /**
     * Keys of an earlier process may have been revoked while there was none: the issuer is asked first, and they serve
     * if it does not answer.
     */
    private KeySetState confirmed(KeySetState known, long now) {
        if (!known.isUnconfirmed(now)) {
            return known;
        }
        try {
            return waiters.await(refresher.fetch(known, FetchCause.SCHEDULE));
        } catch (KeysUnavailableException noAnswer) {
            return known;
        }
    }

    /** Without keys, a token waits for a fetch, unless the last one has failed a moment ago. */
    private KeySetState afterFetch(KeySetState known, long now) throws KeysUnavailableException {
        if (known.isFetchDue(now)) {
            return waiters.await(refresher.fetch(known, FetchCause.TOKEN));
        }
        Optional<CompletableFuture<KeySetState>> underWay = refresher.underWay();
        return underWay.isPresent() ? waiters.await(underWay.get()) : refresher.latest();
    }

    /** An id that is not in the set may have been published since: worth a fetch, but not one for each such token. */
    private VerificationKey newlyPublishedKey(
            KeyRequest request, KeySetState known, KeySet keys, RejectedException refusal)
            throws RejectedException, KeysUnavailableException {
        Optional<CompletableFuture<KeySetState>> fetch = known.mayForceFetch(now())
                ? Optional.of(refresher.fetch(known, FetchCause.TOKEN))
                : refresher.underWay();
        if (unknownKeyIds.contains(request.keyId().orElseThrow(), keys)) {
            throw unknown(refusal);
        }
        if (fetch.isEmpty()) {
            if (known.failure().isPresent() || refresher.isClosed()) {
                throw unavailable(known);
            }
            throw unknown(refusal);
        }
        KeySetState latest = repeatedIfTooEarly(waiters.await(fetch.get()), request);
        if (latest.failure().isPresent() || refresher.isClosed()) {
            throw unavailable(latest);
        }
        return keyOf(latest, request);
    }

    /** A fetch that was under way when the token came may have missed its key, and has not used up a forced one. */
    private KeySetState repeatedIfTooEarly(KeySetState latest, KeyRequest request) throws KeysUnavailableException {
        long now = now();
        Optional<KeySet> keys = latest.keys(now);
        return latest.mayForceFetch(now) && keys.isPresent() && mayMiss(request, keys.get())
                ? waiters.await(refresher.fetch(latest, FetchCause.TOKEN))
                : latest;
    }

    private static boolean mayMiss(KeyRequest request, KeySet keys) {
        try {
            keys.key(request);
            return false;
        } catch (RejectedException refusal) {
            return mayBeNewlyPublished(request, refusal);
        }
    }

    private static boolean mayBeNewlyPublished(KeyRequest request, RejectedException refusal) {
        return refusal.rejection().reason() == RejectionReason.KEY_UNKNOWN
                && request.keyId().isPresent();
    }

    private VerificationKey keyOf(KeySetState known, KeyRequest request)
            throws RejectedException, KeysUnavailableException {
        Optional<KeySet> keys = known.keys(now());
        if (keys.isEmpty()) {
            refuseIfUnfit(known.unfitKeys(), request);
            throw unavailable(known);
        }
        try {
            return keys.get().key(request);
        } catch (RejectedException refusal) {
            if (refusal.rejection().reason() == RejectionReason.KEY_UNKNOWN) {
                request.keyId().ifPresent(keyId -> unknownKeyIds.add(keyId, keys.get()));
                throw unknown(refusal);
            }
            throw refusal;
        }
    }

    private RejectedException unknown(RejectedException refusal) {
        events.keyIdUnknown();
        return refusal;
    }

    /** A token that names a key which is known to be unfit is refused: to try again later would not help it. */
    private static void refuseIfUnfit(KeySet unfitKeys, KeyRequest request) throws RejectedException {
        try {
            unfitKeys.key(request);
        } catch (RejectedException refusal) {
            if (refusal.rejection().reason() == RejectionReason.KEY_UNUSABLE) {
                throw refusal;
            }
        }
    }

    /** Sees to it that there are keys which are not too old, and waits for them. */
    boolean warmUp(Duration longestWait) {
        CompletableFuture<KeySetState> nextKeys = refresher.nextKeys();
        KeySetState known = refresher.latest();
        boolean ready = known.attempts() > 0 && known.keys(now()).isPresent();
        if (ready || refresher.isClosed()) {
            return ready;
        }
        if (known.isFetchDue(now())) {
            refresher.refresh(known);
        }
        try {
            // TimeUnit, unlike Duration, caps what a long cannot hold.
            nextKeys.get(TimeUnit.NANOSECONDS.convert(longestWait), TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
        return refresher.latest().keys(now()).isPresent();
    }

    /** Fetches now, in a fetch that has not begun before this call. */
    void refreshNow() throws KeysUnavailableException {
        Optional<CompletableFuture<KeySetState>> earlier = refresher.underWay();
        if (earlier.isPresent()) {
            operators.await(earlier.get());
        }
        KeySetState known = refresher.latest();
        if (known.mustLeaveAlone(now())) {
            throw unavailable(known);
        }
        KeySetState latest = operators.await(refresher.fetch(known, FetchCause.OPERATOR));
        for (int tries = 1; latest.attempts() == known.attempts() && tries < GREATEST_TRIES; tries++) {
            // It has joined one that found that another had been made already, and made none.
            latest = operators.await(refresher.fetch(known, FetchCause.OPERATOR));
        }
        if (latest.failure().isPresent() || latest.attempts() == known.attempts() || refresher.isClosed()) {
            throw unavailable(latest);
        }
    }

    JwksHealth health(String issuer) {
        KeySetState known = refresher.latest();
        long now = now();
        Optional<KeySet> keys = known.keys(now);
        boolean begun = known.attempts() > 0 || refresher.underWay().isPresent();
        return new JwksHealth(
                issuer,
                keys.isPresent(),
                keys.map(set -> set.keys().size()).orElse(0),
                known.good().map(good -> Duration.ofNanos(now - good.since())),
                known.good()
                        .map(good -> Duration.ofNanos(now - good.freshUntil()))
                        .filter(span -> !span.isNegative()),
                known.unavailability(now),
                begun && !refresher.isClosed() ? Optional.of(nextFetchIn(known, now)) : Optional.empty());
    }

    private Duration nextFetchIn(KeySetState known, long now) {
        return refresher.underWay().isPresent() || known.isFetchDue(now)
                ? Duration.ZERO
                : Duration.ofNanos(known.nextFetchAt() - now);
    }

    private KeysUnavailableException unavailable(KeySetState known) {
        if (refresher.isClosed()) {
            return new KeysUnavailableException(new Unavailability(
                    UnavailabilityReason.INTERNAL_ERROR,
                    "the JwksKeySource is closed and fetches no more",
                    Duration.ofMinutes(1)));
        }
        return new KeysUnavailableException(known.unavailability(now())
                .orElseGet(() -> new Unavailability(
                        UnavailabilityReason.ISSUER_UNREACHABLE,
                        "there are no keys of the issuer that are new enough; the log tells why",
                        Duration.ofSeconds(1))));
    }

    private long now() {
        return ticker.getAsLong();
    }
}
