package dev.tanukey.jwks;

import static java.util.Objects.requireNonNull;

import dev.tanukey.jwks.KeySetState.Attempt;
import dev.tanukey.key.KeySet;
import dev.tanukey.reason.Unavailability;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
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
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    /** Should even the handling of a failure fail, this keeps the thread from hammering the issuer. */
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(500);

    private final KeySetLoader loader;
    private final Schedule schedule;
    private final LongSupplier ticker;
    private final ScheduledExecutorService thread;
    private final KeyEvents events;
    private final KeySnapshots snapshots;
    private final AtomicReference<@Nullable CompletableFuture<KeySetState>> underWay = new AtomicReference<>();
    private final AtomicReference<CompletableFuture<KeySetState>> nextKeys =
            new AtomicReference<>(new CompletableFuture<>());
    private volatile KeySetState state;
    private volatile boolean closed;

    /** Known to the thread alone. */
    private Optional<Future<?>> nextFetch = Optional.empty();

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
    }

    KeySetState latest() {
        return state;
    }

    boolean isClosed() {
        return closed;
    }

    /** Is complete when a fetch has ended and there are keys, be they new or old; never fails. */
    CompletableFuture<KeySetState> nextKeys() {
        return requireNonNull(nextKeys.get());
    }

    /** The fetch that is under way. */
    Optional<CompletableFuture<KeySetState>> underWay() {
        return Optional.ofNullable(underWay.get());
    }

    /** Fetches since the time has come, without anybody waiting. */
    void refresh(KeySetState known) {
        CompletableFuture<KeySetState> unused = fetch(known, FetchCause.SCHEDULE);
    }

    /**
     * Begins a fetch, or joins the one that is under way; fetches nothing if somebody has since {@code known} was read.
     */
    CompletableFuture<KeySetState> fetch(KeySetState known, FetchCause cause) {
        CompletableFuture<KeySetState> running = underWay.get();
        if (running != null) {
            return joined(running, known, cause);
        }
        CompletableFuture<KeySetState> fetch = new CompletableFuture<>();
        running = underWay.compareAndExchange(null, fetch);
        if (running != null) {
            return joined(running, known, cause);
        }
        if (closed || isOutdated(known)) {
            end(fetch);
            return fetch;
        }
        try {
            thread.execute(() -> run(fetch, known, cause));
        } catch (RejectedExecutionException closing) {
            end(fetch);
        } catch (RuntimeException | Error noThread) {
            LOG.warn("No thread to fetch the keys of {} with", events.issuer(), noThread);
            end(fetch);
        }
        return fetch;
    }

    /**
     * A fetch that ends without having asked the issuer, since it came too late or found no thread, is none to join.
     */
    private CompletableFuture<KeySetState> joined(
            CompletableFuture<KeySetState> running, KeySetState known, FetchCause cause) {
        return running.thenCompose(latest -> closed || latest.attempts() != known.attempts()
                ? CompletableFuture.completedFuture(latest)
                : fetch(known, cause));
    }

    private boolean isOutdated(KeySetState known) {
        return state.attempts() != known.attempts();
    }

    private void run(CompletableFuture<KeySetState> fetch, KeySetState known, FetchCause cause) {
        Runnable report = () -> {};
        try {
            // A task that no thread could be made for may run late.
            if (!isOutdated(known)) {
                report = attempt(cause);
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
        if (closed || state.keys(ticker.getAsLong()).isPresent()) {
            requireNonNull(nextKeys.getAndSet(new CompletableFuture<>())).complete(state);
        }
    }

    private void scheduleNext() {
        nextFetch.ifPresent(former -> former.cancel(false));
        long delay = Math.max(state.nextFetchAt() - ticker.getAsLong(), SHORTEST_DELAY.toNanos());
        try {
            nextFetch = Optional.of(thread.schedule(this::refreshIfDue, delay, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException closing) {
            nextFetch = Optional.empty();
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
    private Runnable attempt(FetchCause cause) {
        KeySetState before = state;
        long begunAt = ticker.getAsLong();
        try {
            return fetchKeys(before, begunAt, cause);
        } catch (Throwable bug) {
            // Even a lack of memory must not end the fetching for ever, nor make it go on without pause.
            LOG.warn("The fetch of the keys of {} failed in a way that is not foreseen", events.issuer(), bug);
            return failed(
                    before, FetchFailedException.unforeseen(bug), new Attempt(begunAt, ticker.getAsLong(), cause));
        }
    }

    private Runnable fetchKeys(KeySetState before, long begunAt, FetchCause cause) {
        try {
            PublishedKeys published =
                    loader.load(before.good().map(good -> good.published()), cause != FetchCause.OPERATOR, begunAt);
            Attempt attempt = new Attempt(begunAt, ticker.getAsLong(), cause);
            state = before.succeeded(published, schedule.lifetime(published.document()), attempt, schedule.policy());
            return () -> tellOfSuccess(before, published, attempt);
        } catch (FetchFailedException failure) {
            return failed(before, failure, new Attempt(begunAt, ticker.getAsLong(), cause));
        }
    }

    private Runnable failed(KeySetState before, FetchFailedException failure, Attempt attempt) {
        if (closed) {
            return () -> {};
        }
        Duration pause = schedule.pause(before.failuresInARow() + 1, failure);
        KeySetState after = before.failed(failure, schedule.retryAfter(failure), pause, attempt, schedule.policy());
        state = after;
        return () -> tellOfFailure(after, attempt);
    }

    private void tellOfSuccess(KeySetState before, PublishedKeys published, Attempt attempt) {
        Optional<String> snapshotFault =
                snapshots.keep(published, Duration.ofNanos(ticker.getAsLong() - attempt.begunAt()));
        Optional<KeySet> keysBefore = before.good().map(good -> good.published().keys());
        Optional<Unavailability> metadataFault = loader.metadataFault()
                .map(fault -> new Unavailability(fault.reason(), fault.getMessage(), Duration.ZERO));
        events.refreshed(keysBefore, published.keys(), attempt.took(), metadataFault);
        // A write that close() has interrupted is nobody's fault.
        snapshotFault.filter(fault -> !closed).ifPresent(events::snapshotFailed);
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
        end(running == null ? new CompletableFuture<>() : running);
    }
}
