package dev.tanukey.testkit.mapping;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.key.KeySet;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The whole way of a token through a configuration, at any moment. Thread-safe. */
final class Door implements AutoCloseable {
    private final AuthenticationConfiguration configuration;
    private final ExpressionLanguage language;
    private final KeySet keys;
    private final Map<Instant, ConfiguredAuthenticator> byMoment = new ConcurrentHashMap<>();

    Door(AuthenticationConfiguration configuration, ExpressionLanguage language, KeySet keys) {
        this.configuration = configuration;
        this.language = language;
        this.keys = keys;
    }

    AuthenticationResult judge(SuiteCase one) {
        return byMoment.computeIfAbsent(one.now(), this::at).authenticate(one.token());
    }

    private ConfiguredAuthenticator at(Instant now) {
        return ConfiguredAuthenticator.builder(discovery -> keys)
                .expressionLanguage(language)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build(configuration);
    }

    @Override
    public void close() {
        byMoment.values().forEach(ConfiguredAuthenticator::close);
    }
}
