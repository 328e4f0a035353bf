package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.jwks.Trial.Place;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.UnavailabilityReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows F39 to F44 of docs/fault-matrix.md: odd keys, clocks, and what goes wrong in our own process. */
@Timeout(60)
class FaultMatrixProcessTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final Tokens TOKENS = new Tokens("signer");

    @RegisterExtension
    private final MatrixRecord matrix = new MatrixRecord();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f39_an_odd_key_does_not_spoil_the_others(Phase phase) throws Exception {
        String odd = Trial.OLD.jwk().replace("\"old\"", "\"odd\"");
        for (String jwk : List.of(
                "{\"kty\":\"future\",\"kid\":\"odd\"}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"odd\"}",
                "{\"kid\":\"odd\"}",
                odd.replace("\"sig\"", "\"enc\""),
                odd.replace("AQAB", "Aw"),
                odd.replace("AQAB", "AQ=="),
                odd.replace("\"RS256\"", "\"none\""),
                odd.replace("{\"kty\"", "{\"d\":\"AAAA\",\"kty\""),
                odd.replace(Trial.OLD.modulus(), "AAAA"))) {
            try (Trial trial = Trial.alone()) {
                trial.begin(phase);
                trial.server.keys(Answers.json(
                        "{\"keys\":[" + jwk + ",1,null,{}," + Trial.OLD.jwk() + "," + Trial.NEW.jwk() + "]}"));
                trial.age(phase);
                if (phase == Phase.WARM) {
                    trial.time.advance(Trial.REFRESH);
                }
                trial.find(Trial.OLD);
                trial.find(Trial.NEW);
                Look look = trial.look("odd");
                assertThat(look.refusal()).contains(RejectionReason.KEY_UNUSABLE);
                assertThat(trial.failures).isEmpty();
                matrix.saw(phase, "works; odd key: " + look.words(), look.took(), "-");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f40_tokens_follow_the_clock_and_keys_do_not(Phase phase) throws Exception {
        for (Instant then : List.of(
                NOW.plus(Duration.ofDays(1)),
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(365)),
                NOW.minus(Duration.ofDays(365)),
                Instant.EPOCH.plusSeconds(60))) {
            Instant[] time = {NOW};
            Clock clock = new Clock() {
                @Override
                public Instant instant() {
                    return time[0];
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
            try (Trial trial = Trial.alone(options -> options.clock(clock))) {
                trial.server.publish(TOKENS.key());
                if (phase != Phase.START) {
                    trial.find(TOKENS.key());
                }
                trial.age(phase);
                time[0] = then;
                int requests = trial.server.keyRequests();
                AuthenticationResult past = judge(NOW, trial, clock);
                AuthenticationResult present = judge(then, trial, clock);

                assertThat(((Rejected) past).rejection().reason())
                        .isEqualTo(then.isAfter(NOW) ? RejectionReason.EXPIRED : RejectionReason.NOT_YET_VALID);
                assertThat(present).as(present.operatorMessage()).isInstanceOf(Authenticated.class);
                assertThat(trial.server.keyRequests()).isEqualTo(phase == Phase.WARM ? requests : requests + 1);
                assertThat(trial.keys.health().age()).contains(Duration.ZERO);
                assertThat(trial.time.untilNext()).isEqualTo(Trial.REFRESH);
                matrix.saw(phase, "works, tokens by the new time", Duration.ZERO, "-");
            }
        }
    }

    private static AuthenticationResult judge(Instant issuedAt, Trial trial, Clock clock) {
        return Tokens.judge(TOKENS.issuedAt(issuedAt, trial.server.issuer()), trial.server.issuer(), trial.keys, clock);
    }

    @ParameterizedTest
    @EnumSource(names = {"WARM", "STALE"})
    void f41_after_a_pause_of_two_hours_the_first_call_fetches_before_it_answers(Phase phase) throws Exception {
        try (Trial trial = Trial.withThread(Duration.ofSeconds(20))) {
            trial.begin(phase);
            trial.age(phase);
            trial.server.publish(Trial.NEW);
            trial.ticker.advance(Duration.ofHours(2));
            Look look = trial.look("old");
            assertThat(look.isUnknown()).isTrue();
            assertThat(trial.server.keyRequests()).isEqualTo(2);
            trial.find(Trial.NEW);
            matrix.saw(phase, "fetches first; removed key: " + look.words(), look.took(), "-");
        }
        try (Trial trial = Trial.withThread(Duration.ofSeconds(20))) {
            trial.begin(phase);
            trial.age(phase);
            trial.server.stopListening();
            trial.ticker.advance(Duration.ofHours(2));
            Look look = trial.look("old");
            assertThat(look.isUnavailable()).isTrue();
            assertThat(trial.keys.health().ready()).isFalse();
            trial.nextFailure();
            trial.server.heal(Trial.OLD);
            trial.ticker.advance(Duration.ofSeconds(1));
            trial.find(Trial.OLD);
            matrix.saw(phase, "issuer down: " + look.words(), look.took(), "1 s");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "WARM")
    void f41_after_a_pause_within_the_limit_the_first_call_is_answered_at_once_and_fetches(Phase phase)
            throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (Trial trial = Trial.withThread(Duration.ofSeconds(20))) {
            trial.begin(phase);
            trial.server.keys(connection -> {
                answered.await();
                Answers.json(TestKey.set(Trial.NEW)).give(connection);
            });
            trial.ticker.advance(Duration.ofHours(1));
            trial.find(Trial.OLD);
            answered.countDown();
            trial.nextRefresh();
            assertThat(trial.look("old").isUnknown()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f42_no_header_makes_the_interval_shorter_than_a_minute_or_longer_than_five(Phase phase) throws Exception {
        for (String header : List.of(
                "Cache-Control: max-age=0",
                "Cache-Control: max-age=-1",
                "Cache-Control: max-age=1e30",
                "Cache-Control: max-age=9223372036854775",
                "Cache-Control: max-age=9223372036854775807",
                "Cache-Control: max-age=99999999999999999999",
                "Cache-Control: max-age=86400, public, must-revalidate, no-transform",
                "Cache-Control: max-age=1\r\nCache-Control: max-age=90000",
                "Cache-Control: no-store",
                "Cache-Control: private, no-cache",
                "Cache-Control: s-maxage=0, immutable",
                "Expires: Thu, 01 Jan 1970 00:00:00 GMT",
                "Expires: 0",
                "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nCache-Control: max-age=600",
                "Date: soon\r\nAge: 99999999999",
                "Pragma: no-cache")) {
            double[] chance = {0};
            try (Trial trial = Trial.alone(options -> options.chance(() -> chance[0]))) {
                trial.begin(phase);
                trial.server.keys(
                        Answers.ok("Content-Type: application/json\r\n" + header + "\r\n", TestKey.set(Trial.OLD)));
                if (phase == Phase.WARM) {
                    trial.time.advance(trial.time.untilNext());
                }
                trial.age(phase);
                trial.find(Trial.OLD);
                Duration longest = trial.time.untilNext();
                chance[0] = 0.999999;
                int requests = trial.server.keyRequests();
                trial.time.advance(longest);
                assertThat(trial.server.keyRequests()).isEqualTo(requests + 1);
                assertThat(List.of(longest, trial.time.untilNext())).as(header).allSatisfy(interval -> assertThat(
                                interval)
                        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(5)));
                matrix.saw(phase, "works, next fetch in 60 to 300 s", Duration.ZERO, "-");
            }
        }
    }

    /** Begins a fetch that ends when told to; gives who waits for it. */
    private Future<Look> fetchUnderWay(Trial trial, Phase phase, CountDownLatch mayEnd) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        trial.server.keys(connection -> {
            begun.countDown();
            mayEnd.await();
            Answers.json(TestKey.set(Trial.OLD, Trial.NEW)).give(connection);
        });
        if (phase == Phase.WARM) {
            trial.ticker.advance(Trial.FORCED);
        }
        trial.age(phase);
        Future<Look> waiting = threads.submit(() -> trial.look("new"));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        return waiting;
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f43_close_during_a_fetch_frees_who_waits_and_ends_the_thread(Phase phase) throws Exception {
        BlockingQueue<Thread> made = new LinkedBlockingQueue<>();
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Trial trial = Trial.withThread(options -> options.longestWait(Duration.ofSeconds(20))
                        .transportLimits(TransportLimits.of(Duration.ofSeconds(20)))
                        .threadFactory(work -> {
                            Thread thread = new Thread(work);
                            made.add(thread);
                            return thread;
                        }));
                JwksKeySource other = JwksKeySource.builder(trial.server.issuer())
                        .httpClient(trial.server.client())
                        .build()) {
            trial.begin(phase);
            if (phase != Phase.START) {
                assertThat(Look.at(other, "old").key()).isPresent();
            }
            Future<Look> waiting = fetchUnderWay(trial, phase, mayEnd);
            long begin = System.nanoTime();
            trial.keys.close();
            Look freed = waiting.get(20, TimeUnit.SECONDS);
            made.remove().join(20_000);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(took).isLessThan(Duration.ofSeconds(1));
            assertThat(made).isEmpty();
            assertThat(freed.detail()).contains("closed");
            assertThat(trial.look("old").key().isPresent()).isEqualTo(phase == Phase.WARM);
            mayEnd.countDown();
            assertThat(other.warmUp(Duration.ofSeconds(20))).isTrue();
            assertThat(Look.at(other, "old").key()).as("the other source").isPresent();
            matrix.saw(phase, "close: " + (phase == Phase.WARM ? "K" : freed.words()), freed.took(), "-");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f43_two_sources_of_one_issuer_know_nothing_of_each_other(Phase phase) throws Exception {
        try (Trial trial = Trial.withThread(Duration.ofSeconds(20));
                JwksKeySource second = JwksKeySource.builder(trial.server.issuer())
                        .httpClient(trial.server.client())
                        .ticker(trial.ticker)
                        .build()) {
            trial.begin(phase);
            if (phase != Phase.START) {
                assertThat(Look.at(second, "old").key()).isPresent();
            }
            trial.server.publish(Trial.OLD, Trial.NEW);
            if (phase == Phase.WARM) {
                trial.ticker.advance(Trial.FORCED);
            }
            trial.age(phase);
            trial.find(Trial.NEW);
            assertThat(Look.at(second, "new").key()).isPresent();
            int fetches = phase == Phase.START ? 1 : 2;
            assertThat(trial.server.keyRequests()).isEqualTo(2 * fetches);
            assertThat(trial.server.metadataRequests()).isEqualTo(2);
            trial.keys.close();
            assertThat(Look.at(second, "new").key()).isPresent();
            matrix.saw(phase, "two sources: both work", Duration.ZERO, "-");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f43_an_interrupt_ends_one_wait_and_no_other(Phase phase) throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Trial trial = Trial.withThread(Duration.ofSeconds(20))) {
            trial.begin(phase);
            Future<Look> waiting = fetchUnderWay(trial, phase, mayEnd);
            Thread.currentThread().interrupt();
            Look interrupted = trial.look("new");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(interrupted.detail()).contains("interrupted");
            mayEnd.countDown();
            assertThat(waiting.get(20, TimeUnit.SECONDS).key()).isPresent();
            trial.find(Trial.NEW);
            assertThat(trial.failures).isEmpty();
            matrix.saw(phase, "interrupt: the others work", interrupted.took(), "-");
        }
    }

    private static List<Throwable> accidents() {
        return List.of(new OutOfMemoryError("for a test"), new StackOverflowError(), new IllegalStateException());
    }

    private static void happen(Throwable accident) {
        if (accident instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) accident;
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f44_an_accident_in_a_fetch_is_a_failed_fetch(Phase phase) throws Exception {
        for (Throwable accident : accidents()) {
            try (Trial trial = Trial.alone()) {
                trial.prove(
                        matrix,
                        phase,
                        Place.EVERYWHERE,
                        server -> server.afterAnswer(() -> happen(accident)),
                        UnavailabilityReason.INTERNAL_ERROR,
                        accident.getClass().getName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f44_a_text_that_would_exhaust_the_stack_is_no_accident(Phase phase) throws Exception {
        Trial.proveBoth(
                matrix,
                phase,
                good -> Answers.json("{\"keys\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                true,
                "expected one strict JSON object");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f44_an_accident_in_the_listener_changes_nothing(Phase phase) throws Exception {
        for (Throwable accident : accidents()) {
            BlockingQueue<String> told = new LinkedBlockingQueue<>();
            JwksListener listener = new JwksListener() {
                @Override
                public void keysRefreshed(KeysRefreshed event) {
                    told.add("refreshed");
                    happen(accident);
                }

                @Override
                public void refreshFailed(RefreshFailed event) {
                    told.add("failed");
                    happen(accident);
                }

                @Override
                public void keyIdUnknown(String issuer) {
                    told.add("unknown");
                    happen(accident);
                }
            };
            try (Trial trial = Trial.withThread(options -> options.listener(listener))) {
                trial.server.publish(Trial.OLD);
                if (phase != Phase.START) {
                    trial.find(Trial.OLD);
                    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("refreshed");
                    trial.ticker.advance(Trial.REFRESH);
                }
                trial.server.keys(Answers.status(500));
                trial.age(phase);
                assertThat(trial.look("old").key().isPresent()).isEqualTo(phase == Phase.WARM);
                assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("failed");
                trial.server.publish(Trial.OLD, Trial.NEW);
                trial.ticker.advance(Duration.ofSeconds(1));
                trial.find(Trial.OLD);
                assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("refreshed");
                trial.find(Trial.NEW);
                assertThat(trial.look("strange").isUnknown()).isTrue();
                String last = told.poll(20, TimeUnit.SECONDS);
                // The strange id may have caused a fetch.
                assertThat("refreshed".equals(last) ? told.poll(20, TimeUnit.SECONDS) : last)
                        .isEqualTo("unknown");
                matrix.saw(phase, "in the listener: works", Duration.ZERO, "-");
            }
        }
    }
}
