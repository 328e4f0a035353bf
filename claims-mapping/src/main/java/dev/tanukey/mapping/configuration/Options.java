package dev.tanukey.mapping.configuration;

import dev.tanukey.AuthenticationListener;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.mapping.validation.Validation;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;

/** What is the same for every configuration of a {@link ConfiguredAuthenticator}; its builder says what each means. */
record Options(
        Validation.Context validation,
        KeySources keys,
        Set<SignatureAlgorithm> algorithms,
        Optional<Provider> signatureProvider,
        Clock clock,
        LongSupplier ticker,
        int maximumTokenLength,
        OptionalInt rememberedTokens,
        boolean reservedIdentitiesAllowed,
        AuthenticationListener listener,
        ReloadListener reloadListener,
        Duration longestWarmUp) {

    /**
     * Begins the authenticator of one configuration. Where two of its issuers have one prefix, its author wrote it
     * twice.
     */
    TokenAuthenticator.Builder authenticator() {
        TokenAuthenticator.Builder builder = TokenAuthenticator.builder()
                .clock(clock)
                .maximumTokenLength(maximumTokenLength)
                .listener(listener)
                .insecureAllowSharedPrefixes();
        signatureProvider.ifPresent(builder::signatureProvider);
        rememberedTokens.ifPresent(builder::tokenCache);
        return reservedIdentitiesAllowed ? builder.insecureAllowReservedIdentities() : builder;
    }
}
