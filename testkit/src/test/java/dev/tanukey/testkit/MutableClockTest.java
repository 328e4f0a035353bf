package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MutableClockTest {
    private static final Instant START = Instant.parse("2026-09-21T13:33:20Z");

    private final MutableClock clock = MutableClock.at(START);

    @Test
    void it_stands_still_in_utc() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void it_moves_forwards_and_backwards() {
        clock.advance(Duration.ofMinutes(2));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(120));
        clock.advance(Duration.ofMinutes(-3));
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(60));
    }

    @Test
    void it_can_be_set() {
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void clocks_of_other_zones_move_with_it() {
        MutableClock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofHours(1));
        assertThat(tokyo.instant()).isEqualTo(START.plusSeconds(3600));
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void no_move_is_lost_among_threads() {
        IntStream.range(0, 10_000).parallel().forEach(i -> clock.advance(Duration.ofSeconds(1)));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10_000));
    }
}
