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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the keys of one issuer. A known key that is fresh costs one volatile read. Everything else comes to the one
 * lock here, behind which one thread fetches; who has keys to go on with does not wait for it, the others do for a
 * limited time.
 */
final class KeySetCache {
    private static final Logger LOG = LoggerFactory.getLogger(KeySetCache.class);

    private final KeySetLoader loader;
    private final RefreshPolicy policy;
    private final Duration longestWait;
    private final LongSupplier ticker;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile KeySetState state = KeySetState.NOTHING_KNOWN;

    KeySetCache(KeySetLoader loader, RefreshPolicy policy, Duration longestWait, LongSupplier ticker) {
        this.loader = loader;
        this.policy = policy;
        this.longestWait = longestWait;
        this.ticker = ticker;
    }

    VerificationKey key(KeyRequest request) throws RejectedException, KeysUnavailableException {
        KeySetState known = upToDate();
        try {
            return keyOf(known, request);
        } catch (RejectedException refusal) {
            if (refusal.rejection().reason() != RejectionReason.KEY_UNKNOWN
                    || request.keyId().isEmpty()) {
                throw refusal;
            }
            return newlyPublishedKey(request, known, refusal);
        }
    }

    private KeySetState upToDate() throws KeysUnavailableException {
        KeySetState known = state;
        long now = now();
        if (known.isRefreshDue(now, policy)) {
            if (known.keys(now, policy).isEmpty()) {
                fetchOrWait(known);
            } else {
                fetchUnlessUnderWay(known);
            }
        }
        return state;
    }

    /** An id that is not in the set may have been published since: worth a fetch, but not one for each such token. */
    private VerificationKey newlyPublishedKey(KeyRequest request, KeySetState known, RejectedException refusal)
            throws RejectedException, KeysUnavailableException {
        if (known.mayForceFetch(now(), policy)) {
            fetchOrWait(known);
        }
        KeySetState latest = state;
        if (latest.failure().isPresent()) {
            throw unavailable(latest);
        }
        if (latest.attempts() == known.attempts()) {
            throw refusal;
        }
        return keyOf(latest, request);
    }

    private VerificationKey keyOf(KeySetState known, KeyRequest request)
            throws RejectedException, KeysUnavailableException {
        Optional<KeySet> keys = known.keys(now(), policy);
        if (keys.isPresent()) {
            return keys.get().key(request);
        }
        refuseIfUnfit(known.unfitKeys(), request);
        throw unavailable(known);
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

    private void fetchUnlessUnderWay(KeySetState known) {
        if (fetching.tryLock()) {
            fetchIfNobodyHas(known);
        }
    }

    private void fetchOrWait(KeySetState known) throws KeysUnavailableException {
        try {
            if (!fetching.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw unreachable("another thread's fetch has not ended within " + longestWait);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable("this thread was interrupted while it waited for the keys");
        }
        fetchIfNobodyHas(known);
    }

    /** Called with the lock, which it gives back. */
    private void fetchIfNobodyHas(KeySetState known) {
        try {
            if (state.attempts() == known.attempts()) {
                state = afterFetch(known);
            }
        } finally {
            fetching.unlock();
        }
    }

    private KeySetState afterFetch(KeySetState known) {
        long begunAt = now();
        try {
            return known.succeeded(loader.load(begunAt), begunAt);
        } catch (FetchFailedException failure) {
            LOG.warn("No new keys: {}", failure.getMessage());
            return known.failed(failure, begunAt, now(), policy);
        }
    }

    private KeysUnavailableException unavailable(KeySetState known) {
        return known.unavailability(now())
                .map(KeysUnavailableException::new)
                .orElseGet(() -> unreachable("the keys have grown too old"));
    }

    private static KeysUnavailableException unreachable(String detail) {
        return new KeysUnavailableException(
                new Unavailability(UnavailabilityReason.ISSUER_UNREACHABLE, detail, Duration.ofSeconds(1)));
    }

    private long now() {
        return ticker.getAsLong();
    }
}
