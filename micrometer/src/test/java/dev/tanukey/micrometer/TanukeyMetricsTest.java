package dev.tanukey.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.jwks.JwksHealth;
import dev.tanukey.jwks.KeysRefreshed;
import dev.tanukey.jwks.RefreshFailed;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.UnusableKey;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TanukeyMetricsTest {
    private static final String ISSUER = "https://gitlab.example.com";
    private static final String OTHER_ISSUER = "https://gitlab.com";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TanukeyMetrics metrics = TanukeyMetrics.to(registry);

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void a_refusal_is_counted_by_its_reason(RejectionReason reason) {
        Rejection rejection = Rejection.of(reason, "this", "that");
        if (reason.stage() == RejectionReason.Stage.SELECTION) {
            metrics.notApplicable(new AuthenticationResult.NotApplicable(rejection));
        } else {
            metrics.rejected(new AuthenticationResult.Rejected(rejection));
        }

        String outcome = reason.stage() == RejectionReason.Stage.SELECTION ? "not_applicable" : "rejected";
        assertThat(authentications(outcome, reason.name().toLowerCase(Locale.ROOT)))
                .isEqualTo(1);
        assertThat(allAuthentications()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(UnavailabilityReason.class)
    void a_token_that_cannot_be_judged_is_counted_by_the_reason(UnavailabilityReason reason) {
        metrics.unavailable(new AuthenticationResult.Unavailable(because(reason)));

        assertThat(authentications("unavailable", reason.name().toLowerCase(Locale.ROOT)))
                .isEqualTo(1);
        assertThat(allAuthentications()).isEqualTo(1);
    }

    /** A mapper may give any reason, but a proven token stays ours. */
    @Test
    void a_mapper_that_says_not_ours_is_counted_as_a_rejection() {
        metrics.rejected(
                new AuthenticationResult.Rejected(Rejection.of(RejectionReason.ISSUER_UNKNOWN, "this", "that")));

        assertThat(authentications("rejected", "issuer_unknown")).isEqualTo(1);
        assertThat(authentications("not_applicable", "issuer_unknown")).isZero();
    }

    @Test
    void every_outcome_is_at_zero_before_the_first_token() {
        int outcomes = 1 + RejectionReason.values().length + UnavailabilityReason.values().length;

        assertThat(registry.find("tanukey.authentications").counters()).hasSize(outcomes);
        assertThat(allAuthentications()).isZero();
    }

    @Test
    void an_issuer_that_is_watched_is_at_zero_before_the_first_fetch() {
        watch(new AtomicReference<>(neverUsed()));

        assertThat(registry.find("tanukey.jwks.fetches").timers())
                .hasSize(1 + UnavailabilityReason.values().length)
                .allSatisfy(timer -> assertThat(timer.count()).isZero());
        assertThat(Stream.of("keys.added", "keys.removed", "unknown.key.ids", "snapshot.failures"))
                .allSatisfy(name -> assertThat(count(name)).isZero());
        assertThat(gauge("keys.unusable")).isZero();
    }

    @Test
    void a_good_fetch_is_timed_and_its_changes_are_counted() throws Exception {
        VerificationKey old = key("old");
        VerificationKey fresh = key("fresh");
        VerificationKey stays = key("stays");
        UnusableKey weak = new UnusableKey(Optional.of("weak"), "too short");
        KeySet first = KeySet.of(List.of(old, stays), List.of(weak, weak));
        KeySet second = KeySet.of(List.of(fresh, stays), List.of(weak));
        metrics.keysRefreshed(refreshed(first, List.of(old, stays), List.of(), Optional.empty()));
        metrics.keysRefreshed(refreshed(second, List.of(fresh), List.of(old), Optional.empty()));

        Timer fetches = fetches("success", "none");
        assertThat(fetches.count()).isEqualTo(2);
        assertThat(fetches.totalTime(TimeUnit.MILLISECONDS)).isCloseTo(240, within(0.001));
        assertThat(count("keys.added")).isEqualTo(3);
        assertThat(count("keys.removed")).isEqualTo(1);
        assertThat(gauge("keys.unusable")).isEqualTo(1);
    }

    @Test
    void a_good_fetch_past_bad_metadata_tells_why_they_are_bad() {
        Optional<Unavailability> fault = Optional.of(because(UnavailabilityReason.METADATA_INVALID));
        metrics.keysRefreshed(refreshed(KeySet.of(), List.of(), List.of(), fault));

        assertThat(fetches("success", "metadata_invalid").count()).isEqualTo(1);
        assertThat(fetches("success", "none").count()).isZero();
    }

    @ParameterizedTest
    @EnumSource(UnavailabilityReason.class)
    void a_failed_fetch_is_timed_by_its_reason(UnavailabilityReason reason) {
        metrics.refreshFailed(
                new RefreshFailed(ISSUER, because(reason), 1, Optional.empty(), Duration.ofMillis(2_000)));

        Timer fetches = fetches("failure", reason.name().toLowerCase(Locale.ROOT));
        assertThat(fetches.count()).isEqualTo(1);
        assertThat(fetches.totalTime(TimeUnit.SECONDS)).isCloseTo(2, within(0.001));
        assertThat(fetches("success", "none").count()).isZero();
    }

    @Test
    void unknown_key_ids_and_failed_snapshots_are_counted_for_their_issuer() {
        metrics.keyIdUnknown(ISSUER);
        metrics.keyIdUnknown(ISSUER);
        metrics.snapshotFailed(ISSUER, "no space left");
        metrics.keyIdUnknown(OTHER_ISSUER);

        assertThat(count("unknown.key.ids")).isEqualTo(2);
        assertThat(count("snapshot.failures")).isEqualTo(1);
    }

    @Test
    void gauges_show_the_state_of_the_keys_at_the_moment_of_asking() {
        AtomicReference<JwksHealth> source = watch(new AtomicReference<>(neverUsed()));
        assertThat(gauge("ready")).isZero();
        assertThat(gauge("keys")).isZero();
        assertThat(seconds("age")).isNaN();
        assertThat(seconds("stale")).isZero();
        assertThat(seconds("next.fetch")).isNaN();

        source.set(new JwksHealth(
                ISSUER,
                true,
                2,
                Optional.of(Duration.ofMillis(360_500)),
                Optional.of(Duration.ofSeconds(60)),
                Optional.of(because(UnavailabilityReason.ISSUER_UNREACHABLE)),
                Optional.of(Duration.ofMillis(250))));
        assertThat(gauge("ready")).isEqualTo(1);
        assertThat(gauge("keys")).isEqualTo(2);
        assertThat(seconds("age")).isCloseTo(360.5, within(0.001));
        assertThat(seconds("stale")).isCloseTo(60, within(0.001));
        assertThat(seconds("next.fetch")).isCloseTo(0.25, within(0.001));
    }

    @Test
    void a_source_that_is_watched_later_takes_the_place_of_its_issuers_former_one() {
        var former = watch(new AtomicReference<>(neverUsed()));
        var other = new AtomicReference<>(withKeys(OTHER_ISSUER, 5));
        metrics.watch(OTHER_ISSUER, other, AtomicReference::get);
        var later = watch(new AtomicReference<>(withKeys(ISSUER, 3)));

        assertThat(gauge("keys")).isEqualTo(3);
        assertThat(registry.find("tanukey.jwks.keys").gauges()).hasSize(2);
        assertThat(List.of(former.get().keys(), other.get().keys(), later.get().keys()))
                .containsExactly(0, 5, 3);
    }

    /** Prometheus takes a name with one set of tag keys only. */
    @ParameterizedTest
    @ValueSource(strings = {"tanukey.authentications", "tanukey.jwks.fetches"})
    void all_meters_of_one_name_have_the_same_tags(String name) {
        metrics.rejected(new AuthenticationResult.Rejected(Rejection.of(RejectionReason.EXPIRED, "this", "that")));
        metrics.keyIdUnknown(ISSUER);
        metrics.keyIdUnknown(OTHER_ISSUER);

        assertThat(registry.find(name).meters())
                .extracting(meter ->
                        meter.getId().getTags().stream().map(Tag::getKey).toList())
                .containsOnly(
                        name.equals("tanukey.jwks.fetches")
                                ? List.of("issuer", "outcome", "reason")
                                : List.of("outcome", "reason"));
    }

    @Test
    void every_meter_says_what_it_is() {
        var source = watch(new AtomicReference<>(neverUsed()));

        assertThat(registry.getMeters()).extracting(Meter::getId).allSatisfy(id -> assertThat(id.getDescription())
                .isNotBlank());
        assertThat(source.get().ready()).isFalse();
    }

    private AtomicReference<JwksHealth> watch(AtomicReference<JwksHealth> source) {
        metrics.watch(ISSUER, source, AtomicReference::get);
        return source;
    }

    private double authentications(String outcome, String reason) {
        return registry.get("tanukey.authentications")
                .tags("outcome", outcome, "reason", reason)
                .counter()
                .count();
    }

    private double allAuthentications() {
        return registry.find("tanukey.authentications").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private Timer fetches(String outcome, String reason) {
        return registry.get("tanukey.jwks.fetches")
                .tags("issuer", ISSUER, "outcome", outcome, "reason", reason)
                .timer();
    }

    private double count(String name) {
        return registry.get("tanukey.jwks." + name)
                .tag("issuer", ISSUER)
                .counter()
                .count();
    }

    private double gauge(String name) {
        Gauge gauge = registry.get("tanukey.jwks." + name).tag("issuer", ISSUER).gauge();
        return gauge.value();
    }

    private double seconds(String name) {
        TimeGauge gauge =
                registry.get("tanukey.jwks." + name).tag("issuer", ISSUER).timeGauge();
        return gauge.value(TimeUnit.SECONDS);
    }

    private static KeysRefreshed refreshed(
            KeySet keys, List<VerificationKey> added, List<VerificationKey> removed, Optional<Unavailability> fault) {
        return new KeysRefreshed(ISSUER, keys, added, removed, Duration.ofMillis(120), fault);
    }

    private static Unavailability because(UnavailabilityReason reason) {
        return new Unavailability(reason, "some detail", Duration.ofSeconds(1));
    }

    private static JwksHealth neverUsed() {
        return new JwksHealth(ISSUER, false, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static JwksHealth withKeys(String issuer, int keys) {
        return new JwksHealth(
                issuer, true, keys, Optional.of(Duration.ZERO), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static VerificationKey key(String id) throws GeneralSecurityException, UnusableKeyException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        return VerificationKey.of(Optional.of(id), generator.generateKeyPair().getPublic());
    }
}
