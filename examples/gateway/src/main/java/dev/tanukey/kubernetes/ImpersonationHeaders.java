package dev.tanukey.kubernetes;

import dev.tanukey.user.UserInfo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For whom a proxy asks, in the headers that a kube-apiserver takes from those who may impersonate:
 * {@code Impersonate-User}, {@code Impersonate-Uid}, an {@code Impersonate-Group} for each group and an
 * {@code Impersonate-Extra-<key>} for each value of an extra.
 *
 * <p>What {@link #of} writes is read as the same user by a kube-apiserver and by {@link #read}, but that keys of extras
 * come in small letters, and those without values not at all; a user for whom that would not hold is refused. Values
 * may hold characters beyond ASCII, which travel as UTF-8. Stateless.
 */
public final class ImpersonationHeaders {
    private static final String PREFIX = "Impersonate-";
    private static final String USER = PREFIX + "User";
    private static final String UID = PREFIX + "Uid";
    private static final String GROUP = PREFIX + "Group";
    private static final String EXTRA = PREFIX + "Extra-";

    /** What the name of a header may hold beside letters and digits (RFC 9110 5.6.2), but for the escape itself. */
    private static final String LEGAL_IN_NAMES = "!#$&'*+-.^_`|~";

    private ImpersonationHeaders() {}

    /**
     * One header.
     *
     * @param name its name; ASCII
     * @param value its value; to be sent as UTF-8, or it would arrive as another one
     */
    public record Header(String name, String value) {

        /** {@return the bytes of the value in UTF-8, a character each: for clients that write headers in Latin-1} */
        public String latin1Value() {
            return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Whether a header says for whom a request is made. A proxy must not pass one on that comes from outside.
     *
     * @param name the name of a header, in any letters
     * @return whether it begins with {@code Impersonate-}, or with {@code Impersonate_}, which some servers take for
     *     the same
     */
    public static boolean isImpersonation(String name) {
        return startsWith(name.replace('_', '-'), PREFIX);
    }

    /**
     * Writes a user.
     *
     * @param user the user
     * @return the headers: name, uid, groups and extras, each in their order
     * @throws UnsendableUserException if the name is empty, a value has a control character or a blank at an end, a
     *     text has a lone surrogate, or keys of extras are empty or differ in capitals only
     */
    public static List<Header> of(UserInfo user) throws UnsendableUserException {
        if (user.username().isEmpty()) {
            throw new UnsendableUserException("the username is empty, so the proxy would ask for itself");
        }
        List<Header> headers = new ArrayList<>();
        headers.add(new Header(USER, sendable(user.username(), "the username")));
        if (!user.uid().isEmpty()) {
            headers.add(new Header(UID, sendable(user.uid(), "the uid")));
        }
        for (String group : user.groups()) {
            headers.add(new Header(GROUP, sendable(group, "a group")));
        }
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, List<String>> extra : user.extra().entrySet()) {
            String name = EXTRA + escape(extra.getKey());
            if (!names.add(name)) {
                throw new UnsendableUserException("two keys of extras differ in capitals only");
            }
            for (String value : extra.getValue()) {
                headers.add(new Header(name, sendable(value, "a value of an extra")));
            }
        }
        return List.copyOf(headers);
    }

    private static String sendable(String value, String what) throws UnsendableUserException {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw new UnsendableUserException(what + " has a control character");
        }
        if (!value.isEmpty() && (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)))) {
            throw new UnsendableUserException(what + " has a blank at an end, which no header keeps");
        }
        return encodable(value, what);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String encodable(String text, String what) throws UnsendableUserException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new UnsendableUserException(what + " has a lone surrogate");
        }
        return text;
    }

    private static String escape(String key) throws UnsendableUserException {
        if (key.isEmpty()) {
            throw new UnsendableUserException("a key of an extra is empty");
        }
        String inSmallLetters = encodable(key, "a key of an extra").toLowerCase(Locale.ROOT);
        StringBuilder name = new StringBuilder();
        for (byte b : inSmallLetters.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || LEGAL_IN_NAMES.indexOf(b) >= 0) {
                name.append((char) b);
            } else {
                name.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
            }
        }
        return name.toString();
    }

    /**
     * Reads for whom a request is made.
     *
     * @param headers all headers of the request, names in any letters, values decoded from UTF-8
     * @return the user; empty if the request is made for whoever sends it
     * @throws MalformedRequestException if there is not exactly one username, at most one uid, and nothing that is
     *     unknown here
     */
    public static Optional<UserInfo> read(Map<String, List<String>> headers) throws MalformedRequestException {
        List<String> users = new ArrayList<>();
        List<String> uids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        Map<String, List<String>> extra = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = header.getKey();
            if (name.equalsIgnoreCase(USER)) {
                users.addAll(header.getValue());
            } else if (name.equalsIgnoreCase(UID)) {
                uids.addAll(header.getValue());
            } else if (name.equalsIgnoreCase(GROUP)) {
                groups.addAll(header.getValue());
            } else if (startsWith(name, EXTRA)) {
                extra.computeIfAbsent(unescape(name.substring(EXTRA.length())), key -> new ArrayList<>())
                        .addAll(header.getValue());
            } else if (isImpersonation(name)) {
                throw new MalformedRequestException("Expected " + USER + ", " + UID + ", " + GROUP + " or " + EXTRA
                        + "<key>, but came another header that begins with " + PREFIX);
            }
        }
        if (users.isEmpty() && uids.isEmpty() && groups.isEmpty() && extra.isEmpty()) {
            return Optional.empty();
        }
        if (users.size() != 1 || users.get(0).isEmpty()) {
            throw new MalformedRequestException("Expected one " + USER + " with a name, but came "
                    + (users.isEmpty() ? "none beside other headers of a user" : "an empty one or several"));
        }
        if (uids.size() > 1) {
            throw new MalformedRequestException("Expected at most one " + UID + ", but came " + uids.size());
        }
        return Optional.of(new UserInfo(users.get(0), String.join("", uids), groups, extra));
    }

    private static String unescape(String escaped) {
        String key = escaped.toLowerCase(Locale.ROOT);
        try {
            return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return key; // as a kube-apiserver does
        }
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
