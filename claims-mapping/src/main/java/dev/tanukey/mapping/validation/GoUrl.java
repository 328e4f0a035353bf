package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.mapping.url.MalformedTextException;
import dev.tanukey.mapping.url.Octets;
import dev.tanukey.mapping.url.UrlParts;

/**
 * Reads a URL as Kubernetes does, which takes other texts than {@link java.net.URI}, such as {@code https://} alone.
 * Stateless.
 */
final class GoUrl {

    private GoUrl() {}

    /** A text is no URL. The message is Go's, without the secrets of the text. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String reason) {
            super(reason, null, false, false);
        }
    }

    static UrlParts parse(String text) throws MalformedException {
        String octets = Octets.of(text);
        try {
            return UrlParts.of(octets);
        } catch (MalformedTextException malformed) {
            String shown = Octets.of(Discreet.url(text));
            throw new MalformedException(malformed.reason(quoted -> discreet(quoted, octets, shown)));
        }
    }

    /** What may be shown of a quoted part of a text; of the text itself, whether with its fragment or without. */
    private static String discreet(String quoted, String text, String shown) {
        if (quoted.equals(text)) {
            return shown;
        }
        if (quoted.equals(withoutFragment(text))) {
            return withoutFragment(shown);
        }
        return shown.contains(quoted) ? quoted : Discreet.OMITTED;
    }

    private static String withoutFragment(String url) {
        return url.split("#", 2)[0];
    }
}
