package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.jwks.JwksListener;
import dev.tanukey.jwks.KeysRefreshed;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.user.UserInfo;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Tanukey makes of an instance that misbehaves: over real sockets, with a ticker that the test moves. */
class MisbehaviourTest {
    private final FakeGitLab gitlab = FakeGitLab.start();
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<KeysRefreshed> refreshed = new LinkedBlockingQueue<>();
    private final JwksKeySource keys = keys(gitlab.issuer());
    private final TokenAuthenticator authenticator = authenticator(gitlab.issuer(), keys);

    @AfterEach
    void stop() {
        keys.close();
        gitlab.close();
    }

    @Nested
    class Rotations {

        @Test
        void a_swap_is_noticed_by_the_first_token_with_the_new_key() throws Exception {
            String old = gitlab.ciToken().sign();
            assertAuthenticated(old);
            gitlab.rotateCiKey();
            letTicker(Duration.ofSeconds(10));

            assertAuthenticated(gitlab.ciToken().sign());
            assertRejected(RejectionReason.KEY_UNKNOWN, old);
        }

        @Test
        void a_second_swap_within_ten_seconds_is_unknown_until_they_are_over_or_keys_are_refreshed() throws Exception {
            assertAuthenticated(gitlab.ciToken().sign());
            gitlab.rotateCiKey();
            letTicker(Duration.ofSeconds(10));
            assertAuthenticated(gitlab.ciToken().sign());

            gitlab.rotateCiKey();
            assertRejected(RejectionReason.KEY_UNKNOWN, gitlab.ciToken().sign());
            keys.refreshNow();
            assertAuthenticated(gitlab.ciToken().sign());
        }

        @Test
        void with_overlap_both_keys_are_good_until_the_old_one_is_retired() throws Exception {
            String old = gitlab.ciToken().sign();
            gitlab.rotateCiKey(Rotation.OVERLAP);
            keys.refreshNow();
            assertAuthenticated(old);
            assertAuthenticated(gitlab.ciToken().sign());

            gitlab.retireOldKeys();
            keys.refreshNow();
            assertRejected(RejectionReason.KEY_UNKNOWN, old);
        }

        @Test
        void another_key_under_the_same_id_looks_forged_until_the_next_refresh_which_names_it() throws Exception {
            assertAuthenticated(gitlab.ciToken().sign());
            gitlab.rotateCiKey(Rotation.SAME_ID);
            assertRejected(RejectionReason.SIGNATURE_INVALID, gitlab.ciToken().sign());

            keys.refreshNow();
            assertAuthenticated(gitlab.ciToken().sign());
            assertThat(nextRefresh().replacedKeyIds()).isEmpty();
            assertThat(nextRefresh().replacedKeyIds())
                    .containsExactly(gitlab.ciToken().signingKey().keyId());
        }

        /** Listeners hear of it after whoever waits for keys. */
        private KeysRefreshed nextRefresh() throws InterruptedException {
            KeysRefreshed next = refreshed.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("a refresh").isNotNull();
            return next;
        }

        @Test
        void a_rotation_of_the_users_key_is_noticed_too() throws Exception {
            gitlab.rotateUserKey();
            keys.refreshNow();

            assertAuthenticated(
                    gitlab.userToken().audience("https://api.example.com").sign());
        }
    }

    @Nested
    class Outages {

        @Test
        void kept_keys_serve_while_it_is_down_and_new_ones_when_it_is_back() throws Exception {
            String token = gitlab.ciToken().sign();
            assertAuthenticated(token);
            gitlab.goDown();
            letTicker(Duration.ofMinutes(30));
            assertThatExceptionOfType(KeysUnavailableException.class).isThrownBy(keys::refreshNow);
            assertAuthenticated(token);

            gitlab.rotateCiKey();
            gitlab.heal();
            keys.refreshNow();
            assertAuthenticated(gitlab.ciToken().sign());
        }

        @ParameterizedTest
        @MethodSource("dev.tanukey.testkit.MisbehaviourTest#faults")
        void kept_keys_serve_whatever_is_answered(Fault fault, UnavailabilityReason reason) throws Exception {
            String token = gitlab.ciToken().sign();
            assertAuthenticated(token);
            gitlab.failKeys(fault);

            assertThatExceptionOfType(KeysUnavailableException.class)
                    .isThrownBy(keys::refreshNow)
                    .satisfies(refused ->
                            assertThat(refused.unavailability().reason()).isEqualTo(reason));
            assertAuthenticated(token);
        }

        @Test
        void a_hanging_request_goes_on_when_it_is_healed() {
            gitlab.fail(Fault.hang());
            keys.warmUp(Duration.ZERO);
            gitlab.awaitRequests(1, Duration.ofSeconds(20));
            gitlab.heal();

            assertThat(keys.warmUp(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Nested
    class Copy {

        @Test
        void a_forgotten_copy_makes_jobs_unknown_and_leaves_users_alone() throws Exception {
            try (FakeGitLab copied =
                            FakeGitLab.builder().ciIssuerPath("/ci-issuer/").start();
                    JwksKeySource ofJobs = keys(copied.ciIssuer());
                    JwksKeySource ofUsers = keys(copied.issuer())) {
                TokenAuthenticator jobs = authenticator(copied.ciIssuer(), ofJobs);
                TokenAuthenticator users = authenticator(copied.issuer(), ofUsers);
                assertThat(jobs.authenticate(job(copied))).isInstanceOf(AuthenticationResult.Authenticated.class);
                copied.rotateCiKey();
                letTicker(Duration.ofSeconds(10));
                assertReason(RejectionReason.KEY_UNKNOWN, jobs.authenticate(job(copied)));
                assertThat(users.authenticate(copied.userToken()
                                .audience("https://api.example.com")
                                .sign()))
                        .isInstanceOf(AuthenticationResult.Authenticated.class);

                copied.republishCiIssuer();
                ofJobs.refreshNow();
                assertThat(jobs.authenticate(job(copied))).isInstanceOf(AuthenticationResult.Authenticated.class);
            }
        }

        private static String job(FakeGitLab copied) {
            return copied.ciToken().audience("https://api.example.com").sign();
        }
    }

    static Stream<Object[]> faults() {
        return Stream.of(
                row(Fault.loginPage(), UnavailabilityReason.KEY_SET_INVALID),
                row(Fault.emptyBody(), UnavailabilityReason.KEY_SET_INVALID),
                row(Fault.truncatedJson(), UnavailabilityReason.KEY_SET_INVALID),
                row(Fault.brokenOff(), UnavailabilityReason.ISSUER_UNREACHABLE),
                row(Fault.notJson(), UnavailabilityReason.KEY_SET_INVALID),
                row(Fault.contentType("text/html"), UnavailabilityReason.KEY_SET_INVALID),
                row(Fault.noKeys(), UnavailabilityReason.KEY_SET_INVALID),
                row(Fault.oversized(), UnavailabilityReason.KEY_SET_INVALID),
                row(Fault.redirect(URI.create("/elsewhere")), UnavailabilityReason.ISSUER_UNREACHABLE),
                row(Fault.status(502), UnavailabilityReason.ISSUER_UNREACHABLE),
                row(Fault.rateLimited(Duration.ofSeconds(30)), UnavailabilityReason.ISSUER_UNREACHABLE));
    }

    private static Object[] row(Fault fault, UnavailabilityReason reason) {
        return new Object[] {fault, reason};
    }

    private void letTicker(Duration pass) {
        nanos.addAndGet(pass.toNanos());
    }

    private JwksKeySource keys(String issuer) {
        return JwksKeySource.builder(trusted(issuer))
                .ticker(nanos::get)
                .listener(new JwksListener() {
                    @Override
                    public void keysRefreshed(KeysRefreshed event) {
                        refreshed.add(event);
                    }
                })
                .build();
    }

    private static Issuer trusted(String issuer) {
        return Issuer.gitlab(issuer)
                .audience("https://api.example.com")
                .insecureAllowHttpOnLoopback()
                .build();
    }

    private static TokenAuthenticator authenticator(String issuer, JwksKeySource source) {
        return TokenAuthenticator.builder()
                .issuer(
                        trusted(issuer),
                        source,
                        token -> UserInfo.named(token.claims().string("sub").orElseThrow()))
                .build();
    }

    private void assertAuthenticated(String token) {
        AuthenticationResult result = authenticator.authenticate(token);
        assertThat(result).as(result.operatorMessage()).isInstanceOf(AuthenticationResult.Authenticated.class);
    }

    private void assertRejected(RejectionReason reason, String token) {
        assertReason(reason, authenticator.authenticate(token));
    }

    private static void assertReason(RejectionReason reason, AuthenticationResult result) {
        assertThat(result)
                .as(result.operatorMessage())
                .isInstanceOfSatisfying(
                        AuthenticationResult.Rejected.class,
                        bad -> assertThat(bad.rejection().reason()).isEqualTo(reason));
    }
}
