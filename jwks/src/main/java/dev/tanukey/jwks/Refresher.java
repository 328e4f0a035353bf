package dev.tanukey.jwks;

import dev.tanukey.jwks.KeySetState.Attempt;
import dev.tanukey.key.KeySet;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the keys of one issuer, when it is time and when it is asked to, on a thread of its own and one fetch at a
 * time. Callers get a future and decide themselves whether to wait. Thread-safe.
 */
final class Refresher implements AutoCloseable {
    /** Should a failure of a failure leave no next fetch behind, this keeps the thread from spinning. */
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final KeySetLoader loader;
    private final Schedule schedule;
    private final LongSupplier ticker;
    private final ScheduledExecutorService thread;
    private final KeyEvents events;
    private final KeySnapshots snapshots;
    private final CompletableFuture<KeySetState> firstKeys = new CompletableFuture<>();
    private final AtomicReference<@Nullable CompletableFuture<KeySetState>> underWay = new AtomicReference<>();
    private volatile KeySetState state;
    private volatile @Nullable ScheduledFuture<?> nextFetch;
    private volatile boolean closed;

    Refresher(
            KeySetLoader loader,
            Schedule schedule,
            LongSupplier ticker,
            ScheduledExecutorService thread,
            KeyEvents events,
            KeySnapshots snapshots) {
        this.loader = loader;
        this.schedule = schedule;
        this.ticker = ticker;
        this.thread = thread;
        this.events = events;
        this.snapshots = snapshots;
        this.state = snapshots.restore(ticker.getAsLong(), schedule.policy());
        if (state.good().isPresent()) {
            firstKeys.complete(state);
        }
    }

    KeySetState latest() {
        return state;
    }

    boolean isClosed() {
        return closed;
    }

    /** Is complete as soon as there were keys for the first time. */
    CompletableFuture<KeySetState> firstKeys() {
        return firstKeys;
    }

    /** The fetch that is under way. */
    Optional<CompletableFuture<KeySetState>> underWay() {
        return Optional.ofNullable(underWay.get());
    }

    /** Fetches since the time has come, without anybody waiting. */
    void refresh(KeySetState known) {
        CompletableFuture<KeySetState> unused = fetch(known, true);
    }

    /** Fetches ahead of time. */
    CompletableFuture<KeySetState> force(KeySetState known) {
        return fetch(known, false);
    }

    /**
     * Begins a fetch, or joins the one that is under way; fetches nothing if somebody has since {@code known} was read.
     */
    private CompletableFuture<KeySetState> fetch(KeySetState known, boolean routine) {
        CompletableFuture<KeySetState> running = underWay.get();
        if (running != null) {
            return running;
        }
        CompletableFuture<KeySetState> fetch = new CompletableFuture<>();
        running = underWay.compareAndExchange(null, fetch);
        if (running != null) {
            return running;
        }
        try {
            thread.execute(() -> run(fetch, known, routine));
        } catch (RejectedExecutionException closing) {
            end(fetch);
        } catch (RuntimeException | Error noThread) {
            LOG.warn("No thread to fetch the keys of {} with", events.issuer(), noThread);
            end(fetch);
        }
        return fetch;
    }

    private void run(CompletableFuture<KeySetState> fetch, KeySetState known, boolean routine) {
        Runnable report = () -> {};
        try {
            if (state.attempts() == known.attempts() && !closed) {
                report = attempt(routine);
            }
        } finally {
            end(fetch);
            scheduleNext();
        }
        if (!closed) {
            report.run();
        }
    }

    private void end(CompletableFuture<KeySetState> fetch) {
        underWay.compareAndSet(fetch, null);
        fetch.complete(state);
    }

    private void scheduleNext() {
        ScheduledFuture<?> former = nextFetch;
        if (former != null) {
            former.cancel(false);
        }
        long delay = Math.max(state.nextFetchAt() - ticker.getAsLong(), SHORTEST_DELAY.toNanos());
        try {
            nextFetch = thread.schedule(this::refreshIfDue, delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            nextFetch = null;
        }
    }

    private void refreshIfDue() {
        KeySetState known = state;
        if (known.isFetchDue(ticker.getAsLong())) {
            refresh(known);
        } else {
            scheduleNext();
        }
    }

    /** Fetches, and gives what is to be told of it when nobody waits any more. */
    private Runnable attempt(boolean timed) {
        KeySetState before = state;
        long begunAt = ticker.getAsLong();
        boolean routine = timed && before.keys(begunAt).isPresent();
        try {
            PublishedKeys published = loader.load(before.good().map(good -> good.published()), begunAt);
            Attempt attempt = new Attempt(begunAt, ticker.getAsLong(), routine);
            state = before.succeeded(published, schedule.lifetime(published.document()), attempt, schedule.policy());
            firstKeys.complete(state);
            return () -> tellOfSuccess(before, published, attempt);
        } catch (FetchFailedException failure) {
            return failed(before, failure, new Attempt(begunAt, ticker.getAsLong(), routine));
        } catch (RuntimeException | Error bug) {
            // Even a lack of memory must not end the fetching for ever.
            LOG.warn("The fetch of the keys of {} failed in a way that is not foreseen", events.issuer(), bug);
            FetchFailedException failure = new FetchFailedException(
                    UnavailabilityReason.INTERNAL_ERROR,
                    "the fetch of the keys failed with " + bug.getClass().getName());
            return failed(before, failure, new Attempt(begunAt, ticker.getAsLong(), routine));
        }
    }

    private Runnable failed(KeySetState before, FetchFailedException failure, Attempt attempt) {
        Duration pause = schedule.pause(before.failuresInARow() + 1, failure);
        boolean leaveAlone = !schedule.retryAfter(failure).isZero();
        KeySetState after = before.failed(failure, leaveAlone, pause, attempt, schedule.policy());
        state = after;
        return () -> tellOfFailure(after, attempt);
    }

    private void tellOfSuccess(KeySetState before, PublishedKeys published, Attempt attempt) {
        Optional<KeySet> keysBefore = before.good().map(good -> good.published().keys());
        Optional<Unavailability> metadataFault = loader.metadataFault()
                .map(fault -> new Unavailability(fault.reason(), String.valueOf(fault.getMessage()), Duration.ZERO));
        events.refreshed(keysBefore, published.keys(), attempt.took(), metadataFault);
        snapshots.keep(published, Duration.ofNanos(ticker.getAsLong() - attempt.begunAt()));
    }

    private void tellOfFailure(KeySetState after, Attempt attempt) {
        Optional<Duration> age = after.keys(attempt.endedAt()).isPresent()
                ? after.good().map(good -> Duration.ofNanos(attempt.endedAt() - good.since()))
                : Optional.empty();
        after.unavailability(attempt.endedAt())
                .ifPresent(why -> events.failed(why, after.failuresInARow(), age, attempt.took()));
    }

    /** Ends the fetch that is under way, and frees who waits for it. */
    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        CompletableFuture<KeySetState> running = underWay.get();
        if (running != null) {
            end(running);
        }
    }
}
