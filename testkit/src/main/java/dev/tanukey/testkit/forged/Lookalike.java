package dev.tanukey.testkit.forged;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Texts that somebody takes for another. */
final class Lookalike {
    private static final List<String> TWINS = List.of("a\u0430", "e\u0435", "o\u043E", "p\u0440", "c\u0441", "i\u0456");

    private Lookalike() {}

    /** A slash more at the end, or less. */
    static String slash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text + "/";
    }

    static String otherCase(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String other = upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
        return other.equals(text) ? text + "A" : other;
    }

    /** The first of those letters is Cyrillic; without any, one is put behind. */
    static String homoglyph(String text) {
        for (String twin : TWINS) {
            int place = text.indexOf(twin.charAt(0));
            if (place >= 0) {
                return text.substring(0, place) + twin.charAt(1) + text.substring(place + 1);
            }
        }
        return text + "\u0430";
    }

    static String host(String url) {
        return String.valueOf(URI.create(url).getHost());
    }

    /** Host, port and path: what follows the scheme. */
    static String withoutScheme(String url) {
        return url.substring(url.indexOf("://") + 3);
    }

    static String scheme(String url) {
        return url.substring(0, url.indexOf("://"));
    }

    static String otherScheme(String url) {
        return (scheme(url).equals("https") ? "http" : "https") + "://" + withoutScheme(url);
    }

    /** The port that a client would take anyway, or another. */
    static String port(String url) {
        URI uri = URI.create(url);
        int written = uri.getPort();
        String port = written >= 0 ? ":" + (written % 65_535 + 1) : scheme(url).equals("https") ? ":443" : ":80";
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    }
}
