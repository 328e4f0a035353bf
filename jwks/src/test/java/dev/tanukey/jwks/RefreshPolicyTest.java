package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefreshPolicyTest {
    private static final RefreshPolicy STANDARD = RefreshPolicy.STANDARD;
    private static final Duration A_MOMENT = Duration.ofNanos(1);

    @Test
    void the_ends_of_each_range_are_allowed_and_what_lies_beyond_is_not() {
        assertRange(STANDARD::withRefreshInterval, Duration.ofMinutes(1), Duration.ofHours(1));
        assertRange(STANDARD::withStalenessLimit, Duration.ofMinutes(5), Duration.ofHours(24));
        assertRange(STANDARD::withForcedFetchInterval, Duration.ofSeconds(1), Duration.ofMinutes(10));
        assertRange(first -> backOff(first, Duration.ofMinutes(1)), Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertRange(greatest -> backOff(Duration.ofSeconds(2), greatest), Duration.ofSeconds(2), Duration.ofHours(1));
    }

    private static void assertRange(
            java.util.function.Function<Duration, RefreshPolicy> policy, Duration least, Duration greatest) {
        assertThat(policy.apply(least)).isNotNull();
        assertThat(policy.apply(greatest)).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> policy.apply(least.minus(A_MOMENT)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.apply(greatest.plus(A_MOMENT)));
    }

    private static RefreshPolicy backOff(Duration first, Duration greatest) {
        return new RefreshPolicy(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(10), first, greatest);
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefreshPolicy(
                        Duration.ZERO, Duration.ofDays(2), Duration.ZERO, Duration.ZERO, Duration.ofHours(2)))
                .withMessage("RefreshPolicy: refreshInterval must be PT1M to PT1H, but is PT0S; "
                        + "stalenessLimit must be PT0S to PT24H, but is PT48H; "
                        + "forcedFetchInterval must be PT1S to PT10M, but is PT0S; "
                        + "firstBackOff must be PT1S to PT1M, but is PT0S; "
                        + "greatestBackOff must be PT0S to PT1H, but is PT2H");
    }

    @Test
    void a_copy_differs_in_one_value() {
        RefreshPolicy policy = STANDARD.withRefreshInterval(Duration.ofMinutes(2))
                .withStalenessLimit(Duration.ofHours(2))
                .withForcedFetchInterval(Duration.ofSeconds(20));

        assertThat(policy)
                .isEqualTo(new RefreshPolicy(
                        Duration.ofMinutes(2),
                        Duration.ofHours(2),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1)));
    }

    @Test
    void pauses_double_and_never_overflow() {
        assertThat(STANDARD.backOff(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(STANDARD.backOff(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(STANDARD.backOff(6)).isEqualTo(Duration.ofSeconds(32));
        assertThat(STANDARD.backOff(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(STANDARD.backOff(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(backOff(Duration.ofSeconds(1), Duration.ofHours(1)).backOff(1_000))
                .isEqualTo(Duration.ofHours(1));
    }
}
