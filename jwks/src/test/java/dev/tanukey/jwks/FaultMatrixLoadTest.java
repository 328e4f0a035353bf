package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.reason.RejectionReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows F30 to F38 of docs/fault-matrix.md: floods, crowds and changes of keys. Over real sockets and TLS. */
@Timeout(60)
class FaultMatrixLoadTest {
    private static final Duration A_MILLISECOND = Duration.ofMillis(1);
    private static final int A_MINUTE = 60_000;
    private static final int CROWD = 50;

    /** In place of five seconds. */
    private static final Duration LIMIT = Duration.ofMillis(1500);

    @RegisterExtension
    private final MatrixRecord matrix = new MatrixRecord();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** A thousand tokens a second for a minute, with good ones among them once there are keys; gives the requests. */
    private static int flood(Trial trial, IntFunction<String> keyId) {
        int before = trial.server.keyRequests();
        for (int i = 0; i < A_MINUTE; i++) {
            Look look = trial.look(keyId.apply(i));
            assertThat(look.isUnknown()).isTrue();
            if (i % 100 == 0) {
                trial.find(Trial.OLD);
            }
            trial.time.advance(A_MILLISECOND);
        }
        return trial.server.keyRequests() - before;
    }

    private void proveFlood(Phase phase, IntFunction<String> keyId) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.age(phase);
            int requests = flood(trial, keyId);
            assertThat(requests).isBetween(2, 7);
            assertThat(trial.server.metadataRequests()).isEqualTo(1);
            matrix.saw(phase, "unknown ids refused, keys work, " + requests + " requests in 60 s", Duration.ZERO, "-");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f30_a_flood_of_random_key_ids_causes_seven_requests_a_minute_at_most(Phase phase) throws Exception {
        proveFlood(phase, i -> "random" + i);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f30_a_flood_during_an_outage_keeps_to_the_pauses(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.keys(Answers.status(500));
            trial.age(phase);
            if (phase == Phase.WARM) {
                trial.time.advance(Trial.FORCED);
            }
            int before = trial.server.keyRequests();
            for (int i = 0; i < A_MINUTE; i++) {
                assertThat(trial.look("random" + i).isUnavailable()).isTrue();
                if (phase == Phase.WARM && i % 100 == 0) {
                    trial.find(Trial.OLD);
                }
                trial.time.advance(A_MILLISECOND);
            }
            assertThat(trial.server.keyRequests() - before).isBetween(2, 7);
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f31_a_truly_new_key_is_found_within_ten_seconds_of_a_flood(Phase phase) throws Exception {
        for (boolean announcedTooEarly : new boolean[] {false, true}) {
            try (Trial trial = Trial.alone()) {
                trial.begin(phase);
                trial.age(phase);
                flood(trial, i -> announcedTooEarly && i % 100 == 99 ? "new" : "random" + i);
                trial.server.publish(Trial.OLD, Trial.NEW);
                int waited = 0;
                while (trial.look("new").key().isEmpty()) {
                    assertThat(trial.look("random and late" + waited).key()).isEmpty();
                    trial.time.advance(A_MILLISECOND);
                    waited++;
                }
                assertThat(waited).as("milliseconds").isLessThanOrEqualTo(10_001);
                matrix.saw(phase, "new key works within 10 s", Duration.ZERO, "-");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f32_a_flood_with_one_unknown_key_id_causes_seven_requests_a_minute_at_most(Phase phase) throws Exception {
        proveFlood(phase, i -> "constant");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f33_a_flood_while_the_endpoint_hangs_holds_256_threads_for_the_limit(Phase phase) throws Exception {
        try (Trial trial = Trial.withThread(LIMIT)) {
            trial.begin(phase);
            trial.server.keys(Answers.silence());
            if (phase == Phase.WARM) {
                trial.ticker.advance(Trial.FORCED);
            }
            trial.age(phase);
            CyclicBarrier together = new CyclicBarrier(300);
            List<Future<Look>> looks = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String keyId = "random" + i;
                looks.add(threads.submit(() -> {
                    together.await();
                    return trial.look(keyId);
                }));
            }
            if (phase == Phase.WARM) {
                long begin = System.nanoTime();
                for (int i = 0; i < 10_000; i++) {
                    trial.find(Trial.OLD);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
            }
            int refused = 0;
            Duration longest = Duration.ZERO;
            for (Future<Look> future : looks) {
                Look look = future.get(20, TimeUnit.SECONDS);
                assertThat(look.isUnavailable()).isTrue();
                longest = look.took().compareTo(longest) > 0 ? look.took() : longest;
                if (look.detail().contains("256 callers wait")) {
                    assertThat(look.took()).isLessThan(LIMIT);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(300 - 256);
            assertThat(longest).isBetween(LIMIT.dividedBy(2), LIMIT.multipliedBy(2));
            trial.nextFailure();
            trial.server.heal(Trial.OLD);
            trial.ticker.advance(Duration.ofSeconds(1));
            trial.find(Trial.OLD);
            trial.nextRefresh();
            matrix.saw(
                    phase,
                    (phase == Phase.WARM ? "K at once; " : "") + "256 wait, the others U at once; all U",
                    longest,
                    "1 s");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "WARM")
    void f34_a_flood_of_bad_signatures_causes_no_request(Phase phase) throws Exception {
        Tokens tokens = new Tokens("signer");
        try (Trial trial = Trial.alone()) {
            Instant now = Instant.parse("2026-11-21T12:00:00Z");
            Clock clock = Clock.fixed(now, ZoneOffset.UTC);
            String good = tokens.issuedAt(now, trial.server.issuer());
            trial.server.publish(tokens.key());
            trial.find(tokens.key());
            trial.time.advance(Trial.FORCED);
            int connections = trial.server.connections();
            for (int i = 0; i < 1000; i++) {
                AuthenticationResult result =
                        Tokens.judge(Tokens.forged(good, i), trial.server.issuer(), trial.keys, clock);
                assertThat(((Rejected) result).rejection().reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
            }
            assertThat(Tokens.judge(good, trial.server.issuer(), trial.keys, clock))
                    .isInstanceOf(AuthenticationResult.Authenticated.class);
            assertThat(trial.server.connections()).isEqualTo(connections);
            matrix.saw(phase, "refused (signature invalid), 0 requests", Duration.ZERO, "-");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f35_fifty_threads_at_once_share_one_fetch(Phase phase) throws Exception {
        CountDownLatch started = new CountDownLatch(CROWD);
        try (Trial trial = Trial.withThread(Duration.ofSeconds(20))) {
            trial.begin(phase);
            int before = trial.server.keyRequests();
            trial.server.keys(connection -> {
                started.await();
                Answers.json(TestKey.set(Trial.OLD, Trial.NEW)).give(connection);
            });
            trial.age(phase);
            if (phase == Phase.WARM) {
                trial.ticker.advance(Trial.FORCED);
            }
            Duration longest = crowd(trial, phase == Phase.WARM ? Trial.NEW : Trial.OLD, started);
            trial.nextRefresh();
            assertThat(trial.refreshes).isEmpty();
            assertThat(trial.server.keyRequests()).isEqualTo(before + 1);
            assertThat(trial.server.metadataRequests()).isEqualTo(1);
            matrix.saw(phase, "works, 1 request" + (phase == Phase.START ? " each" : ""), longest, "-");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "WARM")
    void f35_fifty_threads_at_the_refresh_cause_one_fetch_and_none_waits(Phase phase) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Trial trial = Trial.withThread(Duration.ofSeconds(20))) {
            trial.begin(phase);
            trial.server.keys(connection -> {
                done.await();
                Answers.json(TestKey.set(Trial.OLD)).give(connection);
            });
            trial.ticker.advance(Trial.REFRESH);
            crowd(trial, Trial.OLD, new CountDownLatch(CROWD));
            done.countDown();
            trial.nextRefresh();
            assertThat(trial.server.keyRequests()).isEqualTo(2);
        }
    }

    private Duration crowd(Trial trial, TestKey key, CountDownLatch started) throws Exception {
        List<Future<Look>> looks = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            looks.add(threads.submit(() -> {
                started.countDown();
                return trial.find(key);
            }));
        }
        Duration longest = Duration.ZERO;
        for (Future<Look> look : looks) {
            Duration took = look.get(20, TimeUnit.SECONDS).took();
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        return longest;
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f36_a_removed_key_is_refused_within_five_minutes_and_at_once_when_told(Phase phase) throws Exception {
        try (Trial trial = Trial.alone(options -> options.chance(() -> 0))) {
            trial.begin(phase);
            trial.server.publish(Trial.NEW);
            trial.age(phase);
            if (phase == Phase.WARM) {
                trial.time.advance(Duration.ofMinutes(5).minusNanos(1));
                trial.find(Trial.OLD);
                trial.time.advance(Duration.ofNanos(1));
            }
            Look look = trial.look("old");
            assertThat(look.isUnknown()).isTrue();
            trial.find(Trial.NEW);
            matrix.saw(phase, look.words() + (phase == Phase.WARM ? " after 300 s" : ""), look.took(), "-");
        }
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.publish(Trial.NEW);
            trial.age(phase);
            trial.keys.refreshNow();
            assertThat(trial.look("old").isUnknown()).isTrue();
            matrix.saw(phase, "refused (key unknown) after refreshNow()", Duration.ZERO, "-");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f37_a_key_that_is_published_and_then_used_works_at_once(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.publish(Trial.OLD, Trial.NEW);
            trial.age(phase);
            if (phase == Phase.WARM) {
                trial.time.advance(Trial.REFRESH);
            }
            int requests = trial.server.keyRequests();
            trial.find(Trial.NEW);
            trial.find(Trial.OLD);
            assertThat(trial.server.keyRequests()).isEqualTo(phase == Phase.WARM ? requests : requests + 1);
            matrix.saw(phase, "works", Duration.ZERO, "-");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f37_a_key_that_is_used_as_soon_as_it_is_published_is_missing_for_ten_seconds_at_most(Phase phase)
            throws Exception {
        for (TestKey[] published : new TestKey[][] {{Trial.OLD, Trial.NEW}, {Trial.NEW}}) {
            try (Trial trial = Trial.alone()) {
                trial.begin(phase);
                trial.server.publish(published);
                trial.age(phase);
                if (phase == Phase.WARM) {
                    // The first token has just caused a fetch: the worst moment.
                    assertThat(trial.look("new").isUnknown()).isTrue();
                    trial.time.advance(Trial.FORCED.minusNanos(1));
                    assertThat(trial.look("new").isUnknown()).isTrue();
                    trial.time.advance(Duration.ofNanos(1));
                }
                trial.find(Trial.NEW);
                assertThat(trial.look("old").key().isPresent()).isEqualTo(published.length == 2);
                matrix.saw(
                        phase,
                        phase == Phase.WARM ? "refused (key unknown) for at most 10 s, then works" : "works",
                        Duration.ZERO,
                        "-");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f38_a_set_with_nothing_but_other_keys_is_taken_and_told(Phase phase) throws Exception {
        TestKey another = TestKey.named("another");
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.publish(Trial.NEW, another);
            trial.age(phase);
            if (phase == Phase.WARM) {
                trial.time.advance(Trial.FORCED);
            }
            trial.find(another);
            trial.find(Trial.NEW);
            assertThat(trial.look("old").isUnknown()).isTrue();
            KeysRefreshed told = trial.nextRefresh();
            assertThat(told.added()).hasSize(2);
            assertThat(told.removed()).hasSize(phase == Phase.START ? 0 : 1);
            assertThat(trial.refreshes).isEmpty();
            matrix.saw(phase, "works, event", Duration.ZERO, "-");
        }
    }
}
