package dev.tanukey.jwks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A monotonic clock that moves when told to, and the one thread that fetches: what it is given at once is done at once,
 * by whoever gives it; what it is given for later is done while the clock moves, each at its time.
 */
final class FakeTime extends ScheduledThreadPoolExecutor {
    private final FakeTicker ticker;
    private final Deque<Runnable> given = new ArrayDeque<>();
    private final List<Later> later = new ArrayList<>();
    private boolean busy;

    FakeTime(FakeTicker ticker) {
        super(0);
        this.ticker = ticker;
    }

    void advance(Duration time) {
        long end = ticker.getAsLong() + time.toNanos();
        for (Optional<Later> next = due(end); next.isPresent(); next = due(end)) {
            later.remove(next.get());
            ticker.advance(Duration.ofNanos(Math.max(0, next.get().at - ticker.getAsLong())));
            execute(next.get());
        }
        ticker.advance(Duration.ofNanos(end - ticker.getAsLong()));
    }

    private Optional<Later> due(long end) {
        later.removeIf(FutureTask::isCancelled);
        return later.stream().filter(task -> task.at - end <= 0).min(Comparator.comparingLong(task -> task.at - end));
    }

    /** How long until something is done by itself. */
    Duration untilNext() {
        later.removeIf(FutureTask::isCancelled);
        return Duration.ofNanos(later.stream()
                .mapToLong(task -> task.at - ticker.getAsLong())
                .min()
                .orElseThrow());
    }

    @Override
    public void execute(Runnable task) {
        given.add(task);
        if (busy) {
            return;
        }
        busy = true;
        try {
            while (!given.isEmpty()) {
                given.remove().run();
            }
        } finally {
            busy = false;
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Later scheduled = new Later(task, ticker.getAsLong() + unit.toNanos(delay));
        later.add(scheduled);
        return scheduled;
    }

    private final class Later extends FutureTask<Void> implements RunnableScheduledFuture<Void> {
        private final long at;

        private Later(Runnable task, long at) {
            super(task, null);
            this.at = at;
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - ticker.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
