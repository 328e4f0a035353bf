package dev.tanukey.testkit.server;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was asked for. Immutable.
 *
 * @param method the method, for instance {@code GET}
 * @param path the path as it came, without the query
 * @param headers by name, in whatever case; several values of one name are joined by commas
 */
public record Request(String method, String path, Map<String, String> headers) {

    /** Copies the headers. */
    public Request {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Collections.unmodifiableMap(sorted);
    }

    /**
     * Looks for a header.
     *
     * @param name the header's name, in whatever case
     * @return its value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
