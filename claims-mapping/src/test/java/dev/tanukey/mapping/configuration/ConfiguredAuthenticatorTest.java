package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.NotApplicable;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.AuthenticationResult.Unavailable;
import dev.tanukey.issuer.Discovery;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfiguredAuthenticatorTest {
    private static final String AUDIENCE = "https://api.example.com";

    private final List<CountedKeys> made = new ArrayList<>();
    private final List<Reload> told = new ArrayList<>();
    private FakeGitLab gitlab;
    private FakeGitLab second;

    /** Real keys; says whether they were warmed and closed. */
    private static final class CountedKeys implements KeySource, AutoCloseable {
        private final String issuer;
        private final JwksKeySource keys;
        private int warmUps;
        private boolean closed;

        private CountedKeys(Discovery discovery) {
            issuer = discovery.issuer().url();
            keys = JwksKeySource.discovered(discovery);
        }

        @Override
        public VerificationKey key(KeyRequest request) throws RejectedException, KeysUnavailableException {
            return keys.key(request);
        }

        @Override
        public boolean warmUp(Duration longestWait) {
            warmUps++;
            return keys.warmUp(longestWait);
        }

        @Override
        public void close() {
            closed = true;
            keys.close();
        }
    }

    @BeforeEach
    void start() {
        gitlab = FakeGitLab.start();
        second = FakeGitLab.start();
    }

    @AfterEach
    void stop() {
        made.forEach(CountedKeys::close);
        gitlab.close();
        second.close();
    }

    private ConfiguredAuthenticatorBuilder builder() {
        return ConfiguredAuthenticator.builder(discovery -> {
                    CountedKeys keys = new CountedKeys(discovery);
                    made.add(keys);
                    return keys;
                })
                .insecureAllowHttpOnLoopback()
                .longestWarmUp(Duration.ofSeconds(10))
                .reloadListener(told::add);
    }

    private static JwtAuthenticator bySubject(String issuer, String prefix) {
        return new JwtAuthenticator(
                Issuer.of(issuer, List.of(AUDIENCE)),
                List.of(),
                ClaimMappings.of(PrefixedClaimOrExpression.claim("sub", prefix)),
                List.of());
    }

    private AuthenticationConfiguration one() {
        return AuthenticationConfiguration.of(bySubject(gitlab.issuer(), "one:"));
    }

    private AuthenticationConfiguration both() {
        return AuthenticationConfiguration.of(bySubject(gitlab.issuer(), "one:"), bySubject(second.issuer(), "two:"));
    }

    private static CiTokenBuilder job(FakeGitLab from) {
        return from.ciToken().project("acme/shop", 4711).branch("main").audience(AUDIENCE);
    }

    private static String username(AuthenticationResult result) {
        return ((Authenticated) result).user().username();
    }

    @Test
    void each_issuer_is_judged_by_its_own_authenticator() {
        try (ConfiguredAuthenticator authenticator = builder().build(both())) {
            assertThat(username(authenticator.authenticate(job(gitlab).sign()))).startsWith("one:project_path");
            assertThat(username(authenticator.authenticate(job(second).sign()))).startsWith("two:project_path");
        }
    }

    @Test
    void sixty_four_issuers_are_taken() {
        List<JwtAuthenticator> many = new ArrayList<>();
        for (int i = 1; i < 64; i++) {
            many.add(bySubject("https://gitlab" + i + ".example.com", i + ":"));
        }
        many.add(bySubject(gitlab.issuer(), "last:"));

        try (ConfiguredAuthenticator authenticator = builder().build(one().withJwt(many))) {
            assertThat(username(authenticator.authenticate(job(gitlab).sign()))).startsWith("last:");
        }
    }

    @Test
    void a_configuration_without_issuers_leaves_every_token_to_others() {
        try (ConfiguredAuthenticator authenticator = builder().build(AuthenticationConfiguration.of())) {
            AuthenticationResult result = authenticator.authenticate(job(gitlab).sign());

            assertThat(result).isInstanceOf(NotApplicable.class);
            assertThat(result.operatorMessage())
                    .isEqualTo("ISSUER_UNKNOWN: expected a configuration with issuers; came one without any.");
        }
    }

    @Test
    void kubernetes_tolerances_hold_to_the_nanosecond() {
        var now = Clock.systemUTC().instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        String expiring = job(gitlab).claim("exp", now.getEpochSecond()).sign();
        String early = job(gitlab)
                .claim("nbf", now.getEpochSecond() + 60)
                .claim("iat", now.getEpochSecond() + 3_600)
                .claim("exp", now.getEpochSecond() + 7_200)
                .sign();

        assertThat(at(now, expiring)).isInstanceOf(Authenticated.class);
        assertThat(at(now.plusNanos(1), expiring)).isInstanceOf(Rejected.class);
        assertThat(at(now, early)).isInstanceOf(Authenticated.class);
        assertThat(at(now.minusNanos(1), early)).isInstanceOf(Rejected.class);
    }

    private AuthenticationResult at(java.time.Instant now, String token) {
        try (ConfiguredAuthenticator authenticator =
                builder().clock(Clock.fixed(now, java.time.ZoneOffset.UTC)).build(one())) {
            return authenticator.authenticate(token);
        }
    }

    @Test
    void a_token_needs_no_subject_for_a_file() {
        AuthenticationConfiguration byJob = one().withJwt(List.of(bySubject(gitlab.issuer(), "")
                .with(ClaimMappings.of(PrefixedClaimOrExpression.claim("job_id", "job:")))));

        try (ConfiguredAuthenticator authenticator = builder().build(byJob)) {
            assertThat(username(authenticator.authenticate(
                            job(gitlab).without("sub").sign())))
                    .startsWith("job:");
        }
    }

    @Test
    void algorithms_can_be_narrowed() {
        try (ConfiguredAuthenticator authenticator =
                builder().algorithms(Set.of(SignatureAlgorithm.ES256)).build(one())) {
            assertThat(((Rejected) authenticator.authenticate(job(gitlab).sign()))
                            .rejection()
                            .reason())
                    .isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
        }
    }

    @Test
    void an_issuer_gives_no_names_of_the_system_and_none_of_another_issuer() {
        JwtAuthenticator free = bySubject(second.issuer(), "")
                .with(ClaimMappings.of(PrefixedClaimOrExpression.claim("user_login", "")));
        AuthenticationConfiguration configuration =
                AuthenticationConfiguration.of(bySubject(gitlab.issuer(), "one:"), free);

        for (String name : List.of("system:masters", "one:jane")) {
            String token = job(second).claim("user_login", name).sign();
            try (ConfiguredAuthenticator strict = builder().build(configuration);
                    ConfiguredAuthenticator lax =
                            builder().insecureAllowReservedIdentities().build(configuration)) {
                assertThat(((Rejected) strict.authenticate(token)).rejection().reason())
                        .isEqualTo(RejectionReason.IDENTITY_RESERVED);
                assertThat(username(lax.authenticate(token))).isEqualTo(name);
            }
        }
    }

    @Test
    void an_issuer_that_cannot_be_asked_is_unavailable_and_harms_no_other() {
        AuthenticationConfiguration configuration =
                one().withJwt(List.of(bySubject("https:nowhere", ""), bySubject(gitlab.issuer(), "one:")));
        String lost = job(gitlab).claim("iss", "https:nowhere").sign();

        try (ConfiguredAuthenticator authenticator = builder().build(configuration)) {
            assertThat(authenticator.authenticate(lost))
                    .isInstanceOfSatisfying(Unavailable.class, result -> assertThat(result.operatorMessage())
                            .startsWith("METADATA_INVALID: ")
                            .contains("must be an absolute https URL"));
            assertThat(authenticator.authenticate(job(gitlab).sign())).isInstanceOf(Authenticated.class);
            assertThat(authenticator.warmUp(Duration.ofSeconds(5))).containsExactly("https:nowhere");
        }
    }

    @Test
    void nothing_is_fetched_before_the_first_token_or_the_warm_up() {
        try (ConfiguredAuthenticator authenticator = builder().build(both())) {
            assertThat(made).hasSize(2).allMatch(keys -> keys.warmUps == 0);
            assertThat(authenticator.warmUp(Duration.ofSeconds(5))).isEmpty();
            gitlab.close();

            assertThat(authenticator.authenticate(job(gitlab).sign())).isInstanceOf(Authenticated.class);
        }
    }

    @Test
    void a_new_configuration_is_warm_when_it_takes_effect() {
        try (ConfiguredAuthenticator authenticator = builder().build(one())) {
            Reload outcome = authenticator.reload(both());
            second.close();

            assertThat(outcome).isEqualTo(new Reload.Applied(both()));
            assertThat(told).containsExactly(outcome);
            assertThat(username(authenticator.authenticate(job(second).sign()))).startsWith("two:");
            assertThat(authenticator.configuration()).isEqualTo(both());
        }
    }

    @Test
    void keys_of_unchanged_issuers_stay_and_those_of_removed_ones_are_closed() {
        try (ConfiguredAuthenticator authenticator = builder().build(both())) {
            authenticator.warmUp(Duration.ofSeconds(5));
            gitlab.close();
            authenticator.reload(one());

            assertThat(made).hasSize(2);
            assertThat(made.get(0).closed).isFalse();
            assertThat(made.get(1).closed).isTrue();
            assertThat(authenticator.authenticate(job(gitlab).sign())).isInstanceOf(Authenticated.class);
            assertThat(authenticator.authenticate(job(second).sign())).isInstanceOf(NotApplicable.class);
        }
        assertThat(made).allMatch(keys -> keys.closed);
    }

    @Test
    void a_verdict_of_the_old_configuration_does_not_outlive_it() {
        String token = job(gitlab).sign();
        try (ConfiguredAuthenticator authenticator = builder().build(one())) {
            assertThat(authenticator.authenticate(token)).isInstanceOf(Authenticated.class);
            authenticator.reload(one().withJwt(List.of(
                    bySubject(gitlab.issuer(), "one:").with(ClaimValidationRule.required("ref", "release")))));

            assertThat(((Rejected) authenticator.authenticate(token))
                            .rejection()
                            .reason())
                    .isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
        }
    }

    @Test
    void an_issuer_that_is_down_keeps_the_old_configuration_in_force() {
        second.close();
        try (ConfiguredAuthenticator authenticator =
                builder().longestWarmUp(Duration.ofMillis(1)).build(one())) {
            Reload outcome = authenticator.reload(both());

            assertThat(outcome).isEqualTo(new Reload.NotReady(List.of(second.issuer())));
            assertThat(authenticator.configuration()).isEqualTo(one());
            assertThat(made.get(0).closed).isFalse();
        }
    }

    @Test
    void the_keys_that_were_waited_for_in_vain_go_on_for_the_next_attempt_and_are_closed_by_another() {
        second.close();
        try (ConfiguredAuthenticator authenticator =
                builder().longestWarmUp(Duration.ofMillis(1)).build(one())) {
            authenticator.reload(both());
            authenticator.reload(both());
            assertThat(made).hasSize(2);
            assertThat(made.get(1).issuer).isEqualTo(second.issuer());
            assertThat(made.get(1).closed).isFalse();

            authenticator.reload(one().withJwt(List.of(bySubject(gitlab.issuer(), "other:"))));
            assertThat(made).hasSize(2);
            assertThat(made.get(1).closed).isTrue();
            assertThat(made.get(0).closed).isFalse();
        }
    }

    @Test
    void what_waits_is_closed_in_the_end() {
        second.close();
        ConfiguredAuthenticator authenticator =
                builder().longestWarmUp(Duration.ofMillis(1)).build(one());
        authenticator.reload(both());
        authenticator.close();

        assertThat(made).hasSize(2).allMatch(keys -> keys.closed);
    }

    @Test
    void a_maker_of_keys_that_fails_leaves_nothing_open() {
        List<CountedKeys> opened = new ArrayList<>();
        assertThatThrownBy(() -> ConfiguredAuthenticator.builder(discovery -> {
                            if (!opened.isEmpty()) {
                                throw new NoClassDefFoundError("x");
                            }
                            opened.add(new CountedKeys(discovery));
                            return opened.get(0);
                        })
                        .insecureAllowHttpOnLoopback()
                        .build(both()))
                .isInstanceOf(NoClassDefFoundError.class);

        assertThat(opened).singleElement().matches(keys -> keys.closed);
    }

    @Test
    void spans_out_of_range_are_refused_with_a_sentence() {
        for (Duration span : List.of(Duration.ofSeconds(-5), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> builder().longestWarmUp(span)).hasMessageContaining("longestWarmUp must be");
            assertThatThrownBy(() -> builder().watchInterval(span)).hasMessageContaining("watchInterval must be");
        }
        assertThatThrownBy(() -> builder().watchInterval(Duration.ZERO)).hasMessageContaining("PT0.001S");
    }

    @Test
    void a_configuration_that_says_the_same_changes_nothing() {
        try (ConfiguredAuthenticator authenticator = builder().build(one())) {
            assertThat(authenticator.reload(one())).isEqualTo(new Reload.Unchanged());
            assertThat(made).hasSize(1);
        }
    }

    @Test
    void what_fails_in_a_part_of_the_callers_changes_nothing() {
        List<Discovery> asked = new ArrayList<>();
        try (ConfiguredAuthenticator authenticator = ConfiguredAuthenticator.builder(discovery -> {
                    asked.add(discovery);
                    if (asked.size() > 1) {
                        throw new IllegalStateException("boom");
                    }
                    return JwksKeySource.discovered(discovery);
                })
                .insecureAllowHttpOnLoopback()
                .reloadListener(outcome -> {
                    throw new IllegalStateException("boom again");
                })
                .build(one())) {
            assertThat(authenticator.reload(both()).message())
                    .isEqualTo("The old configuration stays in force: a key source or expression language failed with"
                            + " java.lang.IllegalStateException.");
            assertThat(authenticator.authenticate(job(gitlab).sign())).isInstanceOf(Authenticated.class);
        }
    }

    @Test
    void a_listener_of_outcomes_hears_all_and_breaks_nothing() {
        List<AuthenticationResult> heard = new ArrayList<>();
        try (ConfiguredAuthenticator authenticator = builder()
                .listener(new dev.tanukey.AuthenticationListener() {
                    @Override
                    public void notApplicable(NotApplicable result) {
                        heard.add(result);
                        throw new AssertionError("boom");
                    }
                })
                .build(AuthenticationConfiguration.of())) {
            assertThat(authenticator.authenticate(null)).isInstanceOf(NotApplicable.class);
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void after_close_nothing_is_replaced() {
        ConfiguredAuthenticator authenticator = builder().build(one());
        authenticator.close();

        assertThat(authenticator.reload(both()).message())
                .isEqualTo("The old configuration stays in force: this authenticator is closed.");
        assertThat(made).hasSize(1).allMatch(keys -> keys.closed);
    }

    @Test
    void http_is_refused_unless_a_word_that_says_insecure_is_spoken() {
        assertThatThrownBy(() -> one().authenticator(JwksKeySource::discovered))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("URL scheme must be https");
    }
}
