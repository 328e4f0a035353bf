package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.reason.UnavailabilityReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What headers and chance make of the policy. */
class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");
    private static final Schedule EXACT =
            new Schedule(RefreshPolicy.STANDARD, () -> 0, Clock.fixed(NOW, ZoneOffset.UTC));

    private static Schedule with(double chance) {
        return new Schedule(RefreshPolicy.STANDARD, () -> chance, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Duration lifetime(String header, String value) {
        return EXACT.lifetime(FetchedDocument.of(200, Map.of(header, value), new byte[0]));
    }

    private static Duration retryAfter(Map<String, String> headers) {
        return EXACT.retryAfter(new FetchFailedException(UnavailabilityReason.ISSUER_UNREACHABLE, "x")
                .withAnswer(FetchedDocument.of(429, headers, new byte[0])));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=86400, public, must-revalidate, no-transform | 300",
                "max-age=300                                          | 300",
                "max-age=299                                          | 299",
                "public, max-age=120                                  | 120",
                "MAX-AGE=120                                          | 120",
                "max-age=\"120\"                                      | 120",
                "max-age=61                                           | 61",
                "max-age=60                                           | 60",
                "max-age=1                                            | 60",
                "max-age=0, private, must-revalidate                  | 60",
                "max-age=-1                                           | 300",
                "max-age=\"60                                         | 60",
                "max-age=\"                                           | 300",
                "x-max-age=60                                         | 300",
                "no-storefront                                        | 300",
                "private, NO-STORE                                    | 60",
                "no-cache=\"Set-Cookie\"                              | 60",
                "no-store                                             | 60",
                "no-cache, max-age=86400                              | 60",
                "max-age=1e30                                         | 300",
                "max-age=9223372036854775                             | 300",
                "max-age=999999999999999999999999999999               | 300",
                "max-age=soon                                         | 300",
                "max-age                                              | 300",
                "s-maxage=1                                           | 300",
                "ü=;,                                                 | 300",
            })
    void keys_are_fresh_for_their_max_age_between_one_minute_and_the_refresh_interval(String value, long seconds) {
        assertThat(lifetime("Cache-Control", value)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expires", "Date", "Age", "Last-Modified"})
    void dates_of_the_other_side_count_for_nothing(String header) {
        assertThat(lifetime(header, "Thu, 01 Jan 1970 00:00:00 GMT")).isEqualTo(Duration.ofMinutes(5));
    }

    @Property
    void no_header_whatsoever_makes_it_throw(@ForAll String value) {
        assertThat(lifetime("Cache-Control", value)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(5));
        assertThat(retryAfter(Map.of("Retry-After", value, "Date", value)))
                .isBetween(Duration.ZERO, Duration.ofMinutes(5));
        assertThat(retryAfter(Map.of("Retry-After", value))).isBetween(Duration.ZERO, Duration.ofMinutes(5));
    }

    @Property
    void chance_takes_up_to_a_tenth_and_never_goes_below_a_minute(
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance,
            @ForAll @IntRange(max = 1_000) int maxAge) {
        Duration lifetime = with(chance)
                .lifetime(FetchedDocument.of(200, Map.of("Cache-Control", "max-age=" + maxAge), new byte[0]));

        double full = Math.max(60, Math.min(maxAge, 300));
        assertThat(lifetime.toNanos() / 1e9).isBetween(Math.max(60, full * 0.9), full);
    }

    @Property
    void chance_moves_a_pause_by_up_to_a_fifth(
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance,
            @ForAll @IntRange(min = 1, max = 1_000_000) int failures) {
        Duration pause = with(chance)
                .pause(failures, new FetchFailedException(UnavailabilityReason.ISSUER_UNREACHABLE, "no answer"));

        double doubled = Math.min(60, Math.pow(2, failures - 1.0));
        assertThat(pause.toNanos() / 1e9).isBetween(doubled * 0.8, doubled * 1.2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             | 0",
                "1                             | 1",
                "120                           | 120",
                "300                           | 300",
                "301                           | 300",
                "315360000                     | 300",
                "99999999999999999999          | 300",
                "000000000000000001            | 300",
                "-1                            | 0",
                "1.5                           | 0",
                "+5                            | 0",
                "soon                          | 0",
                "٣                             | 0",
                "Sat, 21 Nov 2026 15:01:30 GMT | 90",
                "Saturday, 21-Nov-26 15:01:30 GMT | 90",
                "Sat, 21 Nov 2026 14:00:00 GMT | 0",
                "Wed, 21 Nov 2125 15:00:00 GMT | 300",
            })
    void retry_after_is_obeyed_up_to_five_minutes_and_nonsense_is_passed_over(String value, long seconds) {
        assertThat(retryAfter(Map.of("Retry-After", value))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void a_date_to_retry_after_is_measured_by_the_clock_of_whoever_wrote_it() {
        assertThat(retryAfter(Map.of(
                        "Date", "Fri, 01 Jan 1999 00:00:00 GMT", "Retry-After", "Fri, 01 Jan 1999 00:02:00 GMT")))
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void without_an_answer_nobody_asks_for_anything() {
        assertThat(EXACT.retryAfter(new FetchFailedException(UnavailabilityReason.ISSUER_UNREACHABLE, "no answer")))
                .isEqualTo(Duration.ZERO);
        assertThat(retryAfter(Map.of())).isEqualTo(Duration.ZERO);
    }

    @Test
    void the_longer_of_pause_and_retry_after_counts() {
        FetchFailedException busy = new FetchFailedException(UnavailabilityReason.ISSUER_UNREACHABLE, "429")
                .withAnswer(FetchedDocument.of(429, Map.of("Retry-After", "10"), new byte[0]));

        assertThat(with(0.5).pause(1, busy)).isEqualTo(Duration.ofSeconds(10));
        assertThat(with(0.5).pause(5, busy)).isEqualTo(Duration.ofSeconds(16));
    }
}
