package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who fetches, who waits and who does not. */
@Timeout(30)
class KeySetCacheThreadsTest {
    private static final TestKey OLD = TestKey.named("old");
    private static final TestKey NEW = TestKey.named("new");
    private static final int THREADS = 50;

    private final FakeIssuer server = new FakeIssuer().publishing(OLD);
    private final FakeTicker ticker = new FakeTicker();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CountDownLatch fetchBegun = new CountDownLatch(1);
    private final CountDownLatch fetchMayEnd = new CountDownLatch(1);

    private final List<JwksKeySource> sources = new ArrayList<>();

    @AfterEach
    void endThreads() {
        sources.forEach(JwksKeySource::close);
        fetchMayEnd.countDown();
        threads.shutdownNow();
    }

    private JwksKeySource keys(Duration longestWait, JwksFetcher fetcher) {
        JwksKeySource keys = JwksKeySource.builder(Issuer.gitlab(FakeIssuer.URL)
                        .audience("https://api.example.com")
                        .build())
                .fetcher(fetcher)
                .ticker(ticker)
                .longestWait(longestWait)
                .build();
        sources.add(keys);
        return keys;
    }

    private FetchedDocument fetchSlowly(java.net.URI uri) throws IOException {
        fetchBegun.countDown();
        await(fetchMayEnd);
        return server.fetch(uri);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private static Callable<VerificationKey> lookUp(JwksKeySource keys, String keyId) {
        return () -> keys.key(new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256));
    }

    private void fiftyThreadsFind(JwksKeySource keys, TestKey key, CountDownLatch started) throws Exception {
        List<Future<VerificationKey>> answers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            answers.add(threads.submit(() -> {
                started.countDown();
                return lookUp(keys, key.keyId()).call();
            }));
        }
        for (Future<VerificationKey> answer : answers) {
            assertThat(answer.get().publicKey()).isEqualTo(key.publicKey());
        }
    }

    @Test
    void fifty_threads_at_a_cold_start_cause_one_request_for_metadata_and_one_for_keys() throws Exception {
        CountDownLatch started = new CountDownLatch(THREADS);
        JwksKeySource keys = keys(Duration.ofSeconds(20), uri -> {
            await(started);
            return server.fetch(uri);
        });

        fiftyThreadsFind(keys, OLD, started);
        assertThat(server.metadataRequests()).isEqualTo(1);
        assertThat(server.keySetRequests()).isEqualTo(1);
    }

    @Test
    void fifty_threads_with_a_new_key_share_one_fetch() throws Exception {
        CountDownLatch started = new CountDownLatch(THREADS);
        JwksKeySource keys = keys(Duration.ofSeconds(20), uri -> {
            if (server.keySetRequests() > 0) {
                await(started);
            }
            return server.fetch(uri);
        });
        lookUp(keys, "old").call();
        server.publishing(NEW);
        ticker.advance(Duration.ofSeconds(10));

        fiftyThreadsFind(keys, NEW, started);
        assertThat(server.keySetRequests()).isEqualTo(2);
    }

    @Test
    void a_known_key_waits_for_nobody_else() throws Exception {
        List<JwksFetcher> now = new ArrayList<>(List.of(server));
        JwksKeySource keys =
                keys(Duration.ofSeconds(20), uri -> now.get(now.size() - 1).fetch(uri));
        lookUp(keys, "old").call();
        now.add(this::fetchSlowly);
        ticker.advance(Duration.ofMinutes(5));
        assertThat(lookUp(keys, "old").call().publicKey()).isEqualTo(OLD.publicKey());
        await(fetchBegun);

        assertThat(lookUp(keys, "old").call().publicKey()).isEqualTo(OLD.publicKey());
        assertThat(keys.health().nextFetchIn()).contains(Duration.ZERO);
        assertThat(server.keySetRequests()).isEqualTo(1);
    }

    @Test
    void a_new_key_is_found_though_its_token_met_a_refresh_that_had_begun_before() throws Exception {
        JwksKeySource keys = keysHandedOverLate(3);
        keys.warmUp(Duration.ofSeconds(20));
        ticker.advance(Duration.ofMinutes(5));
        lookUp(keys, "old").call();
        await(fetchBegun);
        server.publishing(NEW);

        assertThat(answerAfterTheFetch(keys, Optional.of("new")).publicKey()).isEqualTo(NEW.publicKey());
    }

    @Test
    void a_new_key_is_found_though_its_token_met_the_warm_up_that_had_begun_before() throws Exception {
        JwksKeySource keys = keysHandedOverLate(2);
        keys.warmUp(Duration.ZERO);
        await(fetchBegun);
        server.publishing(NEW);

        assertThat(answerAfterTheFetch(keys, Optional.of("new")).publicKey()).isEqualTo(NEW.publicKey());
        assertThat(server.keySetRequests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"old,FOUND", "odd,KEY_UNUSABLE", ",KEY_UNKNOWN"})
    void a_token_that_a_later_set_could_not_help_causes_no_fetch_after_the_warm_up(
            @Nullable String keyId, String outcome) throws Exception {
        server.publishing(("{\"keys\":[" + OLD.jwk() + "," + NEW.jwk() + ",{\"kty\":\"future\",\"kid\":\"odd\"}]}")
                .getBytes(StandardCharsets.US_ASCII));
        JwksKeySource keys = keysHandedOverLate(2);
        keys.warmUp(Duration.ZERO);
        await(fetchBegun);

        assertThat(outcomeAfterTheFetch(keys, Optional.ofNullable(keyId))).isEqualTo(outcome);
        assertThat(server.keySetRequests()).isEqualTo(1);
    }

    private String outcomeAfterTheFetch(JwksKeySource keys, Optional<String> keyId) throws Exception {
        try {
            answerAfterTheFetch(keys, keyId);
            return "FOUND";
        } catch (ExecutionException refused) {
            return ((RejectedException) refused.getCause()).rejection().reason().name();
        }
    }

    /** What the n-th request brought is read at once, and late at hand. */
    private JwksKeySource keysHandedOverLate(int n) {
        AtomicInteger fetches = new AtomicInteger();
        return keys(Duration.ofSeconds(20), uri -> {
            FetchedDocument read = server.fetch(uri);
            if (fetches.incrementAndGet() == n) {
                fetchBegun.countDown();
                await(fetchMayEnd);
            }
            return read;
        });
    }

    private VerificationKey answerAfterTheFetch(JwksKeySource keys, Optional<String> keyId) throws Exception {
        FutureTask<VerificationKey> answer =
                new FutureTask<>(() -> keys.key(new KeyRequest(keyId, SignatureAlgorithm.RS256)));
        Thread caller = new Thread(answer);
        caller.setDaemon(true);
        caller.start();
        while (caller.getState() != Thread.State.TIMED_WAITING && !answer.isDone()) {
            Thread.onSpinWait();
        }
        fetchMayEnd.countDown();
        return answer.get();
    }

    @Test
    void a_flood_of_unknown_ids_keeps_nobody_from_refreshing() throws Exception {
        ExecutorService many = Executors.newCachedThreadPool();
        try {
            JwksKeySource keys = keys(Duration.ofSeconds(20), this::fetchSlowly);
            CompletionService<VerificationKey> flood = new ExecutorCompletionService<>(many);
            for (int i = 0; i < 257; i++) {
                flood.submit(lookUp(keys, "other" + i));
            }
            flood.take();
            Future<?> refreshing = threads.submit(() -> {
                keys.refreshNow();
                return "done";
            });
            fetchMayEnd.countDown();

            assertThat(refreshing.get()).isEqualTo("done");
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void an_issuer_that_hangs_at_the_start_stops_neither_the_program_nor_its_neighbours() throws Exception {
        JwksKeySource hanging = keys(Duration.ofSeconds(20), this::fetchSlowly);
        JwksKeySource neighbour = keys(Duration.ofSeconds(20), server);
        assertThat(hanging.warmUp(Duration.ZERO)).isFalse();
        await(fetchBegun);

        assertThat(neighbour.warmUp(Duration.ofSeconds(20))).isTrue();
        assertThat(lookUp(neighbour, "old").call().publicKey()).isEqualTo(OLD.publicKey());
        assertThat(hanging.health().ready()).isFalse();
        fetchMayEnd.countDown();
        assertThat(hanging.warmUp(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void who_has_no_keys_waits_for_a_limited_time() throws Exception {
        JwksKeySource keys = keys(Duration.ofMillis(1), this::fetchSlowly);

        KeysUnavailableException gaveUp = thrownBy(lookUp(keys, "old"));
        assertThat(gaveUp.unavailability().detail()).contains("has not ended within 1 ms");
        assertThat(gaveUp.unavailability().retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_fetch_for_which_there_is_no_thread_keeps_nobody_waiting_and_is_tried_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        for (ThreadFactory poor :
                List.<ThreadFactory>of(work -> asked.getAndIncrement() < 2 ? null : new Thread(work), work -> {
                    if (asked.getAndIncrement() < 2) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(work);
                })) {
            asked.set(0);
            JwksKeySource keys = JwksKeySource.builder(Issuer.gitlab(FakeIssuer.URL)
                            .audience("https://api.example.com")
                            .build())
                    .fetcher(server)
                    .threadFactory(poor)
                    .build();
            sources.add(keys);

            thrownBy(lookUp(keys, "old"));
            thrownBy(lookUp(keys, "old"));
            assertThat(lookUp(keys, "old").call().publicKey()).isEqualTo(OLD.publicKey());
        }
    }

    @Test
    void no_more_than_256_callers_wait() throws Exception {
        ExecutorService many = Executors.newCachedThreadPool();
        try {
            JwksKeySource keys = keys(Duration.ofSeconds(20), this::fetchSlowly);
            CompletionService<VerificationKey> first = new ExecutorCompletionService<>(many);
            for (int i = 0; i < 257; i++) {
                first.submit(lookUp(keys, "old"));
            }

            ExecutionException tooMany = catchThrowableOfType(
                    ExecutionException.class, () -> first.take().get());
            assertThat(tooMany).hasMessageContaining("256 callers wait for the issuer's keys already");
            fetchMayEnd.countDown();
            for (int i = 0; i < 256; i++) {
                assertThat(first.take().get().publicKey()).isEqualTo(OLD.publicKey());
            }
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void an_interrupted_thread_gives_up_alone_and_stays_interrupted() throws Exception {
        JwksKeySource keys = keys(Duration.ofSeconds(20), this::fetchSlowly);
        Future<VerificationKey> fetching = threads.submit(lookUp(keys, "old"));
        await(fetchBegun);

        Thread.currentThread().interrupt();
        KeysUnavailableException gaveUp = thrownBy(lookUp(keys, "old"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(gaveUp.unavailability().detail()).contains("interrupted");
        fetchMayEnd.countDown();
        assertThat(fetching.get().publicKey()).isEqualTo(OLD.publicKey());
    }

    private static KeysUnavailableException thrownBy(Callable<VerificationKey> lookUp) throws Exception {
        try {
            throw new AssertionError("found " + lookUp.call());
        } catch (KeysUnavailableException unavailable) {
            return unavailable;
        } catch (RejectedException refused) {
            throw new AssertionError(refused);
        }
    }
}
