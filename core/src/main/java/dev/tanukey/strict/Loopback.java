package dev.tanukey.strict;

import java.util.Locale;

/** Tells this machine's loopback addresses by their literal names; nothing is resolved. Stateless. */
public final class Loopback {

    private Loopback() {}

    /**
     * Tells whether a host is this machine.
     *
     * @param host the host of a URI, as {@link java.net.URI#getHost} gives it
     * @return true for {@code localhost}, 127.0.0.0/8 in four decimal parts, and [::1]
     */
    public static boolean isHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.equals("[::1]")
                || lower.matches("127(\\.(?:[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])){3}");
    }
}
