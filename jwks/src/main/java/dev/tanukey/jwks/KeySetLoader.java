package dev.tanukey.jwks;

import dev.tanukey.reason.UnavailabilityReason;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fetch, from metadata to a set with at least one fit key. Used by one thread at a time. */
final class KeySetLoader {
    private static final Logger LOG = LoggerFactory.getLogger(KeySetLoader.class);

    private final KeySetAddress address;
    private final JwksFetcher fetcher;

    KeySetLoader(KeySetAddress address, JwksFetcher fetcher) {
        this.address = address;
        this.fetcher = fetcher;
    }

    /**
     * Fetches the keys.
     *
     * @param known the last good set, which need not be fetched again if it is still that
     * @param now a reading of the monotonic ticker
     */
    PublishedKeys load(Optional<PublishedKeys> known, long now) throws FetchFailedException {
        try {
            return fetch(known, now);
        } catch (RuntimeException | Error bug) {
            // Even a lack of memory must not end the fetching for ever.
            LOG.warn("A fetch of keys failed in a way that is not foreseen", bug);
            throw new FetchFailedException(
                    UnavailabilityReason.INTERNAL_ERROR,
                    "the fetch of the keys failed with " + bug.getClass().getName());
        }
    }

    private PublishedKeys fetch(Optional<PublishedKeys> known, long now) throws FetchFailedException {
        Endpoint endpoint = Endpoint.keySet(address.find(fetcher, now));
        try {
            PublishedKeys keys = PublishedKeys.fetch(endpoint, known, fetcher);
            address.worked();
            return keys;
        } catch (FetchFailedException failure) {
            address.failed();
            throw failure;
        }
    }

    /** Why the metadata could not be read again, if they should have been. */
    Optional<FetchFailedException> metadataFault() {
        return address.fault();
    }
}
