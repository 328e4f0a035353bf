package dev.tanukey.jwks;

import java.util.Optional;

/** One fetch, from metadata to a set with at least one fit key. Used by one thread at a time. */
final class KeySetLoader {
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
