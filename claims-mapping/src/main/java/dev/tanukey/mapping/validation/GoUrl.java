package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.text.Discreet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A URL as Go's {@code net/url} reads it (of Go 1.26, with which Kubernetes 1.36 is built), as far as the rules of a
 * configuration look at it. It takes other texts than {@link java.net.URI} does, such as {@code https://} alone.
 *
 * @param scheme in lower case; empty if there is none
 * @param userInformation whether there is an {@code @} before the host
 * @param host host and port as written; empty if there is none
 * @param query what stands behind {@code ?}
 * @param fragment what stands behind {@code #}
 */
record GoUrl(String scheme, boolean userInformation, String host, String query, String fragment) {

    /** A text is no URL. The message is Go's, without the secrets of the text. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String reason) {
            super(reason, null, false, false);
        }
    }

    static GoUrl parse(String text) throws MalformedException {
        int hash = text.indexOf('#');
        String main = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        boolean whole = false;
        try {
            GoUrl url = parse(main, fragment);
            whole = true;
            GoHost.requireEscapes(fragment);
            return url;
        } catch (MalformedException malformed) {
            String shown = Discreet.url(text);
            String parsed = whole ? shown : shown.split("#", 2)[0];
            throw new MalformedException("parse %s: %s"
                    .formatted(GoText.quote(parsed), discreet(String.valueOf(malformed.getMessage()), text, shown)));
        }
    }

    /** A reason, without what it quotes of a part of the text that is not shown. */
    private static String discreet(String reason, String text, String shown) {
        int first = reason.indexOf('"') + 1;
        int last = reason.lastIndexOf('"');
        boolean hidden = !shown.equals(text)
                && last >= first
                && first > 0
                && !GoText.quote(shown).contains(reason.substring(first, last));
        return hidden ? reason.substring(0, first) + Discreet.OMITTED + reason.substring(last) : reason;
    }

    private static GoUrl parse(String text, String fragment) throws MalformedException {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new MalformedException("net/url: invalid control character in URL");
        }
        int schemeEnd = schemeEnd(text);
        String scheme = text.substring(0, Math.max(0, schemeEnd)).toLowerCase(Locale.ROOT);
        String rest = text.substring(schemeEnd + 1);
        int mark = rest.indexOf('?');
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);
        if (!rest.startsWith("/")) {
            if (scheme.isEmpty() && firstSegment(rest).contains(":")) {
                throw new MalformedException("first path segment in URL cannot contain colon");
            }
            if (scheme.isEmpty()) {
                GoHost.requireEscapes(rest);
            }
            return new GoUrl(scheme, false, "", query, fragment);
        }
        String authority = authority(scheme, rest);
        if (authority == null) {
            GoHost.requireEscapes(rest);
            return new GoUrl(scheme, false, "", query, fragment);
        }
        int at = authority.lastIndexOf('@');
        String host = authority.substring(at + 1);
        GoHost.require(scheme, host);
        if (at >= 0) {
            GoHost.requireUserInformation(authority.substring(0, at));
        }
        GoHost.requireEscapes(rest.substring(2 + authority.length()));
        return new GoUrl(scheme, at >= 0, host, query, fragment);
    }

    /** The place of the colon behind a scheme; -1 if the text does not begin with one. */
    private static int schemeEnd(String text) throws MalformedException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                if (i == 0) {
                    throw new MalformedException("missing protocol scheme");
                }
                return i;
            }
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean further = i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.');
            if (!letter && !further) {
                return -1;
            }
        }
        return -1;
    }

    private static String firstSegment(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** What stands between two slashes and the path; null if there are no two slashes. */
    private static @Nullable String authority(String scheme, String rest) {
        if (!rest.startsWith("//") || (scheme.isEmpty() && rest.startsWith("///"))) {
            return null;
        }
        return firstSegment(rest.substring(2));
    }
}
