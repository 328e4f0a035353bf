package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.jwks.Trial.Place;
import dev.tanukey.reason.UnavailabilityReason;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows F12 to F24 of docs/fault-matrix.md: TLS, sizes and slowness. Over real sockets. */
@Timeout(60)
class FaultMatrixTransportTest {
    /** In place of five seconds. */
    private static final Duration LIMIT = Duration.ofMillis(750);

    /** Where an answer has to come shortly before the limit. */
    private static final Duration LONGER_LIMIT = Duration.ofSeconds(2);

    /** A body of the greatest length, and on top of it a TLS record, a buffer and what the handshakes take. */
    private static final long MOST_BYTES_READ = (256 + 64) * 1024L;

    @RegisterExtension
    private final MatrixRecord matrix = new MatrixRecord();

    private void proveTls(Phase phase, HeldCertificate shown, String detail) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.prove(
                    matrix,
                    phase,
                    Place.EVERYWHERE,
                    server -> server.show(shown),
                    UnavailabilityReason.ISSUER_UNREACHABLE,
                    detail);
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f12_a_certificate_of_another_name_is_told_as_such(Phase phase) throws Exception {
        for (String name : List.of("other.example.com", "example.com", "*.gitlab.example.com", "127.0.0.1")) {
            proveTls(
                    phase,
                    FaultyGitLab.certificateFor(name).build(),
                    "TLS failed, the certificate is not for this host name");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f13_a_certificate_that_nobody_vouches_for_or_out_of_its_time_is_refused(Phase phase) throws Exception {
        HeldCertificate stranger =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        long now = Instant.now().toEpochMilli();
        long day = Duration.ofDays(1).toMillis();
        Map<String, HeldCertificate> shown = new LinkedHashMap<>();
        shown.put(
                "unknown authority",
                FaultyGitLab.certificateFor(FaultyGitLab.NAME)
                        .signedBy(stranger)
                        .build());
        shown.put(
                "self-signed",
                new HeldCertificate.Builder()
                        .addSubjectAlternativeName(FaultyGitLab.NAME)
                        .build());
        shown.put(
                "expired",
                FaultyGitLab.certificateFor(FaultyGitLab.NAME)
                        .validityInterval(now - 2 * day, now - day)
                        .build());
        shown.put(
                "not yet valid",
                FaultyGitLab.certificateFor(FaultyGitLab.NAME)
                        .validityInterval(now + day, now + 2 * day)
                        .build());
        for (HeldCertificate certificate : shown.values()) {
            proveTls(phase, certificate, "TLS failed; if the certificate comes from a private authority");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f14_old_tls_and_plain_http_are_not_spoken(Phase phase) throws Exception {
        for (FaultyGitLab.Answer greeting : List.of(
                Answers.oldServerHello(1),
                Answers.oldServerHello(2),
                Answers.alertOfProtocolVersion(),
                Answers.json(TestKey.set(Trial.OLD)))) {
            try (Trial trial = Trial.alone()) {
                trial.prove(
                        matrix,
                        phase,
                        Place.EVERYWHERE,
                        server -> server.beforeTls(connection -> {
                            greeting.give(connection.hear());
                            connection.drain();
                        }),
                        UnavailabilityReason.ISSUER_UNREACHABLE,
                        "TLS failed");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f15_another_valid_certificate_is_as_good(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.proveWorks(
                    matrix,
                    phase,
                    server -> server.show(FaultyGitLab.certificateFor(FaultyGitLab.NAME)
                            .rsa2048()
                            .build()));
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f16_a_name_that_leads_to_another_machine_is_refused_by_its_certificate(Phase phase) throws Exception {
        try (Trial trial = Trial.alone();
                FaultyGitLab rebound = trial.server.neighbour()) {
            rebound.heal(Trial.NEW);
            rebound.show(FaultyGitLab.certificateFor("inner.example.com").build());
            trial.prove(
                    matrix,
                    phase,
                    Place.EVERYWHERE,
                    server -> server.resolve(name -> List.of(InetAddress.getByName("127.0.0.2"))),
                    UnavailabilityReason.ISSUER_UNREACHABLE,
                    "the certificate is not for this host name");
            assertThat(rebound.connections()).isPositive();
            assertThat(rebound.metadataRequests() + rebound.keyRequests() + rebound.otherRequests())
                    .as("what it was asked")
                    .isZero();
        }
    }

    private void proveCut(Phase phase, Function<String, FaultyGitLab.Answer> wrong, boolean invalid, String detail)
            throws Exception {
        for (Place place : List.of(Place.METADATA, Place.KEYS)) {
            try (Trial trial = Trial.alone()) {
                trial.prove(
                        matrix,
                        phase,
                        place,
                        server -> Trial.strike(server, place, wrong),
                        invalid ? Trial.invalid(place) : UnavailabilityReason.ISSUER_UNREACHABLE,
                        detail);
                assertThat(trial.server.bytesRead()).as("bytes read").isLessThan(MOST_BYTES_READ);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f17_a_body_that_is_too_long_is_left_where_it_is(Phase phase) throws Exception {
        String most = "expected at most 262144 bytes; came more";
        proveCut(phase, good -> Answers.padded(257 * 1024, good), true, most);
        proveCut(phase, good -> Answers.padded(20 * 1024 * 1024, good), true, most);
        proveCut(phase, good -> Answers.endless(200), true, most);
        proveCut(phase, good -> Answers.endless(500), false, "came 500");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f18_a_gzip_bomb_is_not_unpacked(Phase phase) throws Exception {
        byte[] bomb = Answers.bomb();
        String json = "Content-Type: application/json\r\n";
        proveCut(
                phase,
                good -> Answers.ok(json + "Content-Encoding: gzip\r\n", bomb),
                true,
                "expected no Content-Encoding, since none was asked for");
        proveCut(
                phase,
                good -> Answers.ok(json + "Content-Encoding: identity, gzip\r\n", bomb),
                true,
                "expected no Content-Encoding, since none was asked for");
        proveCut(phase, good -> Answers.ok(json, bomb), true, "expected one strict JSON object");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f19_a_megabyte_of_headers_is_too_much(Phase phase) throws Exception {
        String json = "Content-Type: application/json\r\n";
        String long1 = "X-Long: " + "x".repeat(1024 * 1024) + "\r\n";
        String many = ("X-Many: " + "x".repeat(32) + "\r\n").repeat(10_000);
        proveCut(phase, good -> Answers.ok(json + long1, good), false, "came none that is complete");
        proveCut(phase, good -> Answers.ok(json + many, good), false, "came none that is complete");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f20_silence_ends_with_the_limit_and_known_keys_do_not_wait_for_it(Phase phase) throws Exception {
        try (Trial trial = Trial.withThread(LIMIT)) {
            trial.proveSlow(matrix, phase, server -> server.beforeTls(Answers.silence()), LIMIT);
        }
        try (Trial trial = Trial.withThread(LIMIT)) {
            trial.proveSlow(matrix, phase, server -> server.keys(Answers.silence()), LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "START")
    void f20_silence_of_the_metadata_ends_with_the_limit(Phase phase) throws Exception {
        try (Trial trial = Trial.withThread(LIMIT)) {
            trial.proveSlow(matrix, phase, server -> server.metadata(Answers.silence()), LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f21_a_byte_now_and_then_ends_with_the_limit(Phase phase) throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n";
        for (FaultyGitLab.Answer drip : List.of(
                Answers.dripping(20, "", head + "X: " + "x".repeat(1000)),
                Answers.dripping(20, head + "\r\n", " ".repeat(1000)))) {
            try (Trial trial = Trial.withThread(LIMIT)) {
                trial.proveSlow(matrix, phase, server -> server.keys(drip), LIMIT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f22_an_answer_shortly_before_the_limit_is_good(Phase phase) throws Exception {
        try (Trial trial = Trial.withThread(LONGER_LIMIT)) {
            trial.begin(phase);
            trial.server.keys(Answers.late(1800, Answers.json(TestKey.set(Trial.OLD, Trial.NEW))));
            trial.age(phase);
            if (phase == Phase.WARM) {
                trial.ticker.advance(Trial.REFRESH);
                assertThat(trial.find(Trial.OLD).took()).isLessThan(LONGER_LIMIT.dividedBy(2));
            }
            Look look = trial.find(Trial.NEW);
            assertThat(look.took()).isGreaterThan(Duration.ofMillis(1500));
            assertThat(trial.failures).isEmpty();
            matrix.saw(phase, phase == Phase.WARM ? "K at once, new key works" : "works", look.took(), "-");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f23_a_reset_is_followed_by_one_try_after_the_pause(Phase phase) throws Exception {
        Trial.proveBoth(matrix, phase, Answers::reset, false, "came none");
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.keys(Answers.reset(TestKey.set(Trial.OLD)));
            trial.age(phase);
            int before = trial.server.keyRequests();
            if (phase == Phase.WARM) {
                trial.time.advance(trial.time.untilNext());
            } else {
                trial.look("old");
            }
            assertThat(trial.server.keyRequests()).isEqualTo(before + 1);
            trial.time.advance(Duration.ofSeconds(1).minusNanos(1));
            trial.look("old");
            assertThat(trial.server.keyRequests()).isEqualTo(before + 1);
            trial.time.advance(Duration.ofSeconds(1));
            assertThat(trial.server.keyRequests()).isEqualTo(before + 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f24_a_connection_that_the_server_gives_up_is_met_by_no_request(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.server.metadata(Answers.closing(
                    FaultyGitLab.metadata(trial.server.url(), trial.server.url() + FaultyGitLab.KEYS_PATH)));
            trial.proveWorks(matrix, phase, server -> server.keys(Answers.closing(TestKey.set(Trial.OLD))));
            assertThat(trial.server.connections())
                    .isEqualTo(trial.server.metadataRequests() + trial.server.keyRequests());
        }
    }
}
