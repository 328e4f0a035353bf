package dev.tanukey;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whose names begin how. The system behind owns {@code system:}, each issuer the prefixes of its mapper. Usernames and
 * groups are two worlds, but a prefix that ends in no letter or digit, and so is no accident, keeps others out of both.
 * What a reader downstream may strip from the front of a name or not see there does not count, and no name holds a
 * control character.
 */
final class ReservedIdentities {
    private static final String SYSTEM = "system:";
    /** Fillers and the blank of braille, which are letters and signs by type and show nothing. */
    private static final String BLANKS = "\u115f\u1160\u2800\u3164\uffa0";

    private final List<PrefixOwners> declared;
    private final PrefixOwners usernames;
    private final PrefixOwners groups;

    /**
     * Divides the names.
     *
     * @param byIssuer the prefixes that each issuer's mapper calls its own, in the order of the issuers
     */
    ReservedIdentities(Map<String, NamePrefixes> byIssuer) {
        PrefixOwners ofUsernames = owners(byIssuer, NamePrefixes::usernames);
        PrefixOwners ofGroups = owners(byIssuer, NamePrefixes::groups);
        declared = List.of(ofUsernames, ofGroups);
        usernames =
                owners(byIssuer, prefixes -> withThoseOutside(ofUsernames, prefixes.usernames(), prefixes.groups()));
        groups = owners(byIssuer, prefixes -> withThoseOutside(ofGroups, prefixes.groups(), prefixes.usernames()));
    }

    private static PrefixOwners owners(Map<String, NamePrefixes> byIssuer, Function<NamePrefixes, Set<String>> ofKind) {
        Map<String, Set<String>> prefixes = new LinkedHashMap<>();
        byIssuer.forEach((issuer, all) -> prefixes.put(issuer, ofKind.apply(all)));
        return new PrefixOwners(prefixes, SYSTEM);
    }

    /** The prefixes of one world, and those of the other that lie in nobody's part of this one. */
    private static Set<String> withThoseOutside(PrefixOwners owners, Set<String> own, Set<String> ofTheOther) {
        Set<String> all = new LinkedHashSet<>(own);
        ofTheOther.stream()
                .filter(prefix -> !Character.isLetterOrDigit(prefix.codePointBefore(prefix.length())))
                .filter(prefix -> owners.of(prefix).isEmpty())
                .forEach(all::add);
        return all;
    }

    /**
     * Demands that each prefix have one owner.
     *
     * @throws IllegalArgumentException if two issuers give names under one prefix
     */
    void requireNoneShared() {
        declared.stream()
                .map(PrefixOwners::shared)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(ReservedIdentities::refuseShared);
    }

    private static void refuseShared(PrefixOwners.Owned owned) {
        List<String> issuers = owned.issuers().stream().map(Rejection::quote).toList();
        throw new IllegalArgumentException("Issuers " + issuers.get(0) + " and " + issuers.get(1)
                + " both give names that begin with " + Rejection.quote(owned.prefix())
                + ", so that one could vouch for the other's users; give each a prefix of its own, or say"
                + " insecureAllowSharedPrefixes()");
    }

    /** Refuses a user whose name or group is not the issuer's to give. */
    void requireNone(String issuer, UserInfo user) throws RejectedException {
        require(issuer, usernames, "the username", user.username());
        for (String group : user.groups()) {
            require(issuer, groups, "a group", group);
        }
    }

    private static void require(String issuer, PrefixOwners owners, String what, String name) throws RejectedException {
        if (hasControlCharacter(name)) {
            throw refused(
                    what + " to be without control characters",
                    "one with such a character, from issuer " + Rejection.quote(issuer));
        }
        requireOwn(issuer, owners, what, name);
        if (!name.isEmpty() && isInvisible(name.codePointAt(0))) {
            requireOwn(issuer, owners, what, withoutInvisibleFront(name));
        }
    }

    private static boolean hasControlCharacter(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static void requireOwn(String issuer, PrefixOwners owners, String what, String name)
            throws RejectedException {
        Optional<PrefixOwners.Owned> owned =
                owners.of(name).filter(any -> !any.issuers().contains(issuer));
        if (owned.isPresent()) {
            String prefix = owned.get().prefix();
            throw refused(
                    what + " not to begin with " + Rejection.quote(prefix) + ", which belongs to "
                            + (prefix.equals(SYSTEM) ? "the system behind" : "another issuer"),
                    "one that does, from issuer " + Rejection.quote(issuer));
        }
    }

    private static String withoutInvisibleFront(String name) {
        int start = 0;
        while (start < name.length() && isInvisible(name.codePointAt(start))) {
            start += Character.charCount(name.codePointAt(start));
        }
        return name.substring(start);
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.UNASSIGNED -> true;
            default -> BLANKS.indexOf(character) >= 0;
        };
    }

    private static RejectedException refused(String expected, String actual) {
        return new RejectedException(Rejection.of(RejectionReason.IDENTITY_RESERVED, expected, actual));
    }
}
