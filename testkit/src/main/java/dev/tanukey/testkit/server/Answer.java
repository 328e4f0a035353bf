package dev.tanukey.testkit.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered. Immutable.
 *
 * @param status the status code
 * @param headers each with one value
 * @param body the body, sent as UTF-8 with its length; left out by the server for HEAD, 204 and 304
 * @param breaksOff whether the connection ends halfway through the body
 */
public record Answer(int status, Map<String, String> headers, String body, boolean breaksOff) {
    /** The header with which caches ask again. */
    public static final String ETAG = "ETag";

    /** The header with the media type. */
    public static final String CONTENT_TYPE = "Content-Type";

    /** Copies the headers and keeps their order. */
    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * Makes an answer of a text.
     *
     * @param status the status code
     * @param contentType the media type
     * @param body the text
     * @return the answer
     */
    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of(CONTENT_TYPE, contentType), body, false);
    }

    /**
     * The same answer with one more header, or with another value for it.
     *
     * @param name the header's name
     * @param value its value
     * @return a copy
     */
    public Answer with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new Answer(status, changed, body, breaksOff);
    }

    /**
     * The same answer without a header.
     *
     * @param name the header's name, as it was set
     * @return a copy
     */
    public Answer without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return new Answer(status, changed, body, breaksOff);
    }

    /**
     * The same answer with another body, and without the tag of the old one.
     *
     * @param text the body
     * @return a copy
     */
    public Answer withBody(String text) {
        return new Answer(status, without(ETAG).headers, text, breaksOff);
    }

    /** {@return the same answer, of which only half arrives} */
    public Answer brokenOff() {
        return new Answer(status, without(ETAG).headers, body, true);
    }

    /**
     * Looks for a header.
     *
     * @param name the header's name, as it was set
     * @return its value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
