package dev.tanukey.cel.net;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.Kind;
import dev.tanukey.cel.value.NativeStrings;
import dev.tanukey.mapping.url.MalformedTextException;
import dev.tanukey.mapping.url.Octets;
import dev.tanukey.mapping.url.Part;
import dev.tanukey.mapping.url.UrlParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A URL of an expression, as Go's {@code net/url} reads it: an absolute one, or an absolute path. Two URLs are equal if
 * they look the same when written anew. Immutable.
 */
final class Url extends OpaqueValue {
    static final Kind<Url> KIND = new Kind<>(OpaqueType.create("kubernetes.URL"), Url.class);

    private static final int MOST_PARAMETERS = 10_000;

    @SuppressWarnings("Immutable") // a record of texts
    private final UrlParts parts;

    private Url(UrlParts parts) {
        this.parts = parts;
    }

    /**
     * Reads a URL. A cluster looks at it twice: as the target of a request, where {@code #} is nothing special and
     * {@code //host} a path, and then as what it keeps.
     *
     * @param text the text
     * @return the URL
     * @throws FunctionFailedException if the text is no URL for one of the two
     */
    static Url of(String text) {
        String octets = Octets.of(text);
        try {
            UrlParts.ofRequest(octets);
            return new Url(UrlParts.of(octets));
        } catch (MalformedTextException malformed) {
            throw new FunctionFailedException("not a URL: " + malformed.getMessage());
        }
    }

    /** Looks once, so that it takes some texts that {@link #of} refuses. */
    static boolean isUrl(String text) {
        try {
            UrlParts.ofRequest(Octets.of(text));
            return true;
        } catch (MalformedTextException malformed) {
            return false;
        }
    }

    String scheme() {
        return parts.scheme();
    }

    /** Host and port. */
    String host() {
        return Octets.text(parts.host());
    }

    /** The host without its port and the brackets of an IPv6 address. */
    String hostname() {
        String host = parts.host().substring(0, portAt());
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return Octets.text(bracketed ? host.substring(1, host.length() - 1) : host);
    }

    String port() {
        String host = parts.host();
        return host.substring(Math.min(host.length(), portAt() + 1));
    }

    /** Where in the host the colon before the port stands; behind it if there is no port. */
    private int portAt() {
        int colon = parts.host().lastIndexOf(':');
        return colon >= 0 && UrlParts.isPort(parts.host().substring(colon))
                ? colon
                : parts.host().length();
    }

    String escapedPath() {
        return parts.path();
    }

    /** The parameters in the order of their first values; those with a semicolon or a wrong escape are left out. */
    Map<String, NativeStrings> query() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String query = parts.query().isEmpty() ? "" : parts.query().substring(1);
        if (query.chars().filter(c -> c == '&').count() < MOST_PARAMETERS) {
            for (String parameter : query.split("&", -1)) {
                addParameter(values, parameter);
            }
        }
        Map<String, NativeStrings> lists = new LinkedHashMap<>();
        values.forEach((key, strings) -> lists.put(key, new NativeStrings(strings)));
        return lists;
    }

    private static void addParameter(Map<String, List<String>> values, String parameter) {
        if (parameter.isEmpty() || parameter.indexOf(';') >= 0) {
            return;
        }
        String[] pair = parameter.split("=", 2);
        try {
            String key = Part.QUERY.unescape(pair[0]);
            String value = pair.length == 1 ? "" : Part.QUERY.unescape(pair[1]);
            values.computeIfAbsent(Octets.text(key), absent -> new ArrayList<>())
                    .add(Octets.text(value));
        } catch (MalformedTextException malformed) {
            return;
        }
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public OpaqueType celType() {
        return (OpaqueType) KIND.type();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Url url && url.parts.written().equals(parts.written());
    }

    @Override
    public int hashCode() {
        return parts.written().hashCode();
    }

    /** {@return the URL, written anew} */
    @Override
    public String toString() {
        return Octets.text(parts.written());
    }
}
