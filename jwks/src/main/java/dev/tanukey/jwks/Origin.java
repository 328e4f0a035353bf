package dev.tanukey.jwks;

import dev.tanukey.strict.Loopback;
import dev.tanukey.strict.Printable;
import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of an address from which keys may come (RFC 6454 4): https, or http on this machine. */
record Origin(String scheme, String host, int port) {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int GREATEST_PORT = 65_535;

    /**
     * Takes the origin of an address.
     *
     * @throws IllegalArgumentException if the address is none that may be asked; the message goes on after its name
     */
    static Origin of(URI address) {
        String host = address.getHost();
        String scheme = address.getScheme();
        if (host == null || scheme == null) {
            throw refusal(address, "must be an absolute https URL");
        }
        if (address.getRawUserInfo() != null) {
            throw refusal(address, "must not hold user information");
        }
        if (address.getRawFragment() != null) {
            throw refusal(address, "must not hold a fragment");
        }
        if (address.getPort() > GREATEST_PORT) {
            throw refusal(address, "must have a port of at most " + GREATEST_PORT);
        }
        Origin origin = new Origin(scheme.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), address.getPort());
        if (origin.isHttps()) {
            return origin.withPortOr(HTTPS_PORT);
        }
        if (origin.scheme.equals("http") && Loopback.isHost(origin.host)) {
            return origin.withPortOr(HTTP_PORT);
        }
        throw refusal(address, "must begin with https://");
    }

    boolean isHttps() {
        return scheme.equals("https");
    }

    private Origin withPortOr(int defaultPort) {
        return port == -1 ? new Origin(scheme, host, defaultPort) : this;
    }

    private static IllegalArgumentException refusal(URI address, String rule) {
        return new IllegalArgumentException(rule + ", but is " + Printable.quote(address.toString()));
    }

    /** Writes the origin as RFC 6454 6.2 does. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == (isHttps() ? HTTPS_PORT : HTTP_PORT) ? "" : ":" + port);
    }
}
