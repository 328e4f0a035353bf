package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.reason.RejectedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the metadata are asked for again, and what they may move. */
class KeySetAddressTest {
    private static final TestKey OLD = TestKey.named("old");
    private static final TestKey NEW = TestKey.named("new");
    private static final String MOVED = FakeIssuer.URL + "/moved";
    private static final Duration REFRESH = Duration.ofSeconds(285);

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

    private void assertFound(TestKey key) {
        try {
            assertThat(keys.key(new KeyRequest(Optional.of(key.keyId()), SignatureAlgorithm.RS256))
                            .publicKey())
                    .isEqualTo(key.publicKey());
        } catch (RejectedException | KeysUnavailableException absent) {
            throw new AssertionError(absent);
        }
    }

    private void becomeWarm() {
        assertFound(OLD);
        assertThat(server.keySetRequests()).isEqualTo(1);
    }

    @Test
    void metadata_are_asked_again_after_a_day() {
        becomeWarm();
        time.advance(Duration.ofHours(24).minus(REFRESH));
        assertThat(server.metadataRequests()).isEqualTo(1);
        time.advance(REFRESH.multipliedBy(2));
        assertThat(server.metadataRequests()).isEqualTo(2);
    }

    @Test
    void metadata_are_asked_again_after_three_failed_fetches_of_keys() {
        becomeWarm();
        server.answering(FetchedDocument.of(404, Map.of(), new byte[0]));
        time.advance(REFRESH);
        time.advance(Duration.ofSeconds(1 + 2));
        assertThat(server.keySetRequests()).isEqualTo(4);
        assertThat(server.metadataRequests()).isEqualTo(1);
        time.advance(Duration.ofSeconds(4));
        assertThat(server.metadataRequests()).isEqualTo(2);
    }

    @Test
    void metadata_are_not_asked_again_while_failures_come_alone() {
        becomeWarm();
        for (int round = 0; round < 3; round++) {
            server.answering(FetchedDocument.of(404, Map.of(), new byte[0]));
            time.advance(REFRESH);
            time.advance(Duration.ofSeconds(1));
            server.publishing(OLD);
            time.advance(Duration.ofSeconds(2));
            assertThat(keys.health().lastError()).isEmpty();
        }
        assertThat(server.metadataRequests()).isEqualTo(1);
    }

    @Test
    void metadata_that_went_bad_move_nothing_and_are_asked_again_with_the_next_refresh() {
        becomeWarm();
        server.claimingToBe("https://evil.example");
        server.publishing(NEW);
        time.advance(Duration.ofHours(24).plus(REFRESH));

        assertFound(NEW);
        long requests = server.metadataRequests();
        assertThat(requests).isEqualTo(2);
        time.advance(REFRESH);
        assertThat(server.metadataRequests()).isEqualTo(requests + 1);
    }

    @Test
    void a_new_address_is_taken_after_a_day() {
        becomeWarm();
        server.movingKeysTo(MOVED);
        time.advance(Duration.ofHours(25));

        assertFound(OLD);
        assertThat(server.asked(MOVED)).isPositive();
    }

    @Test
    void a_new_address_that_gives_no_keys_does_not_take_the_place_of_one_that_does() {
        becomeWarm();
        server.namingKeysAt(MOVED);
        time.advance(Duration.ofHours(25));
        server.publishing(NEW);
        time.advance(REFRESH);

        assertFound(NEW);
        assertThat(server.asked(MOVED)).isPositive();
    }
}
