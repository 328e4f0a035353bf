package dev.tanukey.jwks;

import dev.tanukey.issuer.Issuer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the key set lies: where the configuration says, or else where the metadata says, which is asked again after a
 * day and after three failed fetches of keys. Metadata that went bad since moves nothing, and a new address takes the
 * place of one that has worked only when it has worked itself. Used by one thread at a time.
 */
final class KeySetAddress {
    private static final Logger LOG = LoggerFactory.getLogger(KeySetAddress.class);
    private static final long METADATA_LIFETIME = Duration.ofHours(24).toNanos();
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int FAILURES_BEFORE_REDISCOVERY = 3;

    private final Issuer issuer;
    private final Schedule schedule;
    private final Optional<URI> metadata;
    private Optional<URI> keySet;
    private Optional<URI> newKeySet = Optional.empty();
    private Optional<FetchFailedException> fault = Optional.empty();
    private long outdatedAt;
    private int failures;

    private KeySetAddress(Issuer issuer, Schedule schedule, Optional<URI> metadata, Optional<URI> keySet) {
        this.issuer = issuer;
        this.schedule = schedule;
        this.metadata = metadata;
        this.keySet = keySet;
    }

    static KeySetAddress fixed(Issuer issuer, Schedule schedule, URI jwksUri) {
        return new KeySetAddress(issuer, schedule, Optional.empty(), Optional.of(jwksUri));
    }

    static KeySetAddress discovered(Issuer issuer, Schedule schedule, URI metadata) {
        return new KeySetAddress(issuer, schedule, Optional.of(metadata), Optional.empty());
    }

    URI find(JwksFetcher fetcher, long now) throws FetchFailedException {
        if (metadata.isPresent() && isOutdated(now)) {
            discover(metadata.get(), fetcher, now);
        }
        return newKeySet.or(() -> keySet).orElseThrow();
    }

    void worked() {
        keySet = newKeySet.or(() -> keySet);
        newKeySet = Optional.empty();
        failures = 0;
    }

    void failed(long now) {
        if (newKeySet.isPresent()) {
            newKeySet = Optional.empty();
            outdatedAt = now + PAUSE.toNanos();
        } else {
            failures++;
        }
    }

    /** Why the last look at the metadata of a known address has failed. */
    Optional<FetchFailedException> fault() {
        return fault;
    }

    private boolean isOutdated(long now) {
        if (keySet.isEmpty()) {
            return true;
        }
        boolean due = now - outdatedAt >= 0;
        return fault.isPresent() ? due : due || failures >= FAILURES_BEFORE_REDISCOVERY;
    }

    private void discover(URI uri, JwksFetcher fetcher, long now) throws FetchFailedException {
        try {
            URI found = DiscoveryDocument.read(Endpoint.metadata(uri), issuer, fetcher)
                    .jwksUri();
            if (keySet.isEmpty()) {
                keySet = Optional.of(found);
            } else if (!keySet.get().equals(found)) {
                newKeySet = Optional.of(found);
            }
            fault = Optional.empty();
            outdatedAt = now + METADATA_LIFETIME;
            failures = 0;
        } catch (FetchFailedException failure) {
            goOnWithout(failure, now);
        } catch (Throwable bug) {
            LOG.warn("The metadata of {} could not be read in a way that is not foreseen", issuer.url(), bug);
            goOnWithout(FetchFailedException.unforeseen(bug), now);
        }
    }

    private void goOnWithout(FetchFailedException failure, long now) throws FetchFailedException {
        if (keySet.isEmpty()) {
            throw failure;
        }
        fault = Optional.of(failure);
        Duration asked = schedule.retryAfter(failure);
        outdatedAt = now + (asked.compareTo(PAUSE) > 0 ? asked : PAUSE).toNanos();
    }
}
