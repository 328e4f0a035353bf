package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshot file of a source, from one process to the next. */
class KeySnapshotsTest {
    private static final TestKey OLD = TestKey.named("old");
    private static final TestKey NEW = TestKey.named("new");
    private static final Duration REFRESH = Duration.ofSeconds(285);
    private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");

    @TempDir
    private Path directory;

    private final FakeIssuer server = new FakeIssuer().publishing(OLD);
    private final FakeTicker ticker = new FakeTicker();
    private final FakeTime time = new FakeTime(ticker);
    private final List<String> told = new ArrayList<>();

    private JwksKeySourceBuilder builder() {
        return JwksKeySource.builder(Issuer.gitlab(FakeIssuer.URL)
                        .audience("https://api.example.com")
                        .build())
                .fetcher(server)
                .ticker(ticker)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .thread(time)
                .chance(() -> 0.5)
                .listener(new JwksListener() {
                    @Override
                    public void snapshotFailed(String issuer, String detail) {
                        told.add(detail);
                    }
                });
    }

    private static VerificationKey find(JwksKeySource keys, String keyId)
            throws RejectedException, KeysUnavailableException {
        return keys.key(new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256));
    }

    private JwksKeySource startedAt(Instant instant) {
        return builder()
                .snapshotFile(directory.resolve("keys"))
                .clock(Clock.fixed(instant, ZoneOffset.UTC))
                .build();
    }

    @Test
    void lets_a_start_during_an_outage_find_keys() throws Exception {
        startedAt(NOW).warmUp(Duration.ZERO);
        server.goDown();
        JwksKeySource next = startedAt(NOW.plus(Duration.ofMinutes(40)));

        assertThat(next.health().ready()).isTrue();
        assertThat(next.health().age()).contains(Duration.ofMinutes(40));
        assertThat(find(next, "old").publicKey()).isEqualTo(OLD.publicKey());
        assertThat(server.metadataRequests()).isEqualTo(2);
        time.advance(Duration.ofMinutes(20));
        find(next, "old");
        time.advance(Duration.ofNanos(1));
        assertThat(catchThrowableOfType(KeysUnavailableException.class, () -> find(next, "old")))
                .isNotNull();
    }

    @Test
    void that_is_older_than_a_refresh_serves_only_if_the_issuer_does_not_answer() throws Exception {
        startedAt(NOW).warmUp(Duration.ZERO);
        server.publishing(NEW);
        JwksKeySource next = startedAt(NOW.plus(Duration.ofMinutes(5)));

        assertThat(catchThrowableOfType(RejectedException.class, () -> find(next, "old"))
                        .rejection()
                        .reason())
                .isEqualTo(RejectionReason.KEY_UNKNOWN);
        find(next, "new");
    }

    @Test
    void that_is_older_than_a_refresh_tells_nothing_about_ids_that_are_not_in_it() throws Exception {
        startedAt(NOW).warmUp(Duration.ZERO);
        server.goDown();
        JwksKeySource next = startedAt(NOW.plus(Duration.ofMinutes(5)));

        assertThat(catchThrowableOfType(KeysUnavailableException.class, () -> find(next, "new")))
                .isNotNull();
        find(next, "old");
    }

    @Test
    void that_is_younger_serves_at_once() throws Exception {
        startedAt(NOW).warmUp(Duration.ZERO);
        server.publishing(NEW);
        JwksKeySource next = startedAt(NOW.plus(Duration.ofMinutes(5)).minusNanos(1));

        assertThat(find(next, "old").publicKey()).isEqualTo(OLD.publicKey());
    }

    @Test
    void is_confirmed_by_a_warm_up() {
        startedAt(NOW).warmUp(Duration.ZERO);
        server.publishing(NEW);
        JwksKeySource next = startedAt(NOW.plusSeconds(1));

        assertThat(next.warmUp(Duration.ZERO)).isTrue();
        assertThat(catchThrowableOfType(RejectedException.class, () -> find(next, "old")))
                .isNotNull();
    }

    @Test
    void is_replaced_by_what_the_issuer_publishes_now() {
        startedAt(NOW).warmUp(Duration.ZERO);
        server.publishing(NEW);
        JwksKeySource next = startedAt(NOW.plusSeconds(1));
        next.warmUp(Duration.ZERO);

        assertThat(catchThrowableOfType(RejectedException.class, () -> find(next, "old"))
                        .rejection()
                        .reason())
                .isEqualTo(RejectionReason.KEY_UNKNOWN);
        assertThat(startedAt(NOW.plusSeconds(2)).health().ready()).isTrue();
    }

    @Test
    void keeps_the_time_of_the_last_fetch_also_when_nothing_has_changed() {
        JwksKeySource first = builder()
                .snapshotFile(directory.resolve("keys"))
                .clock(ticker.wallClock(NOW))
                .build();
        first.warmUp(Duration.ZERO);
        time.advance(REFRESH);

        assertThat(startedAt(NOW.plus(REFRESH)).health().age()).contains(Duration.ZERO);
    }

    @Test
    void that_is_too_old_is_told_and_not_used() {
        startedAt(NOW).warmUp(Duration.ZERO);
        told.clear();

        assertThat(startedAt(NOW.plus(Duration.ofHours(1)).plusNanos(1))
                        .health()
                        .ready())
                .isFalse();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("keys fetched within PT1H");
    }

    @Test
    void of_another_issuer_is_told_and_not_used() {
        startedAt(NOW).warmUp(Duration.ZERO);
        JwksKeySource other = JwksKeySource.builder(Issuer.gitlab("https://other.example.com")
                        .audience("https://api.example.com")
                        .build())
                .fetcher(server)
                .snapshotFile(directory.resolve("keys"))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .thread(time)
                .build();

        assertThat(other.health().ready()).isFalse();
    }

    @Test
    void that_cannot_be_written_is_told_and_harms_nothing() throws Exception {
        JwksKeySource nowhere = builder()
                .snapshotFile(directory.resolve("absent").resolve("keys"))
                .build();

        find(nowhere, "old");
        assertThat(told.get(0)).contains("expected a place to write to; came NoSuchFileException");
    }

    @Test
    void never_takes_the_place_of_another_file() throws Exception {
        Path precious = Files.writeString(directory.resolve("keys"), "precious");
        startedAt(NOW).warmUp(Duration.ZERO);

        assertThat(precious).hasContent("precious");
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).contains("came another file. Remove it, or name another path");
    }

    @Test
    void takes_the_place_of_an_empty_file_and_of_a_damaged_snapshot() throws Exception {
        for (String text : List.of("", "tanukey-snapshot 2\n")) {
            Files.writeString(directory.resolve("keys"), text);
            startedAt(NOW).warmUp(Duration.ZERO);

            assertThat(startedAt(NOW).health().ready()).isTrue();
        }
    }

    @Test
    void of_a_failed_fetch_is_not_written() throws Exception {
        server.goDown();
        startedAt(NOW).warmUp(Duration.ZERO);

        assertThat(Files.list(directory)).isEmpty();
    }
}
