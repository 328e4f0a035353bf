package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.NotApplicable;
import dev.tanukey.AuthenticatorHealth;
import dev.tanukey.TokenCacheStatistics;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.testkit.FakeGitLab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No remembered token outlives the configuration by which it was let in. */
class RememberedTokensTest {
    private static final String AUDIENCE = "https://api.example.com";
    private static final AuthenticatorHealth EMPTY = new AuthenticatorHealth(Map.of(), Optional.empty());

    private FakeGitLab gitlab;
    private String token;

    @BeforeEach
    void start() {
        gitlab = FakeGitLab.start();
        token = gitlab.ciToken()
                .project("acme/shop", 4711)
                .branch("main")
                .audience(AUDIENCE)
                .sign();
    }

    @AfterEach
    void stop() {
        gitlab.close();
    }

    private static ConfiguredAuthenticatorBuilder builder() {
        return ConfiguredAuthenticator.builder(JwksKeySource::discovered)
                .insecureAllowHttpOnLoopback()
                .longestWarmUp(Duration.ofSeconds(10));
    }

    private AuthenticationConfiguration prefixed(String prefix) {
        return AuthenticationConfiguration.of(new JwtAuthenticator(
                Issuer.of(gitlab.issuer(), List.of(AUDIENCE)),
                List.of(),
                ClaimMappings.of(PrefixedClaimOrExpression.claim("sub", prefix)),
                List.of()));
    }

    private static String username(AuthenticationResult result) {
        assertThat(result).isInstanceOf(Authenticated.class);
        return ((Authenticated) result).user().username();
    }

    private static TokenCacheStatistics statistics(ConfiguredAuthenticator authenticator) {
        return authenticator.health().tokenCache().orElseThrow();
    }

    @Test
    void a_token_that_comes_again_is_let_in_as_remembered() {
        try (ConfiguredAuthenticator authenticator = builder().tokenCache(100).build(prefixed("one:"))) {
            AuthenticationResult first = authenticator.authenticate(token);

            assertThat(username(first)).startsWith("one:project_path");
            assertThat(authenticator.authenticate(token)).isEqualTo(first);
            assertThat(statistics(authenticator)).isEqualTo(new TokenCacheStatistics(1, 1, 0, 1, 100));
        }
    }

    @Test
    void a_remembered_token_is_mapped_by_a_new_configuration_at_once() {
        try (ConfiguredAuthenticator authenticator = builder().tokenCache(100).build(prefixed("one:"))) {
            authenticator.authenticate(token);
            assertThat(authenticator.reload(prefixed("two:"))).isInstanceOf(Reload.Applied.class);

            assertThat(statistics(authenticator)).isEqualTo(new TokenCacheStatistics(0, 0, 0, 0, 100));
            assertThat(username(authenticator.authenticate(token))).startsWith("two:project_path");
            assertThat(username(authenticator.authenticate(token))).startsWith("two:project_path");
            assertThat(statistics(authenticator)).isEqualTo(new TokenCacheStatistics(1, 1, 0, 1, 100));
        }
    }

    @Test
    void a_configuration_that_is_not_new_or_is_refused_leaves_what_is_remembered() {
        try (ConfiguredAuthenticator authenticator = builder().tokenCache(100).build(prefixed("one:"))) {
            authenticator.authenticate(token);
            assertThat(authenticator.reload(prefixed("one:"))).isInstanceOf(Reload.Unchanged.class);
            assertThat(authenticator.reload("jwt: 1")).isInstanceOf(Reload.Refused.class);
            authenticator.authenticate(token);

            assertThat(statistics(authenticator)).isEqualTo(new TokenCacheStatistics(1, 1, 0, 1, 100));
        }
    }

    @Test
    void a_remembered_token_is_nobodys_once_its_issuer_is_gone() {
        try (ConfiguredAuthenticator authenticator = builder().tokenCache(100).build(prefixed("one:"))) {
            authenticator.authenticate(token);
            authenticator.reload(AuthenticationConfiguration.of());

            assertThat(authenticator.authenticate(token)).isInstanceOf(NotApplicable.class);
            assertThat(authenticator.health()).isEqualTo(EMPTY);
        }
    }

    @Test
    void nothing_is_remembered_unless_asked_for() {
        try (ConfiguredAuthenticator authenticator = builder().build(prefixed("one:"))) {
            assertThat(authenticator.health().tokenCache()).isEmpty();
        }
    }

    @Test
    void a_size_that_makes_no_sense_is_refused_at_once() {
        ConfiguredAuthenticatorBuilder builder = builder();

        assertThatThrownBy(() -> builder.tokenCache(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tokenCache must be 1 to 1000000 tokens, but is 0");
    }
}
