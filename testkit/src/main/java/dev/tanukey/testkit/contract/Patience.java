package dev.tanukey.testkit.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks again and again, for what may take a while. */
final class Patience {
    private static final long PAUSE_MILLIS = 200;

    private Patience() {}

    /** Whether the answer was yes before the patience was over; asked once at least. */
    static boolean isRewarded(Duration patience, Callable<Boolean> question) throws Exception {
        long again = patience.toMillis() / PAUSE_MILLIS;
        while (!question.call()) {
            if (again-- <= 0) {
                return false;
            }
            // No pool is asked to wake us: a common pool of one thread may be busy with what we wait for.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        return true;
    }
}
