package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.mapping.url.UrlParts;
import dev.tanukey.mapping.validation.GoUrl.MalformedException;
import dev.tanukey.strict.Loopback;

/** What a URL of an issuer must be: https, and nothing but scheme, host, port and path. */
final class UrlRules {
    private final boolean httpOnLoopback;

    UrlRules(boolean httpOnLoopback) {
        this.httpOnLoopback = httpOnLoopback;
    }

    void judge(String path, String text, Problems problems) {
        String shown = Discreet.url(text);
        UrlParts url;
        try {
            url = GoUrl.parse(text);
        } catch (MalformedException malformed) {
            problems.invalid(
                    path,
                    shown,
                    String.valueOf(malformed.getMessage()),
                    "Write a URL such as https://gitlab.example.com");
            return;
        }
        if (!url.scheme().equals("https") && !isAllowedHttp(url)) {
            problems.invalid(
                    path,
                    shown,
                    "URL scheme must be https",
                    "Begin it with https://, so that nobody on the way can speak for the issuer");
        }
        if (!url.user().isEmpty()) {
            problems.invalid(
                    path, shown, "URL must not contain a username or password", "Take out what stands before the @");
        }
        if (url.query().length() > 1) {
            problems.invalid(path, shown, "URL must not contain a query", "Take out the ? and what follows it");
        }
        if (!url.fragment().isEmpty()) {
            problems.invalid(path, shown, "URL must not contain a fragment", "Take out the # and what follows it");
        }
    }

    private boolean isAllowedHttp(UrlParts url) {
        return httpOnLoopback && url.scheme().equals("http") && Loopback.isHost(withoutPort(url.host()));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
