package dev.tanukey.jwks;

import java.time.Duration;

/**
 * How long a request may take. There is no limit of its own for a pause between bytes: the call's limit ends silence
 * and a slow drip alike.
 *
 * @param connect until the connection stands
 * @param call the whole of it, from the name's resolution to the last byte
 */
record TransportLimits(Duration connect, Duration call) {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    static TransportLimits of(Duration call) {
        return new TransportLimits(call.compareTo(CONNECT) < 0 ? call : CONNECT, call);
    }
}
