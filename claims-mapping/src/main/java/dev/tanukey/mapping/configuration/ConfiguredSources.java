package dev.tanukey.mapping.configuration;

import dev.tanukey.issuer.Discovery;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key sources of one configuration. Those whose way is the same in the next one are handed on with their keys. */
final class ConfiguredSources {
    /** Before the first configuration. */
    static final ConfiguredSources NONE = new ConfiguredSources(Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredSources.class);

    private final Map<Way, KeySource> byWay;

    private ConfiguredSources(Map<Way, KeySource> byWay) {
        this.byWay = new LinkedHashMap<>(byWay);
    }

    /** The way to an issuer's keys; where it is the same, the keys are. */
    private record Way(String issuer, String discoveryUrl, String certificateAuthority) {}

    /** An issuer that a cluster takes although nobody can ask it. */
    private record Unreachable(String why) implements KeySource {
        private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

        @Override
        public VerificationKey key(KeyRequest request) throws KeysUnavailableException {
            throw new KeysUnavailableException(
                    new Unavailability(UnavailabilityReason.METADATA_INVALID, why, RETRY_AFTER));
        }

        @Override
        public boolean warmUp(Duration longestWait) {
            return false;
        }
    }

    /** Collects the sources of the next configuration. */
    final class Collector {
        private final KeySources makers;
        private final Map<Way, KeySource> collected = new LinkedHashMap<>();

        private Collector(KeySources makers) {
            this.makers = makers;
        }

        KeySource keysOf(Issuer issuer, JwtAuthenticator.Issuer written) {
            Way way = new Way(written.url(), written.discoveryUrl(), written.certificateAuthority());
            KeySource known = byWay.get(way);
            KeySource source = known == null ? made(issuer, way) : known;
            collected.put(way, source);
            return source;
        }

        private KeySource made(Issuer issuer, Way way) {
            try {
                return makers.keysOf(new Discovery(
                        issuer, present(way.discoveryUrl).map(URI::create), present(way.certificateAuthority)));
            } catch (IllegalArgumentException noWay) {
                LOG.warn("No token of issuer {} can be judged: {}", issuer.url(), noWay.getMessage());
                return new Unreachable(String.valueOf(noWay.getMessage()));
            }
        }

        ConfiguredSources all() {
            return new ConfiguredSources(collected);
        }
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(written -> !written.isEmpty());
    }

    Collector next(KeySources makers) {
        return new Collector(makers);
    }

    ConfiguredSources and(ConfiguredSources others) {
        ConfiguredSources all = new ConfiguredSources(byWay);
        all.byWay.putAll(others.byWay);
        return all;
    }

    ConfiguredSources without(ConfiguredSources others) {
        ConfiguredSources rest = new ConfiguredSources(byWay);
        rest.byWay.keySet().removeAll(others.byWay.keySet());
        return rest;
    }

    List<KeySource> asList() {
        return List.copyOf(byWay.values());
    }

    /** Waits for all of them at once; gives the issuers that have no keys then. */
    List<String> warmUp(Duration longestWait, LongSupplier ticker) {
        byWay.values().forEach(source -> source.warmUp(Duration.ZERO));
        long begin = ticker.getAsLong();
        return byWay.entrySet().stream()
                .filter(entry -> !entry.getValue().warmUp(rest(longestWait, ticker.getAsLong() - begin)))
                .map(entry -> entry.getKey().issuer)
                .toList();
    }

    private static Duration rest(Duration whole, long nanosecondsGone) {
        Duration rest = whole.minusNanos(nanosecondsGone);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    void close() {
        for (Map.Entry<Way, KeySource> entry : byWay.entrySet()) {
            if (entry.getValue() instanceof AutoCloseable closeable) {
                close(entry.getKey().issuer, closeable);
            }
        }
    }

    private static void close(String issuer, AutoCloseable source) {
        try {
            source.close();
        } catch (Throwable bug) {
            // Whatever it is, the others want to be closed as well.
            LOG.warn("The key source of issuer {} could not be closed", issuer, bug);
        }
    }
}
