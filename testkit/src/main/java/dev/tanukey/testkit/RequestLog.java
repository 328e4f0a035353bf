package dev.tanukey.testkit;

import dev.tanukey.testkit.server.Request;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Who asked for what, in the order of arrival. Thread-safe. */
final class RequestLog {

    /** A request that came; {@code now} is guarded by the lock. */
    final class Entry {
        private ReceivedRequest now;

        private Entry(ReceivedRequest now) {
            this.now = now;
        }

        /** Whoever waits for this request knows then that what goes wrong now concerns it. */
        void arrived() {
            lock.lock();
            try {
                entries.add(this);
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void answered(int status) {
            lock.lock();
            try {
                now = new ReceivedRequest(now.method(), now.path(), now.headers(), now.at(), OptionalInt.of(status));
            } finally {
                lock.unlock();
            }
        }
    }

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();

    RequestLog(Clock clock) {
        this.clock = clock;
    }

    Entry entry(Request request) {
        return new Entry(new ReceivedRequest(
                request.method(), request.path(), request.headers(), clock.instant(), OptionalInt.empty()));
    }

    List<ReceivedRequest> all() {
        lock.lock();
        try {
            return entries.stream().map(entry -> entry.now).toList();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            entries.clear();
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedRequest> await(int count, Duration longest) {
        lock.lock();
        try {
            long nanos = longest.toNanos();
            while (entries.size() < count) {
                if (nanos <= 0) {
                    throw new IllegalStateException("FakeGitLab was to get " + count + " requests within " + longest
                            + ", but got " + entries.size() + ": " + all());
                }
                nanos = grown.awaitNanos(nanos);
            }
            return all();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "The thread was interrupted while it waited for " + count + " requests", interrupted);
        } finally {
            lock.unlock();
        }
    }
}
