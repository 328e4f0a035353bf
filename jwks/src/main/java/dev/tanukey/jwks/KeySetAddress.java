package dev.tanukey.jwks;

import dev.tanukey.issuer.Issuer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the key set lies: where the configuration says, or else where the metadata says, which is asked again after a
 * day and after three failed fetches of keys. Metadata that went bad since moves nothing. Used by one thread at a time.
 */
final class KeySetAddress {
    private static final Logger LOG = LoggerFactory.getLogger(KeySetAddress.class);
    private static final long METADATA_LIFETIME = Duration.ofHours(24).toNanos();
    private static final int FAILURES_BEFORE_REDISCOVERY = 3;

    private final Issuer issuer;
    private final Optional<URI> metadata;
    private Optional<URI> keySet;
    private long discoveredAt;
    private int failures;

    private KeySetAddress(Issuer issuer, Optional<URI> metadata, Optional<URI> keySet) {
        this.issuer = issuer;
        this.metadata = metadata;
        this.keySet = keySet;
    }

    static KeySetAddress fixed(Issuer issuer, URI jwksUri) {
        return new KeySetAddress(issuer, Optional.empty(), Optional.of(jwksUri));
    }

    static KeySetAddress discovered(Issuer issuer, URI metadata) {
        return new KeySetAddress(issuer, Optional.of(metadata), Optional.empty());
    }

    URI find(JwksFetcher fetcher, long now) throws FetchFailedException {
        if (metadata.isPresent() && isOutdated(now)) {
            discover(metadata.get(), fetcher, now);
        }
        return keySet.orElseThrow();
    }

    void worked() {
        failures = 0;
    }

    void failed() {
        failures++;
    }

    private boolean isOutdated(long now) {
        return keySet.isEmpty() || failures >= FAILURES_BEFORE_REDISCOVERY || now - discoveredAt >= METADATA_LIFETIME;
    }

    private void discover(URI uri, JwksFetcher fetcher, long now) throws FetchFailedException {
        try {
            keySet = Optional.of(DiscoveryDocument.read(Endpoint.metadata(uri), issuer, fetcher)
                    .jwksUri());
            discoveredAt = now;
            failures = 0;
        } catch (FetchFailedException failure) {
            if (keySet.isEmpty()) {
                throw failure;
            }
            LOG.warn("The keys of {} are sought at the address known so far: {}", issuer.url(), failure.getMessage());
        }
    }
}
