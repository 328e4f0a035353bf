package dev.tanukey.jwks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer to one request, as it came and judged by nobody yet.
 *
 * <p>Immutable and thread-safe. Prints no text of the other side.
 */
public final class FetchedDocument {
    /** The number of bytes that a body may have, after all encodings are undone: 256 KiB. */
    public static final int MAXIMUM_BODY_LENGTH = 256 * 1024;

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private FetchedDocument(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.body = body.clone();
    }

    /**
     * An answer over HTTP.
     *
     * @param status the status code
     * @param headers the header fields by name; several values of one name in one text, with commas (RFC 9110 5.2)
     * @param body the body without any content encoding; may be empty
     * @return the answer
     */
    public static FetchedDocument of(int status, Map<String, String> headers, byte[] body) {
        return new FetchedDocument(status, headers, body);
    }

    /**
     * A JSON text that was read from somewhere else than HTTP.
     *
     * @param body the text in UTF-8
     * @return an answer of status 200 and of type {@code application/json}
     */
    public static FetchedDocument json(byte[] body) {
        return new FetchedDocument(200, Map.of("Content-Type", "application/json"), body);
    }

    /** {@return the status code} */
    public int status() {
        return status;
    }

    /**
     * Gives a header field.
     *
     * @param name its name, in letters of either case
     * @return its value, if it is there
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean hasSameBodyAs(FetchedDocument other) {
        return Arrays.equals(body, other.body);
    }

    /** This document with the headers of an answer that says that it is still good (RFC 9111 4.3.4). */
    FetchedDocument confirmedBy(FetchedDocument answer) {
        FetchedDocument confirmed = new FetchedDocument(status, headers, body);
        for (String name : List.of("Cache-Control", "ETag")) {
            answer.header(name).ifPresent(value -> confirmed.headers.put(name, value));
        }
        return confirmed;
    }

    /** {@return a copy of the body} */
    public byte[] body() {
        return body.clone();
    }

    /** {@return status and length} */
    @Override
    public String toString() {
        return "FetchedDocument[status=" + status + ", " + body.length + " bytes]";
    }
}
