package dev.tanukey;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose names begin how. The system behind owns {@code system:}, each issuer the prefixes of its mapper; a name belongs
 * to the owners of the longest prefix that it begins with, and a name without any to everybody. What a reader
 * downstream may strip from the front of a name does not count, and no name holds a control character.
 */
final class ReservedIdentities {
    private static final String SYSTEM = "system:";

    /** A prefix, who owns it, and the next shorter prefix that this one begins with. */
    private record Owned(String prefix, Set<String> issuers, @Nullable Owned shorter) {}

    private final TreeMap<String, Owned> byPrefix = new TreeMap<>();

    /**
     * Divides the names.
     *
     * @param prefixesByIssuer the prefixes that each issuer's mapper calls its own
     */
    ReservedIdentities(Map<String, Set<String>> prefixesByIssuer) {
        TreeMap<String, Set<String>> owners = new TreeMap<>();
        prefixesByIssuer.forEach((issuer, prefixes) -> prefixes.stream()
                .filter(prefix -> !prefix.isEmpty())
                .forEach(prefix ->
                        owners.computeIfAbsent(prefix, any -> new HashSet<>()).add(issuer)));
        owners.put(SYSTEM, Set.of());
        // In order, so that whatever a prefix begins with is there before it.
        owners.forEach((prefix, issuers) -> byPrefix.put(prefix, new Owned(prefix, issuers, longest(prefix))));
    }

    /** Refuses a user whose name or group is not the issuer's to give. */
    void requireNone(String issuer, UserInfo user) throws RejectedException {
        require(issuer, "the username", user.username());
        List<String> groups = user.groups();
        for (int i = 0; i < groups.size(); i++) {
            require(issuer, "a group", groups.get(i));
        }
    }

    private void require(String issuer, String what, String name) throws RejectedException {
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw refused(
                    what + " to be without control characters",
                    "one with such a character, from issuer " + Rejection.quote(issuer));
        }
        Owned owned = longest(withoutInvisibleFront(name));
        if (owned != null && !owned.issuers.contains(issuer)) {
            String owner = owned.prefix.equals(SYSTEM) ? "the system behind" : "another issuer";
            throw refused(
                    what + " not to begin with " + Rejection.quote(owned.prefix) + ", which belongs to " + owner,
                    "one that does, from issuer " + Rejection.quote(issuer));
        }
    }

    /** The greatest prefix that is not behind the name begins with every prefix that the name begins with. */
    private @Nullable Owned longest(String name) {
        Map.Entry<String, Owned> nearest = byPrefix.floorEntry(name);
        Owned candidate = nearest == null ? null : nearest.getValue();
        while (candidate != null && !name.startsWith(candidate.prefix)) {
            candidate = candidate.shorter;
        }
        return candidate;
    }

    private static String withoutInvisibleFront(String name) {
        int start = 0;
        while (start < name.length() && isInvisible(name.codePointAt(start))) {
            start += Character.charCount(name.codePointAt(start));
        }
        return name.substring(start);
    }

    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private static RejectedException refused(String expected, String actual) {
        return new RejectedException(Rejection.of(RejectionReason.IDENTITY_RESERVED, expected, actual));
    }
}
