package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When keys are fetched, kept and given up; one thread. */
class KeySetCacheTest {
    private static final TestKey OLD = TestKey.named("old");
    private static final TestKey NEW = TestKey.named("new");
    private static final Duration A_MOMENT = Duration.ofNanos(1);
    private static final Duration REFRESH = Duration.ofSeconds(285);
    private static final Duration STALENESS = Duration.ofHours(1);
    private static final Duration FORCED = Duration.ofSeconds(10);

    private final FakeIssuer server = new FakeIssuer().publishing(OLD);
    private final FakeTicker ticker = new FakeTicker();
    private final FakeTime time = new FakeTime(ticker);
    private final JwksKeySource keys = JwksKeySource.builder(Issuer.gitlab(FakeIssuer.URL)
                    .audience("https://api.example.com")
                    .build())
            .fetcher(server)
            .ticker(ticker)
            .thread(time)
            .chance(() -> 0.5)
            .build();

    private static KeyRequest request(String keyId) {
        return new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256);
    }

    private void assertFound(TestKey key) {
        try {
            assertThat(keys.key(request(key.keyId())).publicKey()).isEqualTo(key.publicKey());
        } catch (RejectedException | KeysUnavailableException absent) {
            throw new AssertionError(absent);
        }
    }

    private void assertUnknown(String keyId) {
        assertRefused(keyId, RejectionReason.KEY_UNKNOWN);
    }

    private void assertRefused(String keyId, RejectionReason reason) {
        RejectedException refusal = catchThrowableOfType(RejectedException.class, () -> keys.key(request(keyId)));
        assertThat(refusal.rejection().reason()).isEqualTo(reason);
    }

    private Unavailability unavailability(String keyId) {
        return catchThrowableOfType(KeysUnavailableException.class, () -> keys.key(request(keyId)))
                .unavailability();
    }

    private void becomeWarm() {
        assertFound(OLD);
        assertThat(server.keySetRequests()).isEqualTo(1);
    }

    @Nested
    class FirstUse {
        @Test
        void nothing_is_fetched_before_the_first_token() {
            assertThat(server.metadataRequests()).isZero();
        }

        @Test
        void the_first_token_fetches_metadata_and_keys_once() {
            assertFound(OLD);
            assertFound(OLD);

            assertThat(server.metadataRequests()).isEqualTo(1);
            assertThat(server.keySetRequests()).isEqualTo(1);
        }

        @Test
        void a_failure_is_told_with_the_time_of_the_next_try() {
            server.goDown();

            Unavailability why = unavailability("old");
            assertThat(why.reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
            assertThat(why.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            unavailability("old");
            assertThat(server.metadataRequests()).isEqualTo(1);
            assertThat(why.detail()).contains("the metadata at \"https://gitlab.example.com/.well-known");
        }

        @Test
        void failures_are_followed_by_pauses_from_one_second_doubled_to_a_minute() {
            server.goDown();
            unavailability("old");
            for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
                long before = server.metadataRequests();
                assertThat(unavailability("old").retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
                time.advance(Duration.ofSeconds(seconds).minus(A_MOMENT));
                unavailability("old");
                assertThat(server.metadataRequests()).isEqualTo(before);
                time.advance(A_MOMENT);
                assertThat(server.metadataRequests()).isEqualTo(before + 1);
            }
            server.comeBack();
            time.advance(Duration.ofMinutes(1));
            assertThat(server.keySetRequests()).isEqualTo(1);
            assertFound(OLD);
        }

        @Test
        void an_unknown_key_id_is_refused_without_a_second_fetch() {
            assertUnknown("other");

            assertThat(server.keySetRequests()).isEqualTo(1);
        }

        @Test
        void a_set_without_a_usable_key_is_no_set() {
            server.publishing("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"old\"}]}"
                    .getBytes(StandardCharsets.US_ASCII));

            Unavailability why = unavailability("other");
            assertThat(why.reason()).isEqualTo(UnavailabilityReason.KEY_SET_INVALID);
            assertThat(why.detail()).contains("symmetric member k").doesNotContain("AAAA");
        }

        @Test
        void a_token_that_names_an_unfit_key_of_such_a_set_is_refused() {
            server.publishing("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"old\"}]}"
                    .getBytes(StandardCharsets.US_ASCII));

            assertRefused("old", RejectionReason.KEY_UNUSABLE);
            server.publishing(OLD);
            time.advance(Duration.ofSeconds(1));
            assertFound(OLD);
        }
    }

    @Nested
    class Refresh {
        @Test
        void fresh_keys_are_not_fetched_again() {
            becomeWarm();
            time.advance(REFRESH.minus(A_MOMENT));
            assertFound(OLD);

            assertThat(server.keySetRequests()).isEqualTo(1);
        }

        @Test
        void keys_are_fetched_again_after_the_interval_without_a_token_and_without_metadata() {
            becomeWarm();
            time.advance(REFRESH);
            assertThat(server.keySetRequests()).isEqualTo(2);
            time.advance(REFRESH);
            assertThat(server.keySetRequests()).isEqualTo(3);
            assertThat(server.metadataRequests()).isEqualTo(1);
        }

        @Test
        void a_revoked_key_dies_with_the_next_refresh() {
            becomeWarm();
            server.publishing(NEW);
            assertFound(OLD);
            time.advance(REFRESH);

            assertUnknown("old");
            assertFound(NEW);
        }

        @Test
        void a_key_replaced_under_its_id_changes_with_the_next_refresh() {
            TestKey replaced = new TestKey("old", NEW.publicKey());
            becomeWarm();
            server.publishing(replaced);
            time.advance(REFRESH.minus(A_MOMENT));
            assertFound(OLD);
            time.advance(A_MOMENT);

            assertFound(replaced);
        }

        @Test
        void an_outage_leaves_the_keys_until_the_staleness_limit() {
            becomeWarm();
            server.goDown();
            time.advance(STALENESS);
            assertFound(OLD);
            time.advance(A_MOMENT);

            assertThat(unavailability("old").reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
            server.comeBack();
            time.advance(Duration.ofMinutes(1));
            assertFound(OLD);
        }

        @Test
        void a_failed_refresh_is_not_tried_again_before_its_pause_is_over() {
            becomeWarm();
            server.goDown();
            time.advance(REFRESH);
            assertFound(OLD);
            time.advance(Duration.ofSeconds(1).minus(A_MOMENT));
            assertFound(OLD);
            assertThat(server.keySetRequests()).isEqualTo(2);
            time.advance(A_MOMENT);
            assertFound(OLD);
            assertThat(server.keySetRequests()).isEqualTo(3);
        }

        @Test
        void what_is_no_good_set_never_replaces_one() {
            becomeWarm();
            for (FetchedDocument bad : new FetchedDocument[] {
                FetchedDocument.json("{\"keys\":[]}".getBytes(StandardCharsets.US_ASCII)),
                FetchedDocument.json("{\"keys\":[{\"kty\":\"future\"}]}".getBytes(StandardCharsets.US_ASCII)),
                FetchedDocument.json(new byte[0]),
                FetchedDocument.of(204, Map.of("Content-Type", "application/json"), new byte[0]),
                FetchedDocument.of(200, Map.of("Content-Type", "text/html"), new byte[0]),
            }) {
                server.answering(bad);
                long before = server.keySetRequests();
                time.advance(REFRESH);
                assertThat(server.keySetRequests()).isEqualTo(before + 1);
                assertThat(keys.health().lastError()).isPresent();
                assertFound(OLD);
                server.publishing(OLD);
                time.advance(Duration.ofSeconds(1));
                assertThat(keys.health().lastError()).isEmpty();
            }
        }

        @Test
        void after_a_long_sleep_the_first_call_fetches_before_it_answers() {
            becomeWarm();
            server.publishing(NEW);
            ticker.advance(Duration.ofHours(2));

            assertUnknown("old");
            assertThat(server.keySetRequests()).isEqualTo(2);
        }

        @Test
        void after_a_short_sleep_the_first_call_fetches_too() {
            becomeWarm();
            server.publishing(NEW);
            ticker.advance(REFRESH);
            assertFound(OLD);

            assertThat(server.keySetRequests()).isEqualTo(2);
            assertUnknown("old");
        }

        @Test
        void a_set_in_which_every_id_is_ambiguous_replaces_nothing() {
            becomeWarm();
            server.publishing(new TestKey("x", OLD.publicKey()), new TestKey("x", NEW.publicKey()));
            time.advance(REFRESH);

            assertFound(OLD);
            assertThat(keys.health().lastError().map(Unavailability::detail))
                    .hasValueSatisfying(detail -> assertThat(detail)
                            .contains("2 that may not; the first is one of several different keys of one kid"));
        }

        @Test
        void an_unchanged_set_is_not_read_again() throws Exception {
            becomeWarm();
            Object before = keys.key(request("old"));
            time.advance(REFRESH);

            assertThat(server.keySetRequests()).isEqualTo(2);
            assertThat(keys.key(request("old"))).isSameAs(before);
        }
    }

    @Nested
    class UnknownKeyId {
        @Test
        void a_new_key_works_at_once_ten_seconds_after_the_last_fetch() {
            becomeWarm();
            server.publishing(OLD, NEW);
            time.advance(FORCED);

            assertFound(NEW);
            assertFound(OLD);
        }

        @Test
        void a_flood_causes_one_fetch_in_ten_seconds() {
            becomeWarm();
            for (int tenths = 0; tenths < 600; tenths++) {
                time.advance(Duration.ofMillis(100));
                assertUnknown("random" + tenths);
            }

            assertThat(server.keySetRequests()).isEqualTo(7);
            time.advance(FORCED.minus(Duration.ofMillis(100)));
            server.publishing(OLD, NEW);
            time.advance(Duration.ofMillis(100));
            assertFound(NEW);
        }

        @Test
        void a_flood_with_one_id_causes_no_more_and_a_new_key_of_that_id_is_found() {
            becomeWarm();
            for (int tenths = 0; tenths < 600; tenths++) {
                time.advance(Duration.ofMillis(100));
                assertUnknown("new");
            }
            assertThat(server.keySetRequests()).isEqualTo(7);
            server.publishing(OLD, NEW);
            time.advance(FORCED);
            catchThrowableOfType(RejectedException.class, () -> keys.key(request("new")));

            assertFound(NEW);
        }

        @Test
        void a_timed_refresh_does_not_use_up_what_a_new_key_needs() {
            becomeWarm();
            time.advance(REFRESH);
            server.publishing(OLD, NEW);

            assertFound(NEW);
        }

        @Test
        void nor_does_a_warm_up() {
            keys.warmUp(Duration.ZERO);
            server.publishing(OLD, NEW);

            assertFound(NEW);
        }

        @Test
        void during_an_outage_nobody_can_know_it() {
            becomeWarm();
            server.goDown();
            time.advance(FORCED);

            assertThat(unavailability("new").reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
            assertThat(unavailability("new").reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
            assertThat(server.keySetRequests()).isEqualTo(2);
            assertFound(OLD);
        }

        @Test
        void an_id_that_was_looked_for_in_vain_is_refused_for_a_minute_of_an_outage_too() {
            becomeWarm();
            time.advance(FORCED);
            assertUnknown("other");
            server.goDown();
            time.advance(FORCED);

            assertUnknown("other");
            assertThat(server.keySetRequests()).isEqualTo(3);
            time.advance(Duration.ofSeconds(51));
            assertThat(unavailability("other").reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
        }

        @Test
        void no_more_than_a_thousand_such_ids_are_remembered_and_no_long_ones() {
            String longId = "x".repeat(257);
            becomeWarm();
            time.advance(FORCED);
            assertUnknown(longId);
            server.goDown();
            time.advance(FORCED);

            assertThat(unavailability(longId)).isNotNull();
        }

        @Test
        void after_many_failures_the_pause_counts_for_it_too() {
            becomeWarm();
            server.goDown();
            time.advance(REFRESH);
            time.advance(Duration.ofSeconds(1 + 2 + 4 + 8 + 16 + 32));
            long requests = server.keySetRequests();
            time.advance(Duration.ofSeconds(59));

            assertThat(unavailability("new").retryAfter()).isEqualTo(Duration.ofSeconds(1));
            assertThat(server.keySetRequests()).isEqualTo(requests);
        }

        @Test
        void an_unusable_key_causes_no_fetch() {
            server.publishing(("{\"keys\":[" + OLD.jwk() + ",{\"kty\":\"future\",\"kid\":\"odd\"}]}")
                    .getBytes(StandardCharsets.US_ASCII));
            becomeWarm();
            time.advance(FORCED);

            RejectedException refusal = catchThrowableOfType(RejectedException.class, () -> keys.key(request("odd")));
            assertThat(refusal.rejection().reason()).isEqualTo(RejectionReason.KEY_UNUSABLE);
            assertThat(server.keySetRequests()).isEqualTo(1);
        }

        @Test
        void a_token_without_key_id_causes_no_fetch() {
            server.publishing(OLD, NEW);
            becomeWarm();
            time.advance(FORCED);

            RejectedException refusal = catchThrowableOfType(
                    RejectedException.class,
                    () -> keys.key(new KeyRequest(Optional.empty(), SignatureAlgorithm.RS256)));
            assertThat(refusal.rejection().reason()).isEqualTo(RejectionReason.KEY_UNKNOWN);
            assertThat(server.keySetRequests()).isEqualTo(1);
        }
    }

    @Test
    void a_closed_source_serves_what_it_knows_and_fetches_no_more() {
        becomeWarm();
        keys.close();
        keys.close();
        time.advance(STALENESS);
        assertFound(OLD);
        time.advance(A_MOMENT);

        assertThat(unavailability("old").detail()).contains("closed");
        assertThat(server.keySetRequests()).isEqualTo(1);
    }
}
