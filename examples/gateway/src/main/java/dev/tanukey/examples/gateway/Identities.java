package dev.tanukey.examples.gateway;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.issuer.Discovery;
import dev.tanukey.jwks.JwksHealth;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticatorBuilder;
import dev.tanukey.micrometer.TanukeyMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says who asks, by a configuration file that is watched; and how it is with the keys. Thread-safe. */
final class Identities implements AutoCloseable {
    /** Prometheus' text format. */
    static final String TYPE_OF_METERS = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TanukeyMetrics metrics = TanukeyMetrics.to(registry);
    private final ConfiguredAuthenticator authenticator;

    Identities(Settings settings) throws IOException {
        ConfiguredAuthenticatorBuilder builder = ConfiguredAuthenticator.builder(this::keysOf)
                .expressionLanguage(CelExpressionLanguage.kubernetes())
                .listener(metrics)
                .watchInterval(Duration.ofSeconds(settings.number("reloadSeconds", 1, 5)))
                .reloadListener(outcome -> watchKeys());
        if (settings.text("rememberedTokens").isPresent()) {
            builder.tokenCache(settings.number("rememberedTokens", 1, 1));
        }
        authenticator = builder.watch(settings.neededPath("authentication"));
        metrics.watch(authenticator, ConfiguredAuthenticator::health);
        watchKeys();
        authenticator.warmUp(Duration.ZERO);
    }

    private JwksKeySource keysOf(Discovery discovery) {
        return JwksKeySource.builder(discovery).listener(metrics).build();
    }

    private void watchKeys() {
        sources().forEach(metrics::watch);
    }

    private Stream<JwksKeySource> sources() {
        return authenticator.keySources().stream()
                .filter(JwksKeySource.class::isInstance)
                .map(JwksKeySource.class::cast);
    }

    AuthenticationResult authenticate(@Nullable String bearer) {
        return authenticator.authenticate(bearer);
    }

    /** How the keys of each issuer are that the configuration in force names. */
    List<JwksHealth> keys() {
        return sources().map(JwksKeySource::health).toList();
    }

    /** Whether tokens of any issuer can be judged: one that is down does not take the others with it. */
    static boolean ready(List<JwksHealth> keys) {
        return keys.stream().anyMatch(JwksHealth::ready);
    }

    /** All meters, as Prometheus reads them. */
    String meters() {
        return registry.scrape();
    }

    @Override
    public void close() {
        authenticator.close();
        registry.close();
    }
}
