package dev.tanukey.testkit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A request that reached an instance.
 *
 * <p>Immutable and thread-safe: it tells how things stood when it was asked for.
 *
 * @param method the method, for instance {@code GET}
 * @param path the path as it came, relative URL root included, without the query
 * @param headers the headers by name; several values of one name are joined by commas
 * @param at when it came, by the instance's clock
 * @param status the status that was answered; empty while there is no answer, as with {@link Fault#hang}
 */
public record ReceivedRequest(String method, String path, Map<String, String> headers, Instant at, OptionalInt status) {

    /** Copies the headers; names are found in whatever case. */
    public ReceivedRequest {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Collections.unmodifiableMap(sorted);
    }

    /**
     * Looks for a header.
     *
     * @param name the name, for instance {@code If-None-Match}, in whatever case
     * @return its value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** {@return method, path and status, for instance {@code GET /oauth/discovery/keys 200}; no header} */
    @Override
    public String toString() {
        return method + " " + path + " " + (status.isPresent() ? status.getAsInt() : "(no answer yet)");
    }
}
