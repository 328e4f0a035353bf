package dev.tanukey;

import static dev.tanukey.Forge.claims;
import static dev.tanukey.Forge.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.AuthenticationResult.Unavailable;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.UserInfo;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of tokens, and what is not. */
class TokenCacheTest {
    private static final int STAMPEDE = 200;
    /** {@code exp} and the 30 s that are the default. */
    private static final Instant END = Forge.NOW.plusSeconds(3_630);

    private static final KeySource DOWN = request -> {
        throw new KeysUnavailableException(
                new Unavailability(UnavailabilityReason.ISSUER_UNREACHABLE, "down for a test", Duration.ofSeconds(7)));
    };

    private final MovingClock clock = new MovingClock();
    private final AtomicInteger mapped = new AtomicInteger();
    private final List<Authenticated> told = new ArrayList<>();
    private volatile KeySource keys = Forge.keys();
    private ClaimsMapper mapper = TokenCacheTest::user;
    private final TokenAuthenticator authenticator = authenticator(10);

    private static UserInfo user(VerifiedToken token) {
        return UserInfo.named("gitlab:" + token.subject().orElseThrow());
    }

    private TokenAuthenticator authenticator(int maximumTokens) {
        return builder().tokenCache(maximumTokens).build();
    }

    private TokenAuthenticator.Builder builder() {
        return TokenAuthenticator.builder()
                .issuer(Forge.issuer().build(), request -> keys.key(request), token -> {
                    mapped.incrementAndGet();
                    return mapper.map(token);
                })
                .clock(clock)
                .listener(new AuthenticationListener() {
                    @Override
                    public void authenticated(Authenticated result) {
                        told.add(result);
                    }
                });
    }

    private static TokenCacheStatistics statistics(TokenAuthenticator of) {
        return of.health().tokenCache().orElseThrow();
    }

    private TokenCacheStatistics statistics() {
        return statistics(authenticator);
    }

    private Authenticated remember(String token) {
        AuthenticationResult result = authenticator.authenticate(token);
        assertThat(result).isInstanceOf(Authenticated.class);
        assertThat(statistics().size()).isPositive();
        return (Authenticated) result;
    }

    private static RejectionReason reason(AuthenticationResult result) {
        assertThat(result).isInstanceOf(Rejected.class);
        return ((Rejected) result).rejection().reason();
    }

    private static VerificationKey stranger() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return VerificationKey.of(
                Optional.of(Forge.KEY_ID), generator.generateKeyPair().getPublic());
    }

    private static String copy(String token) {
        return new StringBuilder(token).toString();
    }

    @Test
    void a_remembered_token_gives_the_same_user_and_asks_the_mapper_no_more() {
        Authenticated first = remember(token());

        assertThat(authenticator.authenticate(copy(token()))).isEqualTo(first);
        assertThat(mapped).hasValue(1);
        assertThat(statistics()).isEqualTo(new TokenCacheStatistics(1, 1, 0, 1, 10));
    }

    @Test
    void the_listener_hears_of_a_remembered_token_each_time() {
        Authenticated first = remember(token());
        authenticator.authenticate(token());
        authenticator.authenticate(token());

        assertThat(told).containsExactly(first, first, first);
    }

    @Test
    void nothing_is_remembered_unless_asked_for() {
        TokenAuthenticator forgetful = builder().build();
        forgetful.authenticate(token());
        forgetful.authenticate(token());

        assertThat(mapped).hasValue(2);
        assertThat(forgetful.health().tokenCache()).isEmpty();
    }

    @Test
    void a_remembered_token_is_refused_from_the_instant_its_time_is_over() {
        remember(token());
        clock.set(END.minusNanos(1));
        assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
        assertThat(mapped.get()).isLessThanOrEqualTo(2);

        clock.set(END);

        assertThat(reason(authenticator.authenticate(token()))).isEqualTo(RejectionReason.EXPIRED);
        assertThat(statistics().size()).isZero();
    }

    /** Not even within the millisecond that the memory may be late by. */
    @Test
    void a_token_that_ends_within_a_millisecond_is_refused_in_it() {
        String token = token(claims("1790003600", "1790003600.0004"));
        clock.set(END.plusNanos(300_000));
        remember(token);

        clock.set(END.plusNanos(400_100));

        assertThat(reason(authenticator.authenticate(token))).isEqualTo(RejectionReason.EXPIRED);
    }

    @Test
    void a_remembered_token_is_refused_when_the_clock_steps_back_before_its_beginning() {
        remember(token());
        clock.set(Forge.NOW.minusSeconds(36));

        assertThat(reason(authenticator.authenticate(token()))).isEqualTo(RejectionReason.NOT_YET_VALID);
    }

    @Test
    void a_remembered_token_is_refused_when_its_key_is_withdrawn() {
        remember(token());
        keys = KeySet.of();

        assertThat(reason(authenticator.authenticate(token()))).isEqualTo(RejectionReason.KEY_UNKNOWN);
        assertThat(statistics().size()).isZero();

        keys = Forge.keys();
        assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
        assertThat(mapped).hasValue(2);
    }

    @Test
    void a_remembered_token_is_judged_anew_when_another_key_has_the_same_id() throws Exception {
        remember(token());
        keys = KeySet.of(stranger());

        assertThat(reason(authenticator.authenticate(token()))).isEqualTo(RejectionReason.SIGNATURE_INVALID);
        assertThat(statistics().size()).isZero();
    }

    @Test
    void a_remembered_token_stays_when_its_key_is_published_again() {
        remember(token());
        keys = KeySet.of(Forge.key());
        authenticator.authenticate(token());

        assertThat(mapped).hasValue(1);
    }

    @Test
    void a_remembered_token_cannot_be_judged_while_keys_cannot_be_had_and_is_not_forgotten() {
        remember(token());
        keys = DOWN;
        AuthenticationResult result = authenticator.authenticate(token());

        assertThat(result).isInstanceOf(Unavailable.class);
        assertThat(result.operatorMessage()).contains("down for a test");
        keys = Forge.keys();
        authenticator.authenticate(token());
        assertThat(mapped).hasValue(1);
        assertThat(statistics()).isEqualTo(new TokenCacheStatistics(1, 2, 0, 1, 10));
    }

    @Test
    void a_key_source_that_breaks_its_promise_lets_no_remembered_token_in() {
        remember(token());
        keys = request -> {
            throw new IllegalStateException();
        };

        assertThat(authenticator.authenticate(token())).isInstanceOf(Unavailable.class);
    }

    @Test
    void a_refusal_is_not_remembered() {
        keys = KeySet.of();
        assertThat(reason(authenticator.authenticate(token()))).isEqualTo(RejectionReason.KEY_UNKNOWN);
        keys = Forge.keys();

        assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
    }

    @Test
    void a_mapper_that_refuses_or_fails_leaves_nothing() {
        mapper = token -> {
            throw new RejectedException(Rejection.of(RejectionReason.MAPPING_FAILED, "a", "b"));
        };
        assertThat(reason(authenticator.authenticate(token()))).isEqualTo(RejectionReason.MAPPING_FAILED);
        mapper = token -> {
            throw new IllegalStateException();
        };
        assertThat(authenticator.authenticate(token())).isInstanceOf(Unavailable.class);
        mapper = token -> UserInfo.named("system:masters");
        assertThat(reason(authenticator.authenticate(token()))).isEqualTo(RejectionReason.IDENTITY_RESERVED);

        assertThat(statistics().size()).isZero();
        mapper = TokenCacheTest::user;
        assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
    }

    @Test
    void a_text_with_the_end_of_a_remembered_token_is_refused() {
        remember(token());
        String forged = token(claims("acme/shop", "acme/safe"));
        String end = token().substring(token().length() - 100);

        assertThat(reason(authenticator.authenticate(forged.substring(0, forged.length() - 100) + end)))
                .isEqualTo(RejectionReason.SIGNATURE_INVALID);
        assertThat(authenticator.authenticate(end)).isInstanceOf(AuthenticationResult.NotApplicable.class);
        assertThat(statistics().hits()).isZero();
    }

    @Test
    void no_credential_is_nobodys_also_with_a_memory() {
        assertThat(authenticator.authenticate(null)).isInstanceOf(AuthenticationResult.NotApplicable.class);
        assertThat(authenticator.authenticate("")).isInstanceOf(AuthenticationResult.NotApplicable.class);
    }

    @Test
    void no_more_tokens_are_remembered_than_asked_for() {
        for (int i = 0; i < 100; i++) {
            assertThat(authenticator.authenticate(token(claims("acme/shop", "acme/" + i))))
                    .isInstanceOf(Authenticated.class);
            assertThat(statistics().size()).isBetween(1L, 10L);
        }

        assertThat(statistics()).isEqualTo(new TokenCacheStatistics(0, 100, 90, 10, 10));
    }

    @Test
    void a_token_whose_time_is_over_makes_room_and_is_no_loss() {
        for (int i = 0; i < 10; i++) {
            remember(token(claims("acme/shop", "acme/" + i)));
        }
        clock.set(END.plusSeconds(2));

        assertThat(statistics()).isEqualTo(new TokenCacheStatistics(0, 10, 0, 0, 10));
    }

    /** A claim of so many letters makes a token of a third more and the rest. */
    @ParameterizedTest
    @ValueSource(ints = {11_600, 12_200})
    void tokens_of_up_to_16_384_characters_are_remembered(int letters) {
        String token = token(claims("\"iat\"", "\"x\":\"" + "a".repeat(letters) + "\",\"iat\""));
        boolean remembered = token.length() <= 16_384;
        authenticator.authenticate(token);
        assertThat(authenticator.authenticate(token)).isInstanceOf(Authenticated.class);

        assertThat(Math.abs(token.length() - 16_384)).isLessThan(600);
        assertThat(statistics().size()).isEqualTo(remembered ? 1 : 0);
        assertThat(mapped).hasValue(remembered ? 1 : 2);
    }

    @Test
    void a_stampede_of_one_token_lets_all_in_and_leaves_one_entry() throws Exception {
        TokenAuthenticator quiet =
                builder().tokenCache(10).listener(AuthenticationListener.NO_OP).build();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(STAMPEDE);
        try {
            List<Future<AuthenticationResult>> results = new ArrayList<>();
            for (int i = 0; i < STAMPEDE; i++) {
                Callable<AuthenticationResult> call = () -> {
                    start.await();
                    return quiet.authenticate(copy(token()));
                };
                results.add(threads.submit(call));
            }
            start.countDown();
            for (Future<AuthenticationResult> result : results) {
                assertThat(result.get()).isInstanceOf(Authenticated.class);
            }
        } finally {
            threads.shutdownNow();
        }

        TokenCacheStatistics after = statistics(quiet);
        assertThat(mapped.get()).isBetween(1, STAMPEDE);
        assertThat(after.size()).isOne();
        assertThat(after.hits() + after.misses()).isEqualTo(STAMPEDE);
        assertThat(after.misses()).isEqualTo(mapped.get());
    }

    @Test
    void nobody_waits_for_another_who_waits_for_a_key() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        keys = request -> {
            waiting.countDown();
            return awaited(release, request);
        };
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Callable<AuthenticationResult> call = () -> authenticator.authenticate(copy(token()));
            Future<AuthenticationResult> slow = threads.submit(call);
            waiting.await();
            keys = Forge.keys();

            assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
            assertThat(slow).isNotDone();
            release.countDown();
            assertThat(slow.get()).isInstanceOf(Authenticated.class);
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    private static VerificationKey awaited(CountDownLatch release, KeyRequest request) throws RejectedException {
        try {
            release.await();
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
        return Forge.keys().key(request);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_001})
    void a_size_that_makes_no_sense_is_refused(int maximumTokens) {
        assertThatThrownBy(() -> TokenAuthenticator.builder().tokenCache(maximumTokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tokenCache must be 1 to 1000000 tokens, but is " + maximumTokens);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void the_least_and_the_greatest_size_are_taken(int maximumTokens) {
        TokenAuthenticator extreme = authenticator(maximumTokens);
        extreme.authenticate(token());

        assertThat(extreme.authenticate(token())).isInstanceOf(Authenticated.class);
        assertThat(statistics(extreme)).isEqualTo(new TokenCacheStatistics(1, 1, 0, 1, maximumTokens));
    }
}
