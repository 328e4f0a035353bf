package dev.tanukey.testkit.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                    .join();
        }
        return true;
    }
}
