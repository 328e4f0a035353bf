package dev.tanukey.micrometer;

import dev.tanukey.AuthenticatorHealth;
import dev.tanukey.TokenCacheStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The meters of what one authenticator remembers; zero if it remembers nothing. Thread-safe. */
final class TokenCacheMeters {
    private final MeterRegistry registry;
    private final ReentrantLock changing = new ReentrantLock();
    private List<Meter> watching = List.of();

    TokenCacheMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Takes the place of what was watched before. */
    <T> void watch(T authenticator, Function<? super T, AuthenticatorHealth> health) {
        changing.lock();
        try {
            watching.forEach(registry::remove);
            watching = List.of(
                    counter(
                            "tanukey.token.cache.hits",
                            "Credentials let in as remembered",
                            authenticator,
                            number(health, TokenCacheStatistics::hits)),
                    counter(
                            "tanukey.token.cache.misses",
                            "Credentials judged without being remembered",
                            authenticator,
                            number(health, TokenCacheStatistics::misses)),
                    counter(
                            "tanukey.token.cache.evictions",
                            "Tokens forgotten for lack of room",
                            authenticator,
                            number(health, TokenCacheStatistics::evictions)),
                    Gauge.builder("tanukey.token.cache.size", authenticator, number(health, TokenCacheStatistics::size))
                            .description("Tokens that are remembered now")
                            .register(registry));
        } finally {
            changing.unlock();
        }
    }

    private <T> Meter counter(String name, String description, T source, ToDoubleFunction<T> value) {
        return FunctionCounter.builder(name, source, value)
                .description(description)
                .register(registry);
    }

    private static <T> ToDoubleFunction<T> number(
            Function<? super T, AuthenticatorHealth> health, ToLongFunction<TokenCacheStatistics> number) {
        return authenticator -> health.apply(authenticator)
                .tokenCache()
                .map(number::applyAsLong)
                .orElse(0L);
    }
}
