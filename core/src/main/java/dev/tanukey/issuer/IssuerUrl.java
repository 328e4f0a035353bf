package dev.tanukey.issuer;

import dev.tanukey.strict.Loopback;
import dev.tanukey.strict.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an issuer's URL must be: absolute, https, with a host and without user information, query and fragment (RFC 8414
 * 2).
 */
final class IssuerUrl {

    private static final int MAXIMUM_LENGTH = 1_024;
    /** The host of an http URL without user information, whatever comes behind it. */
    private static final Pattern HTTP_HOST = Pattern.compile(
            "^http://(\\[[0-9a-f:.]+]|[^/?#@:\\[\\]\\\\]+)(?::[0-9]*)?(?:[/?#].*)?$",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private IssuerUrl() {}

    /** Quotes a URL for a message. */
    static String withoutUserInformation(String url) {
        int at = url.lastIndexOf('@');
        return Printable.quote(at < 0 ? url : "..." + url.substring(at));
    }

    /**
     * Whether nobody on the way can speak for this issuer: it is https, or stays on this machine where that is allowed.
     */
    static boolean isProtected(String url, boolean httpOnLoopbackAllowed) {
        if (url.regionMatches(true, 0, "https:", 0, 6)) {
            return true;
        }
        return httpOnLoopbackAllowed
                && HTTP_HOST.matcher(url).results().anyMatch(match -> Loopback.isHost(match.group(1)));
    }

    static List<String> problems(String url, boolean httpOnLoopbackAllowed) {
        List<String> problems = new ArrayList<>();
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException notAUri) {
            problems.add("url must be an absolute https URL");
            return problems;
        }
        if (url.length() > MAXIMUM_LENGTH) {
            problems.add("url must have at most " + MAXIMUM_LENGTH + " characters");
        }
        if (uri.getHost() == null) {
            problems.add("url must name a host, as in https://gitlab.example.com");
        }
        boolean loopbackHttp = httpOnLoopbackAllowed && "http".equalsIgnoreCase(uri.getScheme());
        if (loopbackHttp && uri.getHost() != null && !Loopback.isHost(uri.getHost())) {
            problems.add("url may be http on this machine's loopback addresses only");
        }
        if (!loopbackHttp && !"https".equalsIgnoreCase(uri.getScheme())) {
            problems.add("url must begin with https://");
        }
        if (uri.getRawUserInfo() != null) {
            problems.add("url must not hold user information");
        }
        if (uri.getRawQuery() != null) {
            problems.add("url must not hold a query");
        }
        if (uri.getRawFragment() != null) {
            problems.add("url must not hold a fragment");
        }
        return problems;
    }
}
