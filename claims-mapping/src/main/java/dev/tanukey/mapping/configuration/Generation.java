package dev.tanukey.mapping.configuration;

import dev.tanukey.AuthenticationListener;
import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticatorHealth;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySource;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.validation.ConfigurationValidator;
import dev.tanukey.mapping.validation.Validation;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configuration in force: everything that is made of it, replaced as a whole. Nothing that a verdict rests on lives
 * longer than this, but for the keys of issuers that the next one reaches in the same way.
 *
 * @param configuration what it is made of
 * @param authenticator judges tokens; empty if the configuration names no issuer
 * @param sources the key sources in use
 */
record Generation(
        AuthenticationConfiguration configuration,
        Optional<TokenAuthenticator> authenticator,
        ConfiguredSources sources) {
    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);
    private static final Duration EXPIRY_TOLERANCE = Duration.ofNanos(1);
    private static final Duration NOT_BEFORE_TOLERANCE = Duration.ofSeconds(60);

    /**
     * Makes everything anew but the key sources that are there.
     *
     * @throws InvalidConfigurationException with everything that is wrong with the configuration
     */
    static Generation of(AuthenticationConfiguration configuration, Options options, ConfiguredSources known) {
        Validation validation = new ConfigurationValidator(options.validation()).validate(configuration.document());
        if (!validation.problems().isEmpty()) {
            throw new InvalidConfigurationException(validation.problems());
        }
        ConfiguredSources.Collector sources = known.next(options.keys());
        try {
            return of(configuration, options, validation, sources);
        } catch (Throwable bug) {
            sources.all().without(known).close();
            throw bug;
        }
    }

    private static Generation of(
            AuthenticationConfiguration configuration,
            Options options,
            Validation validation,
            ConfiguredSources.Collector sources) {
        TokenAuthenticator.Builder builder = options.authenticator();
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < configuration.jwt().size(); i++) {
            JwtAuthenticator jwt = configuration.jwt().get(i);
            Issuer issuer = issuer(jwt.issuer(), options);
            KeySource keys = sources.keysOf(issuer, jwt.issuer());
            ClaimMappings mapper = new MappingCompiler(jwt, "jwt[" + i + "]", validation).mapper();
            builder.issuer(issuer, keys, mapper);
            mapper.prefixes().usernames().forEach(prefix -> warnIfShared("users " + prefix, issuer.url(), owners));
            mapper.prefixes().groups().forEach(prefix -> warnIfShared("groups " + prefix, issuer.url(), owners));
        }
        Optional<TokenAuthenticator> authenticator =
                configuration.jwt().isEmpty() ? Optional.empty() : Optional.of(builder.build());
        return new Generation(configuration, authenticator, sources.all());
    }

    /** Who wrote the prefix twice may have meant it, while a GitLab moves, or not. */
    private static void warnIfShared(String names, String issuer, Map<String, String> owners) {
        String owner = owners.putIfAbsent(names, issuer);
        if (owner != null) {
            LOG.warn("Issuers {} and {} both name {}..., so that each can vouch for the other's", owner, issuer, names);
        }
    }

    /**
     * Kubernetes' issuer: valid in the very instant of {@code exp}, a minute before {@code nbf}, whatever {@code iat}.
     */
    private static Issuer issuer(JwtAuthenticator.Issuer issuer, Options options) {
        return new Issuer(
                issuer.url(),
                issuer.audiences(),
                options.algorithms(),
                EXPIRY_TOLERANCE,
                NOT_BEFORE_TOLERANCE,
                true,
                Set.of(),
                options.validation().insecureHttpOnLoopback());
    }

    AuthenticatorHealth health() {
        return authenticator
                .map(TokenAuthenticator::health)
                .orElseGet(() -> new AuthenticatorHealth(Map.of(), Optional.empty()));
    }

    AuthenticationResult authenticate(@Nullable String bearer, AuthenticationListener listener) {
        if (authenticator.isPresent()) {
            return authenticator.get().authenticate(bearer);
        }
        AuthenticationResult.NotApplicable nobodys = new AuthenticationResult.NotApplicable(
                Rejection.of(RejectionReason.ISSUER_UNKNOWN, "a configuration with issuers", "one without any"));
        try {
            listener.notApplicable(nobodys);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError bug) {
            LOG.warn("An AuthenticationListener failed; the outcome stands", bug);
        }
        return nobodys;
    }
}
