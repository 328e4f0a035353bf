package dev.tanukey.jwks;

import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The callers that wait for a fetch: so many, and so long. Parks them and holds no lock. */
final class Waiters {
    private static final int MAXIMUM = 256;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore places = new Semaphore(MAXIMUM);
    private final Duration longestWait;

    Waiters(Duration longestWait) {
        this.longestWait = longestWait;
    }

    KeySetState await(CompletableFuture<KeySetState> fetch) throws KeysUnavailableException {
        if (fetch.isDone()) {
            return fetch.join();
        }
        if (!places.tryAcquire()) {
            throw unavailable(MAXIMUM + " callers wait for the issuer's keys already; no more may");
        }
        try {
            return fetch.get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            throw unavailable("the fetch of the issuer's keys has not ended within " + longestWait.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("this thread was interrupted while it waited for the issuer's keys");
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        } finally {
            places.release();
        }
    }

    private static KeysUnavailableException unavailable(String detail) {
        return new KeysUnavailableException(
                new Unavailability(UnavailabilityReason.ISSUER_UNREACHABLE, detail, RETRY_AFTER));
    }
}
