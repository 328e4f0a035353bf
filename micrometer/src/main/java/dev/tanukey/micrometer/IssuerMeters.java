package dev.tanukey.micrometer;

import dev.tanukey.jwks.JwksHealth;
import dev.tanukey.jwks.JwksListener;
import dev.tanukey.jwks.KeysRefreshed;
import dev.tanukey.jwks.RefreshFailed;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The meters of one issuer's keys: what is heard of them, from the beginning, and how they are, once watched. */
final class IssuerMeters implements JwksListener {
    private final MeterRegistry registry;
    private final String issuer;

    private final Meter.MeterProvider<Timer> fetches;
    private final Counter added;
    private final Counter removed;
    private final Counter unknownKeyIds;
    private final Counter snapshotFailures;
    // A gauge does not keep alive what it shows.
    private final AtomicInteger unusable = new AtomicInteger();
    private List<Meter> watching = List.of();

    IssuerMeters(MeterRegistry registry, String issuer) {
        this.registry = registry;
        this.issuer = issuer;
        fetches = Timer.builder("tanukey.jwks.fetches")
                .description("Fetches of the key set")
                .tag("issuer", issuer)
                .withRegistry(registry);
        added = counter("tanukey.jwks.keys.added", "Keys that were not there before");
        removed = counter("tanukey.jwks.keys.removed", "Keys that are there no more");
        unknownKeyIds = counter("tanukey.jwks.unknown.key.ids", "Tokens that name a key which is not published");
        snapshotFailures = counter("tanukey.jwks.snapshot.failures", "Snapshots that could not be read or written");
        gauge("tanukey.jwks.keys.unusable", "Published keys that must not verify", unusable, AtomicInteger::get);
        fetches.withTags(Outcome.SUCCESS.forNoReason());
        for (UnavailabilityReason reason : UnavailabilityReason.values()) {
            fetches.withTags(Outcome.FAILURE.because(reason));
        }
    }

    /** Takes the place of what was watched before; called by one thread at a time. The function holds no source. */
    <T> void watch(T source, Function<T, JwksHealth> health) {
        watching.forEach(registry::remove);
        ToDoubleFunction<T> ready = at -> health.apply(at).ready() ? 1 : 0;
        ToDoubleFunction<T> keys = at -> health.apply(at).keys();
        ToDoubleFunction<T> age = at -> nanoseconds(health.apply(at).age(), Double.NaN);
        ToDoubleFunction<T> stale = at -> nanoseconds(health.apply(at).staleFor(), 0);
        ToDoubleFunction<T> nextFetch = at -> nanoseconds(health.apply(at).nextFetchIn(), Double.NaN);
        watching = List.of(
                gauge("tanukey.jwks.ready", "Whether tokens of this issuer can be judged", source, ready),
                gauge("tanukey.jwks.keys", "Keys that may verify now", source, keys),
                time("tanukey.jwks.age", "Since the last good fetch began", source, age),
                time("tanukey.jwks.stale", "Since the keys should have been fetched again", source, stale),
                time("tanukey.jwks.next.fetch", "Until the next fetch is due", source, nextFetch));
    }

    @Override
    public void keysRefreshed(KeysRefreshed event) {
        fetches.withTags(event.metadataFault()
                        .map(Unavailability::reason)
                        .map(Outcome.SUCCESS::because)
                        .orElseGet(Outcome.SUCCESS::forNoReason))
                .record(event.took());
        added.increment(event.added().size());
        removed.increment(event.removed().size());
        unusable.set(event.keys().unusableKeys().size());
    }

    @Override
    public void refreshFailed(RefreshFailed event) {
        fetches.withTags(Outcome.FAILURE.because(event.why().reason())).record(event.took());
    }

    @Override
    public void keyIdUnknown(String url) {
        unknownKeyIds.increment();
    }

    @Override
    public void snapshotFailed(String url, String detail) {
        snapshotFailures.increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("issuer", issuer)
                .register(registry);
    }

    private <T> Meter gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        return Gauge.builder(name, source, value)
                .description(description)
                .tag("issuer", issuer)
                .register(registry);
    }

    private <T> Meter time(String name, String description, T source, ToDoubleFunction<T> nanoseconds) {
        return TimeGauge.builder(name, source, TimeUnit.NANOSECONDS, nanoseconds)
                .description(description)
                .tag("issuer", issuer)
                .register(registry);
    }

    private static double nanoseconds(Optional<Duration> span, double otherwise) {
        return span.map(Duration::toNanos).map(Long::doubleValue).orElse(otherwise);
    }
}
