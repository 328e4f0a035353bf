package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.user.UserInfo;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the fake over the network to the outcome: what Tanukey says about the tokens that the fake mints. */
class VerificationTest {
    private static final String AUDIENCE = "https://api.example.com";
    private static final String CLIENT_ID = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    private final MutableClock clock = MutableClock.at(Instant.ofEpochSecond(1_790_000_000));
    private final FakeGitLab gitlab = FakeGitLab.start(clock);
    private final Issuer issuer = issuer(gitlab);
    private final JwksKeySource keys = JwksKeySource.discovered(issuer);
    private final TokenAuthenticator authenticator = authenticator(issuer, keys);

    @AfterEach
    void stop() {
        keys.close();
        gitlab.close();
    }

    @Test
    void a_job_gets_in() {
        String token = gitlab.ciToken()
                .project("acme/shop", 4711)
                .branch("main")
                .protectedRef()
                .environment("production")
                .audience(AUDIENCE)
                .sign();

        assertUser("project_path:acme/shop:ref_type:branch:ref:main", token);
        assertThat(gitlab.requests())
                .extracting(ReceivedRequest::path)
                .containsExactly("/.well-known/openid-configuration", "/oauth/discovery/keys");
    }

    @Test
    void a_user_and_a_job_get_in_with_tokens_of_one_issuer_and_two_keys() {
        String user = gitlab.userToken()
                .user("jdoe", 1001)
                .groups("acme", "acme/platform")
                .audience(CLIENT_ID)
                .sign();
        String job = gitlab.ciToken().audience(AUDIENCE, "sigstore").sign();

        assertUser("1001", user);
        assertUser("project_path:acme/shop:ref_type:branch:ref:main", job);
        assertThat(Jwt.header(user).get("kid")).isNotEqualTo(Jwt.header(job).get("kid"));
    }

    @Test
    void a_token_is_good_until_its_last_second_and_its_tolerance_are_over() {
        String token = gitlab.ciToken().lifetime(Duration.ofMinutes(10)).sign();

        clock.advance(Duration.ofMinutes(10).plusSeconds(29));
        assertThat(authenticator.authenticate(token)).isInstanceOf(AuthenticationResult.Authenticated.class);
        clock.advance(Duration.ofSeconds(1));
        assertRejected(RejectionReason.EXPIRED, token);
    }

    @Test
    void an_expired_token_stays_out() {
        assertRejected(RejectionReason.EXPIRED, gitlab.ciToken().expired().sign());
        assertRejected(
                RejectionReason.EXPIRED,
                gitlab.userToken().audience(CLIENT_ID).expired().sign());
    }

    @Test
    void a_token_from_tomorrow_stays_out() {
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        assertRejected(
                RejectionReason.NOT_YET_VALID,
                gitlab.ciToken().issuedAt(tomorrow).sign());
    }

    @Test
    void a_token_for_somebody_else_stays_out() {
        String token = gitlab.ciToken().audience("https://other.example.com").sign();
        assertRejected(RejectionReason.AUDIENCE_MISMATCH, token);
    }

    @Test
    void a_token_with_another_payload_under_its_signature_stays_out() {
        String[] good = gitlab.ciToken().sign().split("\\.");
        String[] wanted = gitlab.ciToken().project("acme/treasury", 1).sign().split("\\.");
        assertRejected(RejectionReason.SIGNATURE_INVALID, good[0] + "." + wanted[1] + "." + good[2]);
    }

    @Test
    void a_token_without_a_claim_stays_out() {
        assertRejected(
                RejectionReason.CLAIM_MISSING, gitlab.ciToken().without("sub").sign());
    }

    @Test
    void a_token_of_another_instance_is_somebody_elses_affair() {
        try (FakeGitLab other = FakeGitLab.start(clock)) {
            assertThat(authenticator.authenticate(other.ciToken().sign()))
                    .isInstanceOf(AuthenticationResult.NotApplicable.class);
        }
    }

    @Test
    void a_token_of_another_instance_that_claims_to_be_this_one_stays_out() {
        try (FakeGitLab other =
                FakeGitLab.builder().clock(clock).issuer(gitlab.issuer()).start()) {
            assertRejected(RejectionReason.KEY_UNKNOWN, other.ciToken().sign());
        }
    }

    @Test
    void a_job_gets_in_from_an_instance_below_a_path() {
        try (FakeGitLab below =
                FakeGitLab.builder().clock(clock).relativeUrlRoot("/gitlab").start()) {
            Issuer trusted = issuer(below);
            try (JwksKeySource itsKeys = JwksKeySource.discovered(trusted)) {
                assertThat(authenticator(trusted, itsKeys)
                                .authenticate(below.ciToken().sign()))
                        .isInstanceOf(AuthenticationResult.Authenticated.class);
            }
        }
    }

    @Test
    void without_gitlab_nobody_can_know() {
        String token = gitlab.ciToken().sign();
        gitlab.close();

        assertThat(authenticator.authenticate(token))
                .isInstanceOfSatisfying(AuthenticationResult.Unavailable.class, result -> assertThat(
                                result.unavailability().reason())
                        .isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE));
    }

    private static Issuer issuer(FakeGitLab gitlab) {
        return Issuer.gitlab(gitlab.issuer())
                .audience(AUDIENCE)
                .audience(CLIENT_ID)
                .insecureAllowHttpOnLoopback()
                .build();
    }

    private TokenAuthenticator authenticator(Issuer trusted, JwksKeySource source) {
        return TokenAuthenticator.builder()
                .clock(clock)
                .issuer(
                        trusted,
                        source,
                        token -> UserInfo.named(token.claims().string("sub").orElseThrow()))
                .build();
    }

    private void assertUser(String username, String token) {
        AuthenticationResult result = authenticator.authenticate(token);
        assertThat(result)
                .as(result.operatorMessage())
                .isInstanceOfSatisfying(
                        AuthenticationResult.Authenticated.class,
                        good -> assertThat(good.user().username()).isEqualTo(username));
    }

    private void assertRejected(RejectionReason reason, String token) {
        AuthenticationResult result = authenticator.authenticate(token);
        assertThat(result)
                .as(result.operatorMessage())
                .isInstanceOfSatisfying(
                        AuthenticationResult.Rejected.class,
                        bad -> assertThat(bad.rejection().reason()).isEqualTo(reason));
    }
}
