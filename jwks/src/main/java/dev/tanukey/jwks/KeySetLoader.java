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
     * @param known the last good set
     * @param conditionally whether it need not be sent again if the issuer says that it is still that
     * @param now a reading of the monotonic ticker
     */
    PublishedKeys load(Optional<PublishedKeys> known, boolean conditionally, long now) throws FetchFailedException {
        Endpoint endpoint = Endpoint.keySet(address.find(fetcher, now));
        boolean good = false;
        try {
            PublishedKeys keys = PublishedKeys.fetch(endpoint, known, conditionally, fetcher);
            good = true;
            return keys;
        } finally {
            if (good) {
                address.worked();
            } else {
                address.failed(now);
            }
        }
    }

    /** Why the metadata could not be read again, if they should have been. */
    Optional<FetchFailedException> metadataFault() {
        return address.fault();
    }
}
