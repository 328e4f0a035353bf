package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.validation.GoUrl.MalformedException;
import java.util.regex.Pattern;

/** What Go's {@code net/url} takes before, as and behind the host of a URL. Stateless. */
final class GoHost {
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final int NO_ADDRESS = -100;

    private GoHost() {}

    /** Where a text stands, which decides what it may hold. */
    private enum Part {
        HOST,
        ZONE,
        OTHER;

        boolean takes(char c) {
            return this == OTHER || c >= 0x80 || isLetterOrDigit(c) || "!$&'()*+,;=:[]<>\"-_.~".indexOf(c) >= 0;
        }
    }

    /** Refuses what is no host and port. */
    static void require(String scheme, String host) throws MalformedException {
        int bracket = host.lastIndexOf('[');
        if (bracket > 0) {
            throw new MalformedException("invalid IP-literal");
        }
        if (bracket == 0) {
            requireIpLiteral(host);
            return;
        }
        int colon = host.indexOf(':');
        if (colon >= 0) {
            boolean web = scheme.equals("http") || scheme.equals("https");
            requirePort(host.substring(web ? colon : host.lastIndexOf(':')));
        }
        requireEscapes(host, Part.HOST);
    }

    /** Refuses what is no user name or password. */
    static void requireUserInformation(String text) throws MalformedException {
        if (!text.chars().allMatch(c -> isLetterOrDigit((char) c) || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0)) {
            throw new MalformedException("net/url: invalid userinfo");
        }
        requireEscapes(text);
    }

    /** Refuses a percent sign that is not followed by two hexadecimal digits. */
    static void requireEscapes(String text) throws MalformedException {
        requireEscapes(text, Part.OTHER);
    }

    private static void requireIpLiteral(String host) throws MalformedException {
        int end = host.lastIndexOf(']');
        if (end < 0) {
            throw new MalformedException("missing ']' in host");
        }
        requirePort(host.substring(end + 1));
        String literal = host.substring(1, end);
        int zoneAt = literal.indexOf("%25");
        String address = zoneAt < 0 ? literal : literal.substring(0, zoneAt);
        requireEscapes(address, Part.HOST);
        if (zoneAt >= 0) {
            requireEscapes(literal.substring(zoneAt), Part.ZONE);
        }
        if (zoneAt < 0 && IPV4.matcher(address).matches()) {
            throw new MalformedException("invalid IP-literal");
        }
        boolean emptyZone = zoneAt >= 0 && zoneAt + 3 == literal.length();
        if (!isIpv6(address) || emptyZone) {
            throw new MalformedException("invalid host: ParseAddr(" + GoText.quote(literal) + "): unable to parse IP");
        }
    }

    private static void requirePort(String text) throws MalformedException {
        boolean port = text.isEmpty()
                || (text.charAt(0) == ':' && text.substring(1).chars().allMatch(c -> c >= '0' && c <= '9'));
        if (!port) {
            throw new MalformedException("invalid port " + GoText.quote(text) + " after host");
        }
    }

    private static void requireEscapes(String text, Part part) throws MalformedException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                requireEscape(text.substring(i, Math.min(text.length(), i + 3)), part);
                i += 2;
            } else if (!part.takes(c)) {
                throw new MalformedException("invalid character " + GoText.quote(String.valueOf(c)) + " in host name");
            }
        }
    }

    private static void requireEscape(String escape, Part part) throws MalformedException {
        int high = escape.length() < 3 ? -1 : hexadecimal(escape.charAt(1));
        int low = escape.length() < 3 ? -1 : hexadecimal(escape.charAt(2));
        char escaped = (char) (high * 16 + low);
        boolean taken = high >= 0 && low >= 0;
        if (taken && !escape.equals("%25")) {
            // in a host only what is not ASCII may be escaped, in a zone what may also be written plainly
            taken = switch (part) {
                case HOST -> high >= 8;
                case ZONE -> escaped == ' ' || (escaped < 0x80 && part.takes(escaped));
                case OTHER -> true;
            };
        }
        if (!taken) {
            throw new MalformedException("invalid URL escape " + GoText.quote(escape));
        }
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int groups = (before.isEmpty() ? 0 : groups(before, false)) + (after.isEmpty() ? 0 : groups(after, true));
        return groups >= 0 && groups <= 7;
    }

    /** How many groups of 16 bits a text has; less than none if it has something else. */
    private static int groups(String text, boolean mayEndInIpv4) {
        String[] groups = text.split(":", -1);
        int count = groups.length;
        for (int i = 0; i < groups.length; i++) {
            if (mayEndInIpv4
                    && i == groups.length - 1
                    && IPV4.matcher(groups[i]).matches()) {
                count++;
            } else if (!IPV6_GROUP.matcher(groups[i]).matches()) {
                return NO_ADDRESS;
            }
        }
        return count;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int hexadecimal(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
