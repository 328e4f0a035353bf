package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.reason.UnavailabilityReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fetch, from metadata to a set with at least one fit key. Used by one thread at a time; {@link #close} by any. */
final class KeySetLoader {
    private static final Logger LOG = LoggerFactory.getLogger(KeySetLoader.class);

    private final KeySetAddress address;
    private final JwksFetcher fetcher;
    private volatile boolean closed;

    KeySetLoader(KeySetAddress address, JwksFetcher fetcher) {
        this.address = address;
        this.fetcher = fetcher;
    }

    KeySet load(long now) throws FetchFailedException {
        if (closed) {
            throw new FetchFailedException(
                    UnavailabilityReason.INTERNAL_ERROR, "the JwksKeySource is closed and fetches no more");
        }
        try {
            return fetch(now);
        } catch (RuntimeException bug) {
            LOG.warn("A JwksFetcher failed in a way that it does not declare", bug);
            throw new FetchFailedException(
                    UnavailabilityReason.INTERNAL_ERROR,
                    "the JwksFetcher failed with " + bug.getClass().getName());
        }
    }

    private KeySet fetch(long now) throws FetchFailedException {
        Endpoint endpoint = Endpoint.keySet(address.find(fetcher, now));
        try {
            KeySet keys = JsonWebKeySet.read(endpoint, fetcher);
            address.worked();
            return keys;
        } catch (FetchFailedException failure) {
            address.failed();
            throw failure;
        }
    }

    void close() {
        closed = true;
    }
}
