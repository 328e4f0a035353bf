package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program can ask of a source from its start to its end, and what it is told. */
@Timeout(30)
class JwksKeySourceLifeTest {
    private static final TestKey OLD = TestKey.named("old");
    private static final TestKey NEW = TestKey.named("new");
    private static final Duration REFRESH = Duration.ofSeconds(285);
    private static final Issuer ISSUER =
            Issuer.gitlab(FakeIssuer.URL).audience("https://api.example.com").build();

    private final FakeIssuer server = new FakeIssuer().publishing(OLD);
    private final FakeTicker ticker = new FakeTicker();
    private final FakeTime time = new FakeTime(ticker);
    private final List<Object> told = new ArrayList<>();
    private final JwksListener listener = new JwksListener() {
        @Override
        public void keysRefreshed(KeysRefreshed event) {
            told.add(event);
        }

        @Override
        public void refreshFailed(RefreshFailed event) {
            told.add(event);
        }

        @Override
        public void keyIdUnknown(String issuer) {
            told.add("unknown key id of " + issuer);
        }
    };
    private final JwksKeySource keys = builder().build();

    private JwksKeySourceBuilder builder() {
        return JwksKeySource.builder(ISSUER)
                .fetcher(server)
                .ticker(ticker)
                .thread(time)
                .chance(() -> 0.5)
                .listener(listener);
    }

    private static VerificationKey find(JwksKeySource keys, String keyId)
            throws RejectedException, KeysUnavailableException {
        return keys.key(new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256));
    }

    private static RejectionReason refusal(JwksKeySource keys, String keyId) {
        return catchThrowableOfType(RejectedException.class, () -> find(keys, keyId))
                .rejection()
                .reason();
    }

    private <T> T lastTold(Class<T> type) {
        assertThat(told).isNotEmpty();
        return type.cast(told.get(told.size() - 1));
    }

    @Nested
    class WarmUp {
        @Test
        void fetches_and_tells_that_there_are_keys() {
            assertThat(keys.warmUp(Duration.ZERO)).isTrue();
            assertThat(keys.warmUp(Duration.ZERO)).isTrue();
            assertThat(server.keySetRequests()).isEqualTo(1);
        }

        @Test
        void does_not_throw_while_the_issuer_is_down_and_the_fetching_goes_on_without_a_token() throws Exception {
            server.goDown();
            assertThat(keys.warmUp(Duration.ZERO)).isFalse();
            server.comeBack();
            time.advance(Duration.ofSeconds(1));

            assertThat(keys.health().ready()).isTrue();
            assertThat(keys.warmUp(Duration.ZERO)).isTrue();
            assertThat(find(keys, "old").publicKey()).isEqualTo(OLD.publicKey());
        }

        @Test
        void waits_for_a_source_with_a_thread_of_its_own() {
            try (JwksKeySource own =
                    JwksKeySource.builder(ISSUER).fetcher(server).build()) {
                assertThat(own.warmUp(Duration.ofSeconds(20))).isTrue();
            }
        }

        @Test
        void takes_a_wait_of_any_length_and_ends_with_the_source() {
            server.goDown();
            JwksKeySource own = JwksKeySource.builder(ISSUER).fetcher(server).build();
            Thread closing = new Thread(own::close);
            own.warmUp(Duration.ZERO);
            closing.start();

            assertThat(own.warmUp(Duration.ofSeconds(Long.MAX_VALUE))).isFalse();
        }

        @Test
        void after_keys_have_grown_too_old_fetches_new_ones() {
            keys.warmUp(Duration.ZERO);
            ticker.advance(Duration.ofHours(2));

            assertThat(keys.warmUp(Duration.ZERO)).isTrue();
            assertThat(server.keySetRequests()).isEqualTo(2);
        }

        @Test
        void ends_when_its_thread_is_interrupted_which_it_stays() {
            server.goDown();
            Thread.currentThread().interrupt();

            assertThat(keys.warmUp(Duration.ofSeconds(20))).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class RefreshNow {
        @Test
        void makes_a_revoked_key_die_at_once() throws Exception {
            find(keys, "old");
            server.publishing(NEW);
            keys.refreshNow();

            assertThat(refusal(keys, "old")).isEqualTo(RejectionReason.KEY_UNKNOWN);
            assertThat(find(keys, "new").publicKey()).isEqualTo(NEW.publicKey());
        }

        @Test
        void tells_when_it_has_failed_and_leaves_the_keys() throws Exception {
            find(keys, "old");
            server.goDown();

            assertThat(catchThrowableOfType(KeysUnavailableException.class, keys::refreshNow)
                            .unavailability()
                            .reason())
                    .isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
            find(keys, "old");
        }

        @Test
        void does_not_wait_for_the_end_of_a_pause_of_our_own() throws Exception {
            server.goDown();
            keys.warmUp(Duration.ZERO);
            server.comeBack();
            keys.refreshNow();

            find(keys, "old");
        }

        @Test
        void leaves_an_issuer_alone_that_has_asked_for_it() {
            server.answering(FetchedDocument.of(429, Map.of("Retry-After", "120"), new byte[0]));
            keys.warmUp(Duration.ZERO);
            server.publishing(OLD);
            time.advance(Duration.ofSeconds(119));
            Unavailability why = catchThrowableOfType(KeysUnavailableException.class, keys::refreshNow)
                    .unavailability();

            assertThat(why.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            assertThat(server.keySetRequests()).isEqualTo(1);
            time.advance(Duration.ofSeconds(1));
            assertThat(keys.health().ready()).isTrue();
        }

        @Test
        void does_not_wait_longer_than_the_issuer_has_asked_for() throws Exception {
            keys.warmUp(Duration.ZERO);
            server.answering(FetchedDocument.of(429, Map.of("Retry-After", "2"), new byte[0]));
            // The last of these fetches has failed a second ago; of our own we would wait for a minute.
            time.advance(REFRESH.plusSeconds(2 + 2 + 4 + 8 + 16 + 32 + 60).plusSeconds(1));
            server.publishing(NEW);
            assertThat(catchThrowableOfType(KeysUnavailableException.class, keys::refreshNow))
                    .isNotNull();
            time.advance(Duration.ofSeconds(1));
            keys.refreshNow();

            find(keys, "new");
        }

        @Test
        void does_not_take_a_fetch_that_had_begun_before_for_an_answer() throws Exception {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch mayEnd = new CountDownLatch(1);
            try (JwksKeySource own = JwksKeySource.builder(ISSUER)
                    .fetcher(uri -> {
                        FetchedDocument before = server.fetch(uri);
                        begun.countDown();
                        awaitUninterrupted(mayEnd);
                        return before;
                    })
                    .build()) {
                own.warmUp(Duration.ZERO);
                begun.await();
                Thread revoking =
                        new Thread(() -> assertThatCode(own::refreshNow).doesNotThrowAnyException());
                server.publishing(NEW);
                revoking.start();
                mayEnd.countDown();
                revoking.join();

                assertThat(refusal(own, "old")).isEqualTo(RejectionReason.KEY_UNKNOWN);
            }
        }
    }

    @Nested
    class Health {
        @Test
        void is_not_ready_before_the_first_fetch_and_plans_none() {
            assertThat(keys.health())
                    .isEqualTo(new JwksHealth(
                            FakeIssuer.URL,
                            false,
                            0,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            assertThat(keys.health().operatorMessage()).isEqualTo("https://gitlab.example.com: not ready, 0 keys");
            assertThat(server.metadataRequests()).isZero();
        }

        @Test
        void is_ready_with_fresh_keys() {
            keys.warmUp(Duration.ZERO);
            time.advance(Duration.ofSeconds(85));

            assertThat(keys.health().operatorMessage())
                    .isEqualTo("https://gitlab.example.com: ready, 1 key, fetched 85 s ago, next fetch in 200 s");
        }

        @Test
        void is_ready_with_stale_keys_and_tells_why_and_since_when_they_are() {
            keys.warmUp(Duration.ZERO);
            server.goDown();
            time.advance(REFRESH.plusMillis(500));

            assertThat(keys.health().ready()).isTrue();
            assertThat(keys.health().staleFor()).contains(Duration.ofMillis(500));
            assertThat(keys.health().nextFetchIn()).contains(Duration.ofMillis(500));
            assertThat(keys.health().lastError().map(Unavailability::reason))
                    .contains(UnavailabilityReason.ISSUER_UNREACHABLE);
            assertThat(keys.health().operatorMessage())
                    .startsWith("https://gitlab.example.com: ready, 1 key, fetched 285 s ago, stale for 0 s, next fetch"
                            + " in 0 s. ISSUER_UNREACHABLE: the key set at");
        }

        @Test
        void is_not_ready_with_keys_that_are_too_old_and_heals_by_itself() {
            keys.warmUp(Duration.ZERO);
            server.goDown();
            time.advance(Duration.ofHours(1).plusNanos(1));
            assertThat(keys.health().ready()).isFalse();
            assertThat(keys.health().keys()).isZero();
            server.comeBack();
            time.advance(Duration.ofMinutes(1));

            assertThat(keys.health().ready()).isTrue();
            assertThat(keys.health().lastError()).isEmpty();
            assertThat(keys.health().staleFor()).isEmpty();
        }
    }

    @Nested
    class Events {
        @Test
        void the_first_keys_are_all_new() {
            keys.warmUp(Duration.ZERO);

            KeysRefreshed event = lastTold(KeysRefreshed.class);
            assertThat(event.issuer()).isEqualTo(FakeIssuer.URL);
            assertThat(event.changed()).isTrue();
            assertThat(event.added()).extracting(VerificationKey::keyId).containsExactly(Optional.of("old"));
            assertThat(event.removed()).isEmpty();
            assertThat(event.metadataFault()).isEmpty();
        }

        @Test
        void an_unchanged_set_is_told_as_such() {
            keys.warmUp(Duration.ZERO);
            time.advance(REFRESH);

            assertThat(told).hasSize(2);
            assertThat(lastTold(KeysRefreshed.class).changed()).isFalse();
        }

        @Test
        void a_rotation_tells_what_came_and_what_went_and_which_keys_are_of_no_use() {
            keys.warmUp(Duration.ZERO);
            server.publishing(("{\"keys\":[" + NEW.jwk() + ",{\"kty\":\"future\",\"kid\":\"odd\"}]}")
                    .getBytes(StandardCharsets.US_ASCII));
            time.advance(REFRESH);

            KeysRefreshed event = lastTold(KeysRefreshed.class);
            assertThat(event.added()).extracting(VerificationKey::keyId).containsExactly(Optional.of("new"));
            assertThat(event.removed()).extracting(VerificationKey::keyId).containsExactly(Optional.of("old"));
            assertThat(event.replacedKeyIds()).isEmpty();
            assertThat(event.keys().unusableKeys()).hasSize(1);
        }

        @Test
        void a_key_replaced_under_its_id_is_told() {
            keys.warmUp(Duration.ZERO);
            server.publishing(new TestKey("old", NEW.publicKey()));
            time.advance(REFRESH);

            assertThat(lastTold(KeysRefreshed.class).replacedKeyIds()).containsExactly("old");
        }

        @Test
        void a_failure_tells_reason_number_and_what_is_left() {
            keys.warmUp(Duration.ZERO);
            server.answering(FetchedDocument.of(503, Map.of(), new byte[0]));
            time.advance(REFRESH.plusSeconds(1));

            RefreshFailed event = lastTold(RefreshFailed.class);
            assertThat(event.issuer()).isEqualTo(FakeIssuer.URL);
            assertThat(event.failuresInARow()).isEqualTo(2);
            assertThat(event.why().reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
            assertThat(event.why().retryAfter()).isEqualTo(Duration.ofSeconds(2));
            assertThat(event.ageOfKeys()).contains(REFRESH.plusSeconds(1));
        }

        @Test
        void without_keys_nothing_is_left() {
            server.goDown();
            keys.warmUp(Duration.ZERO);

            assertThat(lastTold(RefreshFailed.class).ageOfKeys()).isEmpty();
        }

        @Test
        void bad_metadata_beside_good_keys_are_told() {
            keys.warmUp(Duration.ZERO);
            server.claimingToBe("https://evil.example");
            time.advance(Duration.ofHours(24).plus(REFRESH));

            assertThat(lastTold(KeysRefreshed.class).metadataFault().map(Unavailability::reason))
                    .contains(UnavailabilityReason.METADATA_INVALID);
        }

        @Test
        void every_unknown_key_id_is_told() {
            refusal(keys, "other");
            refusal(keys, "other");
            time.advance(Duration.ofSeconds(10));
            refusal(keys, "another");
            refusal(keys, "other");

            assertThat(told.stream().filter(String.class::isInstance))
                    .hasSize(4)
                    .containsOnly("unknown key id of " + FakeIssuer.URL);
        }

        @Test
        void a_listener_that_throws_changes_nothing() throws Exception {
            JwksListener broken = new JwksListener() {
                @Override
                public void keysRefreshed(KeysRefreshed event) {
                    throw new StackOverflowError();
                }

                @Override
                public void keyIdUnknown(String issuer) {
                    throw new IllegalStateException();
                }
            };
            JwksKeySource hardened = builder().listener(broken).build();

            find(hardened, "old");
            assertThat(refusal(hardened, "other")).isEqualTo(RejectionReason.KEY_UNKNOWN);
            time.advance(REFRESH);
            assertThat(server.keySetRequests()).isEqualTo(2);
        }
    }

    @Nested
    class Close {
        @Test
        void leaves_what_is_known_and_fetches_no_more() throws Exception {
            keys.warmUp(Duration.ZERO);
            keys.close();
            keys.close();
            time.advance(Duration.ofHours(1));
            find(keys, "old");
            assertThat(keys.health().nextFetchIn()).isEmpty();
            time.advance(Duration.ofNanos(1));

            Unavailability why = catchThrowableOfType(KeysUnavailableException.class, () -> find(keys, "old"))
                    .unavailability();
            assertThat(why.reason()).isEqualTo(UnavailabilityReason.INTERNAL_ERROR);
            assertThat(why.detail()).contains("closed");
            assertThat(server.keySetRequests()).isEqualTo(1);
        }

        @Test
        void before_the_first_use_leaves_nothing_to_find() {
            JwksKeySource own = JwksKeySource.builder(ISSUER).fetcher(server).build();
            own.close();

            assertThat(own.warmUp(Duration.ZERO)).isFalse();
            assertThat(catchThrowableOfType(KeysUnavailableException.class, () -> find(own, "old")))
                    .hasMessageContaining("closed");
            assertThat(server.metadataRequests()).isZero();
        }

        @Test
        void ends_the_thread_within_a_second_though_it_fetches_and_frees_who_waits() throws Exception {
            CountDownLatch fetching = new CountDownLatch(1);
            CountDownLatch answered = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            JwksKeySource own = JwksKeySource.builder(ISSUER)
                    .fetcher(uri -> {
                        fetching.countDown();
                        awaitUninterrupted(new CountDownLatch(1));
                        // what the fetch gives before whoever waits is told of the end would be given to them
                        Thread.interrupted();
                        awaitUninterrupted(answered);
                        throw new InterruptedIOException();
                    })
                    .threadFactory(work -> {
                        threads.add(new Thread(work));
                        return threads.get(threads.size() - 1);
                    })
                    .build();
            List<Throwable> freed = new ArrayList<>();
            Thread waiting = new Thread(() -> {
                freed.add(catchThrowableOfType(KeysUnavailableException.class, () -> find(own, "old")));
                answered.countDown();
            });
            waiting.start();
            fetching.await();
            own.close();
            waiting.join(1_000);
            for (Thread thread : threads) {
                thread.join(1_000);
                assertThat(thread.isAlive()).isFalse();
            }

            assertThat(threads).hasSize(1);
            assertThat(freed).hasSize(1);
            assertThat(freed.get(0)).hasMessageContaining("closed");
        }
    }

    /** Ends at an interruption, as a fetcher should. */
    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
