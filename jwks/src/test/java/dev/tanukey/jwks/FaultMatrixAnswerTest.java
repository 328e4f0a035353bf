package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.jwks.Trial.Place;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.UnavailabilityReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows F01 to F11 of docs/fault-matrix.md: no answer, and answers that are none. Over real sockets and TLS. */
@Timeout(60)
class FaultMatrixAnswerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @RegisterExtension
    private final MatrixRecord matrix = new MatrixRecord();

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f01_a_host_that_refuses_connections_is_tried_again_after_a_pause(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.prove(
                    matrix,
                    phase,
                    Place.EVERYWHERE,
                    FaultyGitLab::stopListening,
                    UnavailabilityReason.ISSUER_UNREACHABLE,
                    "no connection to the host");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "WARM")
    void f01_an_outage_ends_the_keys_after_an_hour_and_no_sooner(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.stopListening();
            trial.time.advance(Duration.ofHours(1));
            trial.find(Trial.OLD);
            trial.time.advance(Duration.ofNanos(1));
            assertThat(trial.look("old").reason()).contains(UnavailabilityReason.ISSUER_UNREACHABLE);

            // 1, 2, 4, 8, 16, 32 and then 60 seconds apart, since the 285th second
            assertThat(trial.failures).hasSize(1 + 6 + (3600 - 285 - 63) / 60);
            trial.server.heal(Trial.OLD);
            assertThat(trial.time.untilNext()).isLessThanOrEqualTo(Duration.ofMinutes(1));
            trial.time.advance(trial.time.untilNext());
            trial.find(Trial.OLD);
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f02_a_name_that_does_not_resolve_is_no_connection(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.prove(
                    matrix,
                    phase,
                    Place.EVERYWHERE,
                    server -> server.resolve(name -> {
                        throw new UnknownHostException(name);
                    }),
                    UnavailabilityReason.ISSUER_UNREACHABLE,
                    "the host name does not resolve");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f03_a_status_of_refusal_or_failure_takes_no_keys_away(Phase phase) throws Exception {
        for (int status : new int[] {500, 502, 503, 504, 404, 401, 403, 410}) {
            Trial.proveBoth(
                    matrix, phase, good -> Answers.status(status), false, "expected status 200; came " + status);
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f04_retry_after_is_obeyed_for_up_to_five_minutes(Phase phase) throws Exception {
        String inAMinute = date(NOW.plusSeconds(60));
        for (int status : new int[] {429, 503}) {
            obeys(phase, Place.KEYS, Duration.ofSeconds(60), status, "Retry-After: " + inAMinute);
            obeys(phase, Place.KEYS, Duration.ofSeconds(120), status, "Retry-After: 120");
        }
        obeys(phase, Place.METADATA, Duration.ofSeconds(120), 429, "Retry-After: 120");
        obeys(phase, Place.KEYS, Duration.ofMinutes(5), 429, "Retry-After: 315360000");
        obeys(phase, Place.KEYS, Duration.ofMinutes(5), 429, "Retry-After: 99999999999999999999999");
        obeys(phase, Place.KEYS, Duration.ofMinutes(5), 429, "Retry-After: " + date(NOW.plus(Duration.ofDays(3652))));
        // The server's clock is wrong, and its own idea of now tells by how much.
        obeys(
                phase,
                Place.KEYS,
                Duration.ofSeconds(60),
                503,
                "Retry-After: " + inAMinute.replace("2026", "2006"),
                "Date: " + date(NOW).replace("2026", "2006"));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f04_junk_and_the_past_in_retry_after_change_nothing(Phase phase) throws Exception {
        for (String junk : new String[] {"", "-1", "0", "1e9", "soon", "+60", date(NOW.minusSeconds(60))}) {
            obeys(phase, Place.KEYS, Duration.ofSeconds(1), 503, "Retry-After: " + junk);
        }
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private void obeys(Phase phase, Place place, Duration pause, int status, String... headers) throws Exception {
        try (Trial trial = Trial.alone(options -> options.clock(Clock.fixed(NOW, ZoneOffset.UTC)))) {
            trial.begin(phase);
            boolean knownAddress = place == Place.METADATA && phase != Phase.START;
            if (knownAddress) {
                trial.askForMetadataNext();
                trial.server.publish(Trial.OLD);
            }
            Trial.strike(trial.server, place, good -> Answers.status(status, headers));
            trial.age(phase);
            if (phase == Phase.WARM) {
                trial.time.advance(trial.time.untilNext());
            }
            Look look = trial.look("old");
            if (knownAddress) {
                provesMetadataAreLeftAlone(trial, pause);
            } else {
                assertThat(look.isUnavailable()).isEqualTo(phase != Phase.WARM);
                provesIssuerIsLeftAlone(trial, pause);
            }
            matrix.saw(phase, phase == Phase.WARM ? "K" : look.words(), look.took(), words(pause));
        }
    }

    private static String words(Duration pause) {
        return pause.toSeconds() + " s";
    }

    private static void provesIssuerIsLeftAlone(Trial trial, Duration pause) {
        boolean asked = pause.compareTo(Duration.ofSeconds(1)) > 0;
        int connections = trial.server.connections();
        trial.time.advance(pause.minusNanos(1));
        trial.look("old");
        Look strange = trial.look("strange");
        assertThat(strange.isUnavailable()).isTrue();
        assertThat(strange.unavailability().orElseThrow().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        if (asked) {
            assertThat(catchRefreshNow(trial)).isTrue();
        }
        assertThat(trial.server.connections()).as("while left alone").isEqualTo(connections);
        trial.server.heal(Trial.OLD, Trial.NEW);
        trial.time.advance(Duration.ofNanos(1));
        trial.find(Trial.NEW);
        trial.find(Trial.OLD);
    }

    private static boolean catchRefreshNow(Trial trial) {
        try {
            trial.keys.refreshNow();
            return false;
        } catch (KeysUnavailableException leftAlone) {
            return true;
        }
    }

    /** The keys come from where they were, and the metadata are asked for again when that is allowed. */
    private static void provesMetadataAreLeftAlone(Trial trial, Duration pause) {
        int requests = trial.server.metadataRequests();
        trial.time.advance(pause.minusNanos(1));
        trial.look("strange");
        trial.find(Trial.OLD);
        assertThat(trial.server.metadataRequests()).isEqualTo(requests);
        trial.server.heal(Trial.OLD, Trial.NEW);
        trial.time.advance(Duration.ofSeconds(10));
        trial.find(Trial.NEW);
        assertThat(trial.server.metadataRequests()).isEqualTo(requests + 1);
        assertThat(trial.keys.health().lastError()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f05_an_empty_or_useless_set_never_replaces_good_keys(Phase phase) throws Exception {
        TestKey key = Trial.NEW;
        for (String useless : new String[] {
            "",
            "{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"x\"}",
            "{\"kty\":\"future\"},{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AAAA\"}",
            key.jwk().replace("\"sig\"", "\"enc\""),
            key.jwk().replace("\"RS256\"", "\"HS256\""),
            key.jwk().replace("AQAB", "Aw"),
            "1,null,\"x\",[],{}",
        }) {
            try (Trial trial = Trial.alone()) {
                trial.prove(
                        matrix,
                        phase,
                        Place.KEYS,
                        server -> server.keys(Answers.json("{\"keys\":[" + useless + "]}")),
                        UnavailabilityReason.KEY_SET_INVALID,
                        "expected at least one key that may verify");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f06_what_is_no_json_object_is_no_answer(Phase phase) throws Exception {
        for (String body : new String[] {
            "", " ", "<!DOCTYPE html><html><body>Sign in</body></html>", "[]", "null", "true", "1", "\"keys\"", "{} {}"
        }) {
            Trial.proveBoth(matrix, phase, good -> Answers.json(body), true, "expected one strict JSON object");
        }
        Trial.proveBoth(
                matrix,
                phase,
                good -> Answers.json(good.substring(0, good.length() - 1)),
                true,
                "expected one strict JSON object");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f07_a_body_of_another_length_than_announced_is_no_answer(Phase phase) throws Exception {
        Trial.proveBoth(
                matrix,
                phase,
                good -> Answers.ofAnnouncedLength(good.length() + 1, good),
                false,
                "came none that is complete");
        Trial.proveBoth(
                matrix,
                phase,
                good -> Answers.ofAnnouncedLength(good.length() - 1, good),
                true,
                "expected one strict JSON object");
        Trial.proveBoth(matrix, phase, Answers::chunkedAndCut, false, "came none that is complete");
        Trial.proveBoth(matrix, phase, Answers::chunkedWithoutEnd, false, "came none that is complete");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f08_a_wrong_or_missing_content_type_is_no_answer(Phase phase) throws Exception {
        for (String headers : new String[] {
            "",
            "Content-Type: \r\n",
            "Content-Type: text/html\r\n",
            "Content-Type: application/octet-stream\r\n",
            "Content-Type: application/json\r\nContent-Type: text/html\r\n",
        }) {
            Trial.proveBoth(
                    matrix,
                    phase,
                    good -> Answers.ok(headers, good),
                    true,
                    "expected a Content-Type of application/json");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f09_another_success_or_an_unasked_304_is_no_answer(Phase phase) throws Exception {
        for (int status : new int[] {204, 206, 304}) {
            Trial.proveBoth(matrix, phase, good -> Answers.status(status), false, "; came ");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f10_a_redirect_is_refused_and_its_target_never_asked(Phase phase) throws Exception {
        for (int status : new int[] {300, 301, 302, 303, 307, 308}) {
            redirect(phase, Place.KEYS, status, "/elsewhere");
        }
        for (Place place : List.of(Place.METADATA, Place.KEYS)) {
            for (String target : List.of("/elsewhere", "HOST", "HTTP", "file:///etc/hostname", "//HOST", "")) {
                redirect(phase, place, 302, target);
            }
        }
    }

    private void redirect(Phase phase, Place place, int status, String target) throws Exception {
        try (Trial trial = Trial.alone();
                FaultyGitLab other = trial.server.neighbour();
                ServerSocketChannel http = ServerSocketChannel.open()) {
            http.configureBlocking(false);
            http.bind(new InetSocketAddress("127.0.0.1", 0));
            other.heal(Trial.OLD);
            other.show(FaultyGitLab.certificateFor("other.example.com").build());
            String location = target.replace("//HOST", "//other.example.com:" + other.port())
                    .replace("HOST", "https://other.example.com:" + other.port() + FaultyGitLab.KEYS_PATH)
                    .replace("HTTP", "http://127.0.0.1:" + http.socket().getLocalPort() + "/");
            trial.prove(
                    matrix,
                    phase,
                    place,
                    server -> {
                        server.resolve(name -> List.of(
                                InetAddress.getByName(name.equals(FaultyGitLab.NAME) ? "127.0.0.1" : "127.0.0.2")));
                        Trial.strike(server, place, good -> Answers.status(status, "Location: " + location));
                    },
                    UnavailabilityReason.ISSUER_UNREACHABLE,
                    "came " + status + ", a redirect, which is never followed");
            assertThat(trial.server.otherRequests()).isZero();
            assertThat(other.connections()).isZero();
            assertThat(http.accept()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void f11_a_redirect_to_itself_costs_one_request(Phase phase) throws Exception {
        try (Trial trial = Trial.alone()) {
            trial.begin(phase);
            trial.server.metadata(Answers.status(302, "Location: /.well-known/openid-configuration"));
            trial.server.keys(Answers.status(302, "Location: " + FaultyGitLab.KEYS_PATH));
            int connections = trial.server.connections();
            trial.age(phase);
            if (phase == Phase.WARM) {
                trial.time.advance(trial.time.untilNext());
            }
            Look look = trial.look("old");
            assertThat(look.isUnavailable()).isEqualTo(phase != Phase.WARM);
            assertThat(trial.nextFailure().why().detail()).contains("a redirect, which is never followed");
            assertThat(trial.server.connections()).isEqualTo(connections + 1);

            trial.server.heal(Trial.OLD);
            trial.time.advance(Duration.ofSeconds(1));
            trial.find(Trial.OLD);
            assertThat(trial.keys.health().lastError()).isEmpty();
            matrix.saw(phase, phase == Phase.WARM ? "K" : look.words(), look.took(), "1 s");
        }
    }
}
