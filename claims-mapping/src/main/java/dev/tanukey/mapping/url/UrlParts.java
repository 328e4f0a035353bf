package dev.tanukey.mapping.url;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a URL consists of, in octets, as Go's {@code net/url} reads it (of Go 1.26, with which Kubernetes 1.36 is
 * built).
 *
 * @param scheme in lower case; empty if there is none
 * @param opaque what stands behind a scheme if it does not begin with a slash; else empty
 * @param authority whether two slashes announce a host, even an empty one
 * @param user user name and password, written anew, with the {@code @}; empty if there is none
 * @param host host and port without escapes; empty if there is none
 * @param path as it is shown: written anew where it lacks an escape
 * @param query as written, with the {@code ?}; empty if there is none
 * @param fragment as it is shown, without the {@code #}
 */
public record UrlParts(
        String scheme,
        String opaque,
        boolean authority,
        String user,
        String host,
        String path,
        String query,
        String fragment) {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*+):");
    private static final Pattern PORT = Pattern.compile("(?::[0-9]*+)?");
    private static final Pattern USER = Pattern.compile("[a-zA-Z0-9._:~!$&'()*+,;=%@-]*+");

    /**
     * Reads the target of a request, an absolute URL or path: without a scheme it is a path, and {@code #} stands for
     * itself.
     *
     * @param octets the octets of the text
     * @return its parts
     * @throws MalformedTextException if it is something else
     */
    public static UrlParts ofRequest(String octets) throws MalformedTextException {
        return parse(octets, true);
    }

    /**
     * Reads a URL, which may be relative.
     *
     * @param octets the octets of the text
     * @return its parts
     * @throws MalformedTextException if it is no URL
     */
    public static UrlParts of(String octets) throws MalformedTextException {
        int hash = octets.indexOf('#');
        UrlParts parts = parse(hash < 0 ? octets : octets.substring(0, hash), false);
        try {
            return hash < 0 ? parts : parts.withFragment(Part.FRAGMENT.normal(octets.substring(hash + 1)));
        } catch (MalformedTextException malformed) {
            throw malformed.within("parse %s: ", octets);
        }
    }

    private UrlParts withFragment(String shown) {
        return new UrlParts(scheme, opaque, authority, user, host, path, query, shown);
    }

    private static UrlParts parse(String octets, boolean request) throws MalformedTextException {
        try {
            require(octets.chars().allMatch(c -> c >= ' ' && c != 0x7f), "net/url: invalid control character in URL");
            require(!request || !octets.isEmpty(), "empty url");
            require(!octets.startsWith(":"), "missing protocol scheme");
            return octets.equals("*") ? new UrlParts("", "", false, "", "", octets, "", "") : parts(octets, request);
        } catch (MalformedTextException malformed) {
            throw malformed.within("parse %s: ", octets);
        }
    }

    private static UrlParts parts(String octets, boolean request) throws MalformedTextException {
        Matcher start = SCHEME.matcher(octets);
        String scheme = start.lookingAt() ? start.group(1).toLowerCase(Locale.ROOT) : "";
        String rest = scheme.isEmpty() ? octets : octets.substring(start.end());
        String beforeQuery = before('?', rest);
        String query = rest.substring(beforeQuery.length());
        rest = beforeQuery;
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new UrlParts(scheme, rest, false, "", "", "", query, "");
            }
            require(!request, "invalid URI for request");
            require(before('/', rest).indexOf(':') < 0, "first path segment in URL cannot contain colon");
        }
        boolean hostWithoutScheme = !request && !rest.startsWith("///");
        if (!rest.startsWith("//") || (scheme.isEmpty() && !hostWithoutScheme)) {
            return new UrlParts(scheme, "", false, "", "", Part.PATH.normal(rest), query, "");
        }
        String authority = before('/', rest.substring(2));
        int at = authority.lastIndexOf('@');
        String host = host(scheme, authority.substring(at + 1));
        String user = at < 0 ? "" : user(authority.substring(0, at));
        String path = Part.PATH.normal(rest.substring(2 + authority.length()));
        return new UrlParts(scheme, "", true, user, host, path, query, "");
    }

    private static String before(char mark, String text) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String user(String text) throws MalformedTextException {
        require(USER.matcher(text).matches(), "net/url: invalid userinfo");
        String name = before(':', text);
        String rewritten = Part.USER.rewrite(name);
        boolean password = name.length() < text.length();
        return rewritten + (password ? ":" + Part.USER.rewrite(text.substring(name.length() + 1)) : "") + "@";
    }

    /** The host and its port, as they are without escapes. */
    private static String host(String scheme, String text) throws MalformedTextException {
        int bracket = text.lastIndexOf('[');
        if (bracket >= 0) {
            require(bracket == 0, "invalid IP-literal");
            return ipLiteral(text);
        }
        boolean web = scheme.equals("http") || scheme.equals("https");
        int colon = web ? text.indexOf(':') : text.lastIndexOf(':');
        requirePort(colon < 0 ? "" : text.substring(colon));
        return Part.HOST.unescape(text);
    }

    private static String ipLiteral(String text) throws MalformedTextException {
        int end = text.lastIndexOf(']');
        require(end > 0, "missing ']' in host");
        requirePort(text.substring(end + 1));
        int percent = text.indexOf("%25");
        int zoneAt = percent < 0 ? end : percent;
        String address =
                Part.HOST.unescape(text.substring(1, zoneAt)) + Part.ZONE.unescape(text.substring(zoneAt, end));
        require(!ip(address).ipv4(), "invalid IP-literal");
        return "[" + address + text.substring(end);
    }

    private static IpText ip(String address) throws MalformedTextException {
        try {
            return IpText.of(address);
        } catch (MalformedTextException malformed) {
            throw malformed.within("invalid host: ");
        }
    }

    private static void requirePort(String text) throws MalformedTextException {
        if (!isPort(text)) {
            throw MalformedTextException.because("invalid port %s after host", text);
        }
    }

    /**
     * Tells what a port looks like.
     *
     * @param octets what may stand behind a host
     * @return whether it is a colon and digits, both of which may be missing
     */
    public static boolean isPort(String octets) {
        return PORT.matcher(octets).matches();
    }

    /**
     * Writes anew a URL that has a scheme or begins with a slash.
     *
     * @return the URL; what needs no escape has none, where the text has not one that is allowed
     */
    public String written() {
        String start = scheme.isEmpty() ? "" : scheme + ":";
        String end = query + (fragment.isEmpty() ? "" : "#" + fragment);
        if (!opaque.isEmpty()) {
            return start + opaque + end;
        }
        String behind = user + Part.HOST.escape(host) + path;
        return start + (authority && !behind.isEmpty() ? "//" : "") + behind + end;
    }

    private static void require(boolean fulfilled, String reason) throws MalformedTextException {
        if (!fulfilled) {
            throw MalformedTextException.because(reason);
        }
    }
}
