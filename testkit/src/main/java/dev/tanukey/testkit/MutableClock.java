package dev.tanukey.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it; in UTC.
 *
 * <p>Thread-safe. Clocks made by {@link #withZone} are moved together with this one.
 */
public final class MutableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private MutableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * A clock that shows a time.
     *
     * @param now the time
     * @return the clock
     */
    public static MutableClock at(Instant now) {
        return new MutableClock(new AtomicReference<>(Objects.requireNonNull(now, "now")), ZoneOffset.UTC);
    }

    /**
     * Moves the clock.
     *
     * @param duration how far; backwards if negative
     */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /**
     * Sets the clock.
     *
     * @param instant the time that it shows from now on
     */
    public void set(Instant instant) {
        now.set(Objects.requireNonNull(instant, "instant"));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public MutableClock withZone(ZoneId otherZone) {
        return new MutableClock(now, otherZone);
    }

    /** {@return the time that it shows} */
    @Override
    public String toString() {
        return "MutableClock[" + instant() + ", " + zone + "]";
    }
}
