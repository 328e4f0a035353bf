package dev.tanukey.jwks;

import java.time.Duration;

/**
 * How long a request may take; tests are less patient.
 *
 * @param call the whole of it, and also how long another thread waits for it
 */
record TransportLimits(Duration connect, Duration read, Duration call) {
    static final TransportLimits STANDARD =
            new TransportLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5));
}
