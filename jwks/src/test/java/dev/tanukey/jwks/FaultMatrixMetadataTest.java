package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.jwks.Trial.Place;
import dev.tanukey.reason.UnavailabilityReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows F25 to F29 of docs/fault-matrix.md: metadata and key set that do not agree. Over real sockets and TLS. */
@Timeout(60)
class FaultMatrixMetadataTest {
    private static final String MOVED = "/oauth/discovery/moved";

    @RegisterExtension
    private final MatrixRecord matrix = new MatrixRecord();

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f25_metadata_of_another_issuer_are_not_believed(Phase phase) throws Exception {
        for (String change : List.of("/", "UPPER", "OTHER", "")) {
            try (Trial trial = Trial.alone()) {
                String url = trial.server.url();
                String named =
                        switch (change) {
                            case "/" -> url + "/";
                            case "UPPER" -> url.replace("gitlab", "GitLab");
                            case "OTHER" -> "https://evil.example";
                            default -> "";
                        };
                trial.prove(
                        matrix,
                        phase,
                        Place.METADATA,
                        server -> server.metadata(Answers.json(FaultyGitLab.metadata(named, url + MOVED))),
                        UnavailabilityReason.METADATA_INVALID,
                        "expected the issuer \"" + url + "\", letter by letter");
                assertThat(trial.server.otherRequests())
                        .as("at the new address")
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "START")
    void f25_without_believable_metadata_no_key_set_is_asked_for(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.metadata(Answers.json(
                    FaultyGitLab.metadata(trial.server.url() + "/", trial.server.url() + FaultyGitLab.KEYS_PATH)));
            trial.time.advance(Duration.ofSeconds(1));
            assertThat(trial.look("old").reason()).contains(UnavailabilityReason.METADATA_INVALID);
            trial.time.advance(Duration.ofMinutes(1));

            assertThat(trial.server.metadataRequests()).isEqualTo(6);
            assertThat(trial.server.keyRequests()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "STALE")
    void f25_bad_metadata_do_not_take_away_the_address_that_was_believed(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.metadata(
                    Answers.json(FaultyGitLab.metadata("https://evil.example", trial.server.url() + MOVED)));
            trial.ticker.advance(Duration.ofHours(24));
            Look look = trial.find(Trial.OLD);
            assertThat(trial.nextRefresh().metadataFault().orElseThrow().reason())
                    .isEqualTo(UnavailabilityReason.METADATA_INVALID);
            assertThat(trial.server.metadataRequests()).isEqualTo(2);
            assertThat(trial.server.otherRequests()).isZero();
            matrix.saw(phase, "works from the known address, if that has keys", look.took(), "-");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f26_a_jwks_uri_on_another_origin_is_never_asked(Phase phase) throws Exception {
        for (String target : List.of(
                "https://other.example.com:PORT/keys",
                "https://gitlab.example.com:1/keys",
                "http://127.0.0.1:HTTP/keys",
                "http://localhost:HTTP/keys",
                "file:///etc/hostname",
                FaultyGitLab.KEYS_PATH,
                "//other.example.com:PORT/keys",
                "https://gitlab.example.com:SAME@other.example.com:PORT/keys",
                "https://user:pass@gitlab.example.com:SAME" + FaultyGitLab.KEYS_PATH,
                "https://gitlab.example.com:SAME" + FaultyGitLab.KEYS_PATH + "#x",
                "https://gitlab.example.com.:SAME/keys",
                "")) {
            try (Trial trial = Trial.alone();
                    FaultyGitLab other = trial.server.neighbour();
                    ServerSocketChannel http = ServerSocketChannel.open()) {
                http.configureBlocking(false);
                http.bind(new InetSocketAddress("127.0.0.1", 0));
                other.heal(Trial.OLD);
                other.show(FaultyGitLab.certificateFor("other.example.com").build());
                String jwksUri = target.replace("PORT", "" + other.port())
                        .replace("SAME", "" + trial.server.port())
                        .replace("HTTP", "" + http.socket().getLocalPort());
                trial.prove(
                        matrix,
                        phase,
                        Place.METADATA,
                        server -> {
                            server.resolve(name -> List.of(
                                    InetAddress.getByName(name.equals(FaultyGitLab.NAME) ? "127.0.0.1" : "127.0.0.2")));
                            server.metadata(Answers.json(FaultyGitLab.metadata(server.url(), jwksUri)));
                        },
                        UnavailabilityReason.METADATA_INVALID,
                        "expected a jwks_uri on " + trial.server.url());
                assertThat(other.connections()).isZero();
                assertThat(http.accept()).isNull();
                assertThat(trial.server.otherRequests()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f27_either_endpoint_may_be_down_alone(Phase phase) throws Exception {
        Trial.proveBoth(matrix, phase, good -> Answers.status(502), false, "came 502");
        Trial.proveBoth(matrix, phase, good -> connection -> connection.reset(), false, "came none");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f28_a_key_set_that_moves_on_its_origin_is_found_after_three_failures(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.moveKeysTo(MOVED);
            trial.server.heal(Trial.OLD, Trial.NEW);
            trial.age(phase);
            Duration waited = Duration.ZERO;
            if (phase == Phase.WARM) {
                trial.time.advance(Trial.REFRESH);
            }
            while (trial.refreshes.isEmpty()) {
                Look look = trial.look("old");
                if (phase == Phase.WARM) {
                    assertThat(look.key()).isPresent();
                }
                if (trial.refreshes.isEmpty()) {
                    waited = waited.plus(trial.time.untilNext());
                    trial.time.advance(trial.time.untilNext());
                }
            }
            assertThat(trial.failures).hasSize(phase == Phase.START ? 0 : 3);
            assertThat(waited).isEqualTo(Duration.ofSeconds(phase == Phase.START ? 0 : 1 + 2 + 4));
            trial.find(Trial.OLD);
            trial.find(Trial.NEW);
            assertThat(trial.server.metadataRequests()).isEqualTo(phase == Phase.START ? 1 : 2);
            assertThat(trial.keys.health().lastError()).isEmpty();
            matrix.saw(
                    phase,
                    phase == Phase.STALE ? "U unreachable, then works" : "works",
                    Duration.ZERO,
                    phase == Phase.START ? "-" : waited.toSeconds() + " s and 3 failures");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "WARM")
    void f28_a_key_set_that_moves_while_the_old_address_still_answers_is_found_within_a_day(Phase phase)
            throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.metadata(Answers.json(FaultyGitLab.metadata(trial.server.url(), trial.server.url() + MOVED)));
            trial.time.advance(Duration.ofHours(24).minus(Trial.REFRESH));
            trial.find(Trial.OLD);
            assertThat(trial.server.metadataRequests()).isEqualTo(1);
            trial.server.moveKeysTo(MOVED);
            trial.server.otherKeys(Answers.json(TestKey.set(Trial.OLD)));
            trial.server.publish(Trial.OLD, Trial.NEW);
            trial.time.advance(Trial.REFRESH.plus(Duration.ofMinutes(5)));

            trial.find(Trial.NEW);
            assertThat(trial.server.metadataRequests()).isEqualTo(2);
            assertThat(trial.failures).isEmpty();
            matrix.saw(phase, "works", Duration.ZERO, "24 h without a failure");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f29_two_servers_with_different_sets_cause_no_thrashing(Phase phase) throws Exception {
        proveFlapping(phase, TestKey.set(Trial.OLD), TestKey.set(Trial.NEW));
        proveFlapping(phase, TestKey.set(Trial.OLD), TestKey.set(Trial.OLD, Trial.NEW));
    }

    /** Asks each second for both keys while two servers answer in turn. */
    private void proveFlapping(Phase phase, String oneSet, String otherSet) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            AtomicInteger turn = new AtomicInteger(phase == Phase.START ? 0 : 1);
            trial.server.keys(connection -> Answers.json(turn.getAndIncrement() % 2 == 0 ? oneSet : otherSet)
                    .give(connection));
            trial.age(phase);
            int before = trial.server.keyRequests();
            int longestGap = 0;
            int[] gap = {0, 0};
            for (int second = 0; second < 300; second++) {
                for (int i = 0; i < 2; i++) {
                    TestKey key = i == 0 ? Trial.OLD : Trial.NEW;
                    gap[i] = trial.look(key.keyId()).key().isPresent() ? 0 : gap[i] + 1;
                    longestGap = Math.max(longestGap, gap[i]);
                }
                trial.time.advance(Duration.ofSeconds(1));
            }
            assertThat(longestGap).as("seconds without one of the keys").isLessThanOrEqualTo(11);
            assertThat(trial.server.keyRequests() - before)
                    .as("in five minutes")
                    .isLessThanOrEqualTo(31);
            assertThat(trial.failures).isEmpty();
            trial.server.heal(Trial.OLD, Trial.NEW);
            trial.time.advance(Trial.FORCED);
            trial.look("new");
            trial.look("old");
            trial.find(Trial.OLD);
            trial.find(Trial.NEW);
            matrix.saw(phase, "works, a key is missing for at most 11 s", Duration.ZERO, "10 s");
        }
    }
}
