package dev.tanukey.mapping.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints what stands in a configuration without the secrets that people put there by mistake: a message about them goes
 * to logs. Knows those that have a place or a form: user names, passwords, queries and fragments of URLs, and PEM. A
 * secret that looks like any other text is not seen. Stateless.
 */
public final class Discreet {
    /** What stands in the place of a secret. */
    public static final String OMITTED = "<omitted>";

    private static final Pattern BEFORE_AUTHORITY = Pattern.compile("\\s*+(?:[A-Za-z][A-Za-z0-9+.-]*+:)?+/++");
    private static final Pattern URL = Pattern.compile("\\s*+[A-Za-z][A-Za-z0-9+.-]*+://");

    private Discreet() {}

    /**
     * Prints any text.
     *
     * @param text any text
     * @return the text; if it begins like a URL, without the secrets of one; {@link #OMITTED}, if it has PEM in it
     */
    public static String text(String text) {
        return isPem(text) || URL.matcher(text).lookingAt() ? url(text) : text;
    }

    /**
     * Prints what should be a URL, and perhaps is none. In doubt, more than the secret is left out.
     *
     * @param text any text
     * @return the text, with {@link #OMITTED} for the user information, the query and the fragment, or for all of PEM
     */
    public static String url(String text) {
        if (isPem(text)) {
            return OMITTED;
        }
        Matcher before = BEFORE_AUTHORITY.matcher(text);
        int start = before.lookingAt() ? before.end() : 0;
        int path = first(text, "/?#", start);
        int colon = text.indexOf(':', start);
        // a password with a slash or a question mark in it looks like a port and a path
        boolean password = colon >= 0 && colon < path;
        int at = password ? text.lastIndexOf('@') : text.lastIndexOf('@', path - 1);
        return at < start ? behindHost(text) : text.substring(0, start) + OMITTED + behindHost(text.substring(at));
    }

    /**
     * Tells whether a text has PEM in it, such as a private key.
     *
     * @param text any text
     * @return whether nothing of it may be shown
     */
    public static boolean isPem(String text) {
        return text.contains("-----BEGIN");
    }

    private static String behindHost(String url) {
        int query = first(url, "?#", 0);
        int fragment = first(url, "#", query);
        return url.substring(0, query) + omitted(url.substring(query, fragment)) + omitted(url.substring(fragment));
    }

    /** A mark and what follows it. */
    private static String omitted(String part) {
        return part.length() < 2 ? part : part.charAt(0) + OMITTED;
    }

    /** The place of the first of some marks; the end of the text, if there is none. */
    private static int first(String text, String marks, int from) {
        int i = from;
        while (i < text.length() && marks.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
