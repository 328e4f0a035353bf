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
    private final Refresher refresher;
    private final Waiters waiters;
    private final UnknownKeyIds unknownKeyIds;
    private final KeyEvents events;
    private final LongSupplier ticker;

    KeySetCache(Refresher refresher, Waiters waiters, KeyEvents events, LongSupplier ticker) {
        this.refresher = refresher;
        this.waiters = waiters;
        this.unknownKeyIds = new UnknownKeyIds(ticker);
        this.events = events;
        this.ticker = ticker;
    }

    VerificationKey key(KeyRequest request) throws RejectedException, KeysUnavailableException {
        KeySetState known = refresher.latest();
        long now = now();
        if (known.isFetchDue(now)) {
            refresher.refresh(known);
        }
        Optional<KeySet> keys = known.keys(now);
        if (keys.isEmpty()) {
            return keyOf(afterFetchUnderWay(), request);
        }
        try {
            return keys.get().key(request);
        } catch (RejectedException refusal) {
            if (refusal.rejection().reason() != RejectionReason.KEY_UNKNOWN
                    || request.keyId().isEmpty()) {
                throw refusal;
            }
            return newlyPublishedKey(request, request.keyId().get(), known, keys.get(), refusal);
        }
    }

    private KeySetState afterFetchUnderWay() throws KeysUnavailableException {
        Optional<CompletableFuture<KeySetState>> fetch = refresher.underWay();
        return fetch.isPresent() ? waiters.await(fetch.get()) : refresher.latest();
    }

    /** An id that is not in the set may have been published since: worth a fetch, but not one for each such token. */
    private VerificationKey newlyPublishedKey(
            KeyRequest request, String keyId, KeySetState known, KeySet keys, RejectedException refusal)
            throws RejectedException, KeysUnavailableException {
        boolean forced = known.mayForceFetch(now());
        Optional<CompletableFuture<KeySetState>> fetch =
                forced ? Optional.of(refresher.force(known)) : refresher.underWay();
        if (unknownKeyIds.contains(keyId, keys)) {
            throw unknown(refusal);
        }
        if (fetch.isEmpty()) {
            if (known.failure().isPresent()) {
                throw unavailable(known);
            }
            throw unknown(refusal);
        }
        KeySetState latest = waiters.await(fetch.get());
        if (latest.failure().isPresent() || refresher.isClosed()) {
            throw unavailable(latest);
        }
        return keyOf(latest, request);
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

    /** Fetches, if it has never been done, and waits for the first keys. */
    boolean warmUp(Duration longestWait) {
        KeySetState known = refresher.latest();
        if (known.attempts() == 0) {
            refresher.refresh(known);
        }
        try {
            refresher.firstKeys().get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
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
        KeySetState known = afterFetchUnderWay();
        if (known.mustLeaveAlone(now())) {
            throw unavailable(known);
        }
        KeySetState latest = waiters.await(refresher.force(known));
        if (latest.failure().isPresent() || refresher.isClosed()) {
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
