package dev.tanukey.testkit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is wrong where, and who waits for it to end. Thread-safe. */
final class Faults {

    /** What a fault can meet. */
    enum Place {
        METADATA,
        KEYS,
        ELSEWHERE
    }

    /** A fault at work; {@code left} is guarded by the lock. */
    private static final class Running {
        private final Fault fault;
        private int left;

        private Running(Fault fault) {
            this.fault = fault;
            this.left = fault.times();
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Place, Running> running = new EnumMap<>(Place.class);
    private int hangUps;

    /** Replaces what was wrong there; places that are named together share the count of requests. */
    void set(Fault fault, Place... places) {
        lock.lock();
        try {
            Running begun = new Running(fault);
            for (Place place : places) {
                running.put(place, begun);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void heal() {
        lock.lock();
        try {
            running.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody wait any longer, since all connections are gone. What is wrong stays wrong. */
    void hangUp() {
        lock.lock();
        try {
            hangUps++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits as long as the fault there wants.
     *
     * @param met is run when the fault is chosen, before the wait
     * @return what to do then; empty if nothing is wrong, or no longer
     * @throws InterruptedException if the connection has ended meanwhile
     */
    Optional<Fault> meet(Place place, Runnable met) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Running here = running.get(place);
            met.run();
            if (here == null || here.left == 0) {
                return Optional.empty();
            }
            here.left--;
            int before = hangUps;
            long nanos = here.fault.delay().toNanos();
            while (nanos > 0 && hangUps == before && running.get(place) == here) {
                nanos = changed.awaitNanos(nanos);
            }
            if (hangUps != before) {
                throw new InterruptedException("nobody is there to hear the answer");
            }
            return running.get(place) == here ? Optional.of(here.fault) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
