package dev.tanukey.mapping.conformance;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.NotApplicable;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticatorBuilder;
import dev.tanukey.mapping.configuration.OidcFlags;
import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import dev.tanukey.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What a case is run against: an authenticator of its configuration in its own world, at its own time. */
final class Gateway implements AutoCloseable {
    /** So much later does each token come, so that an unknown key id may cause a fetch. */
    private static final Duration BETWEEN_TOKENS = Duration.ofSeconds(11);

    /** A cluster looks at no clock. */
    private static final CelExpressionLanguage CEL =
            CelExpressionLanguage.builder().ticker(() -> 0).build();

    private final AtomicLong nanoseconds = new AtomicLong();
    private final MutableClock clock = MutableClock.at(Instant.EPOCH);
    private final ServedWorld world;
    private final ConfiguredAuthenticator authenticator;

    private Gateway(
            ConformanceCase of,
            AuthenticationConfiguration configuration,
            CelExpressionLanguage language,
            boolean reservedAllowed,
            Set<SignatureAlgorithm> algorithms) {
        world = new ServedWorld(configuration);
        ConfiguredAuthenticatorBuilder builder = ConfiguredAuthenticator.builder(
                        discovery -> JwksKeySource.builder(discovery)
                                .fetcher(world)
                                .ticker(nanoseconds::get)
                                .build())
                .expressionLanguage(language)
                .clock(clock)
                .disallowedIssuers(Set.copyOf(of.disallowedIssuers()));
        if (!algorithms.isEmpty()) {
            builder.algorithms(algorithms);
        }
        authenticator = (reservedAllowed ? builder.insecureAllowReservedIdentities() : builder).build(configuration);
    }

    static Gateway of(ConformanceCase from, boolean reservedIdentitiesAllowed) {
        return of(from, CEL, reservedIdentitiesAllowed);
    }

    static Gateway of(ConformanceCase from, CelExpressionLanguage language, boolean reservedIdentitiesAllowed) {
        if (from.configuration().isPresent()) {
            return new Gateway(
                    from,
                    AuthenticationConfiguration.parse(from.configuration().get()),
                    language,
                    reservedIdentitiesAllowed,
                    Set.of());
        }
        OidcFlags flags = OidcFlags.parse(from.flags());
        return new Gateway(from, flags.configuration(), language, reservedIdentitiesAllowed, flags.algorithms());
    }

    AuthenticationResult present(ConformanceCase step) {
        world.serve(step);
        nanoseconds.addAndGet(BETWEEN_TOKENS.toNanos());
        clock.set(Instant.ofEpochSecond(step.now().orElseThrow(), step.nowNanos()));
        return authenticator.authenticate(step.token().orElseThrow());
    }

    /** The outcome in the words of the cases. */
    static String outcome(AuthenticationResult result) {
        if (result instanceof Authenticated) {
            return "authenticated";
        }
        return result instanceof NotApplicable ? "not-handled" : "rejected";
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
