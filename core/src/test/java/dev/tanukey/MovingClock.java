package dev.tanukey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Goes forward and back, when told. */
final class MovingClock extends Clock {
    private final AtomicReference<Instant> now = new AtomicReference<>(Forge.NOW);

    void advance(Duration span) {
        now.updateAndGet(time -> time.plus(span));
    }

    void set(Instant time) {
        now.set(time);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
