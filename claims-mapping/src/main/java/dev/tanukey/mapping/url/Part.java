package dev.tanukey.mapping.url;

import java.util.HexFormat;

/** A part of a URL, which decides what may stand in it without an escape, and which escapes it takes. */
public enum Part {
    /** What follows the host. */
    PATH("$&+,/:;=@", "!'()*[]%"),

    /** Host and port. */
    HOST("!$&'()*+,;=:[]<>\"", "") {
        @Override
        boolean takesEscape(int octet) {
            return octet >= 0x80 || octet == '%';
        }
    },

    /** The zone of an address, with the escaped percent sign before it. */
    ZONE("!$&'()*+,;=:[]<>\"", "") {
        @Override
        boolean takesEscape(int octet) {
            return keeps(octet) || octet == ' ' || octet == '%';
        }
    },

    /** A user name, or a password. */
    USER("$&+,;=", ""),

    /** A name or a value in a query. */
    QUERY("", ""),

    /** What follows the {@code #}. */
    FRAGMENT("$&+,/:;=?@!()*", "'[]%");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String kept;
    private final String tolerated;

    /**
     * Names the punctuation of the part.
     *
     * @param kept what is written without an escape
     * @param tolerated what is left as it is where it came without an escape
     */
    Part(String kept, String tolerated) {
        this.kept = kept;
        this.tolerated = tolerated;
    }

    /** Whether an escape may stand for an octet. */
    boolean takesEscape(int octet) {
        return true;
    }

    boolean keeps(int octet) {
        return Octets.isLetterOrDigit(octet) || "-_.~".indexOf(octet) >= 0 || kept.indexOf(octet) >= 0;
    }

    /**
     * Resolves the escapes.
     *
     * @param octets as written
     * @return what is meant
     * @throws MalformedTextException if there is a wrong escape, or what may not stand in a host
     */
    public String unescape(String octets) throws MalformedTextException {
        boolean strict = this == HOST || this == ZONE;
        StringBuilder unescaped = new StringBuilder(octets.length());
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            if (c == '%') {
                unescaped.append(unescaped(octets.substring(i, Math.min(i + 3, octets.length()))));
                i += 2;
            } else if (strict && c < 0x80 && !keeps(c)) {
                throw MalformedTextException.because("invalid character %s in host name", String.valueOf(c));
            } else {
                unescaped.append(c == '+' && this == QUERY ? ' ' : c);
            }
        }
        return unescaped.toString();
    }

    private char unescaped(String escape) throws MalformedTextException {
        boolean complete = escape.length() == 3;
        int high = complete ? Octets.hexadecimal(escape.charAt(1)) : -1;
        int low = complete ? Octets.hexadecimal(escape.charAt(2)) : -1;
        int octet = high * 16 + low;
        if (high < 0 || low < 0 || !takesEscape(octet)) {
            throw MalformedTextException.because("invalid URL escape %s", escape);
        }
        return (char) octet;
    }

    /** Writes octets with escapes for all that the part does not keep. */
    String escape(String octets) {
        StringBuilder escaped = new StringBuilder(octets.length());
        octets.chars().forEach(octet -> {
            if (keeps(octet)) {
                escaped.append((char) octet);
            } else {
                escaped.append('%').append(HEX.toHexDigits((byte) octet));
            }
        });
        return escaped.toString();
    }

    /** The form in which the part is shown: as it was written if that is fit, else written anew. */
    String normal(String octets) throws MalformedTextException {
        String anew = rewrite(octets);
        boolean fit = octets.chars().allMatch(octet -> keeps(octet) || tolerated.indexOf(octet) >= 0);
        return fit ? octets : anew;
    }

    String rewrite(String octets) throws MalformedTextException {
        return escape(unescape(octets));
    }
}
