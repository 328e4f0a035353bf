package dev.tanukey.mapping.url;

import java.math.BigInteger;
import java.util.HexFormat;

/** Reads one IP address. */
final class IpReader {
    private static final int GROUP = 4;
    private static final int GROUPS = 8;
    private static final int HIGHEST = 255;

    private final String whole;
    private final StringBuilder hexadecimal = new StringBuilder();
    private int gap = -1;

    IpReader(String whole) {
        this.whole = whole;
    }

    IpText read() throws MalformedTextException {
        int at = 0;
        while (at < whole.length() && ".:%".indexOf(whole.charAt(at)) < 0) {
            at++;
        }
        switch (at == whole.length() ? ' ' : whole.charAt(at)) {
            case ':' -> ipv6();
            case '.' -> ipv4(whole);
            case '%' -> throw because("missing IPv6 address");
            default -> throw because("unable to parse IP");
        }
        return new IpText(new BigInteger(hexadecimal.toString(), 16), whole.charAt(at) == '.', whole.indexOf('%') >= 0);
    }

    private void ipv6() throws MalformedTextException {
        int zone = whole.indexOf('%');
        if (zone == whole.length() - 1) {
            throw because("zone must be a non-empty string");
        }
        String rest = zone < 0 ? whole : whole.substring(0, zone);
        if (rest.startsWith("::")) {
            gap = 0;
            rest = rest.substring(2);
        }
        while (groups() < GROUPS && !(gap >= 0 && rest.isEmpty())) {
            int digits = digits(rest);
            if (rest.startsWith(".", digits)) {
                requirePlaceForIpv4(rest);
                ipv4(rest);
                rest = "";
                break;
            }
            hexadecimal.append("0".repeat(GROUP - digits)).append(rest, 0, digits);
            rest = rest.substring(digits);
            if (rest.isEmpty()) {
                break;
            }
            rest = behindColon(rest);
        }
        if (!rest.isEmpty()) {
            throw because("trailing garbage after address", rest);
        }
        fillGap();
    }

    private int groups() {
        return hexadecimal.length() / GROUP;
    }

    /** How many digits a group has. */
    private int digits(String rest) throws MalformedTextException {
        int digits = 0;
        while (digits < rest.length() && Octets.hexadecimal(rest.charAt(digits)) >= 0) {
            digits++;
        }
        if (digits > GROUP) {
            throw because("each group must have 4 or less digits", rest);
        }
        if (digits == 0) {
            String reason = "each colon-separated field must have at least one digit";
            throw rest.isEmpty() ? because(reason) : because(reason, rest);
        }
        return digits;
    }

    private String behindColon(String rest) throws MalformedTextException {
        if (!rest.startsWith(":")) {
            throw because("unexpected character, want colon", rest);
        }
        String next = rest.substring(1);
        if (next.isEmpty()) {
            throw because("colon must be followed by more characters", rest);
        }
        if (!next.startsWith(":")) {
            return next;
        }
        if (gap >= 0) {
            throw because("multiple :: in address", next);
        }
        gap = hexadecimal.length();
        return next.substring(1);
    }

    private void requirePlaceForIpv4(String rest) throws MalformedTextException {
        int last = GROUPS - 2;
        if (gap < 0 && groups() != last) {
            throw because("embedded IPv4 address must replace the final 2 fields of the address", rest);
        }
        if (groups() > last) {
            throw because("too many hex fields to fit an embedded IPv4 at the end of the address", rest);
        }
    }

    private void fillGap() throws MalformedTextException {
        int missing = GROUPS - groups();
        if (missing > 0 && gap < 0) {
            throw because("address string too short");
        }
        if (missing == 0 && gap >= 0) {
            throw because("the :: must expand to at least one field of zeros");
        }
        if (missing > 0) {
            hexadecimal.insert(gap, "0".repeat(missing * GROUP));
        }
    }

    private void ipv4(String text) throws MalformedTextException {
        int fields = 0;
        int start = 0;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (i > start && value == 0) {
                    throw because("IPv4 field has octet with leading zero");
                }
                value = value * 10 + c - '0';
                if (value > HIGHEST) {
                    throw because("IPv4 field has value >255");
                }
            } else if (c != '.') {
                throw because("unexpected character", text.substring(i));
            } else if (i == start || i == text.length() - 1) {
                throw because("IPv4 field must have at least one digit", text.substring(i));
            } else if (fields == 3) {
                throw because("IPv4 address too long");
            } else {
                appendField(value);
                fields++;
                start = i + 1;
                value = 0;
            }
        }
        appendField(value);
        if (fields < 3) {
            throw because("IPv4 address too short");
        }
    }

    private void appendField(int value) {
        hexadecimal.append(HexFormat.of().toHexDigits((byte) value));
    }

    private MalformedTextException because(String reason) {
        return MalformedTextException.because("ParseAddr(%s): " + reason, whole);
    }

    private MalformedTextException because(String reason, String rest) {
        return MalformedTextException.because("ParseAddr(%s): " + reason + " (at %s)", whole, rest);
    }
}
