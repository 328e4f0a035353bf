package dev.tanukey.mapping.lint;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticatorBuilder;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges samples as the configuration judges tokens, at a time of their own. Thread-safe. */
final class Door {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final int LIFE_OF_A_PERSONS_TOKEN = 120;
    private static final int LIFE_OF_A_JOBS_TOKEN = 3600;

    private final ThrowAwayKey key = ThrowAwayKey.generate();
    private final ConfiguredAuthenticator configured;
    /** Lets every sample in and maps nothing, so that expressions can be looked at one by one. */
    private final TokenAuthenticator proof;

    Door(AuthenticationConfiguration configuration, Optional<ExpressionLanguage> language) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ConfiguredAuthenticatorBuilder strict =
                ConfiguredAuthenticator.builder(discovery -> key.keySet()).clock(clock);
        this.configured =
                language.map(strict::expressionLanguage).orElse(strict).build(configuration);
        TokenAuthenticator.Builder builder = TokenAuthenticator.builder().clock(clock);
        for (JwtAuthenticator jwt : configuration.jwt()) {
            builder.issuer(issuer(jwt.issuer()), key.keySet(), token -> UserInfo.named("proven"));
        }
        this.proof = builder.build();
    }

    private static Issuer issuer(JwtAuthenticator.Issuer written) {
        return new Issuer(
                written.url(),
                written.audiences(),
                Set.of(SignatureAlgorithm.ES256),
                Duration.ZERO,
                Duration.ofMinutes(1),
                true,
                Set.of(),
                false);
    }

    AuthenticationResult judge(String token) {
        return configured.authenticate(token);
    }

    /** The claims of a token as an expression sees them. */
    Optional<Claims> claims(String token) {
        return proof.authenticate(token) instanceof AuthenticationResult.Authenticated good
                ? Optional.of(good.token().claims())
                : Optional.empty();
    }

    /** A sample as a token, in compact form. */
    String token(JwtAuthenticator.Issuer issuer, Sample sample, String audience) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(sample.claims());
        long now = NOW.getEpochSecond();
        boolean person = sample.kind() == TokenKind.USER;
        claims.put("iat", now);
        if (!person) {
            claims.put("nbf", now - 5);
        }
        claims.put("exp", now + (person ? LIFE_OF_A_PERSONS_TOKEN : LIFE_OF_A_JOBS_TOKEN));
        claims.put("iss", issuer.url());
        claims.put("aud", sample.has(Sample.Trait.EVERY_AUDIENCE) ? List.copyOf(issuer.audiences()) : audience);
        return key.sign(claims);
    }
}
