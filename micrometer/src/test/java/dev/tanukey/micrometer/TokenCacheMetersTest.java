package dev.tanukey.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticatorHealth;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.TokenCacheStatistics;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySet;
import dev.tanukey.user.UserInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TokenCacheMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TanukeyMetrics metrics = TanukeyMetrics.to(registry);

    private static AuthenticatorHealth health(TokenCacheStatistics statistics) {
        return new AuthenticatorHealth(Map.of(), Optional.of(statistics));
    }

    private double count(String name) {
        return registry.get("tanukey.token.cache." + name).functionCounter().count();
    }

    private double size() {
        return registry.get("tanukey.token.cache.size").gauge().value();
    }

    @Test
    void what_is_remembered_is_shown_as_it_is_now() {
        AtomicReference<AuthenticatorHealth> health =
                new AtomicReference<>(health(new TokenCacheStatistics(0, 0, 0, 0, 100)));
        metrics.watch(health, AtomicReference::get);
        assertThat(count("hits")).isZero();

        health.set(health(new TokenCacheStatistics(70, 50, 3, 40, 100)));

        assertThat(count("hits")).isEqualTo(70);
        assertThat(count("misses")).isEqualTo(50);
        assertThat(count("evictions")).isEqualTo(3);
        assertThat(size()).isEqualTo(40);
    }

    @Test
    void an_authenticator_that_remembers_nothing_shows_zeros() {
        Issuer gitlab = Issuer.gitlab("https://gitlab.example.com")
                .audience("https://api.example.com")
                .build();
        TokenAuthenticator authenticator = TokenAuthenticator.builder()
                .issuer(gitlab, KeySet.of(), token -> UserInfo.named("nobody"))
                .build();
        metrics.watch(authenticator, TokenAuthenticator::health);

        assertThat(count("hits") + count("misses") + count("evictions") + size())
                .isZero();
        assertThat(authenticator.health().tokenCache()).isEmpty();
    }

    @Test
    void one_that_is_watched_later_takes_the_place() {
        AuthenticatorHealth first = health(new TokenCacheStatistics(70, 50, 3, 40, 100));
        AuthenticatorHealth second = health(new TokenCacheStatistics(7, 5, 0, 4, 10));
        metrics.watch(first, Function.identity()).watch(second, Function.identity());

        assertThat(count("hits")).isEqualTo(7);
        assertThat(size()).isEqualTo(4);
        assertThat(registry.find("tanukey.token.cache.size").gauges()).hasSize(1);
    }

    @Test
    void nothing_is_shown_of_what_is_not_watched() {
        assertThat(registry.find("tanukey.token.cache.hits").functionCounter()).isNull();
    }
}
