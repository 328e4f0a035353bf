package dev.tanukey.user;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * With what the names that a mapper gives begin, such as {@code gitlab:}: what sets them apart from other issuers'.
 * Names of users and of groups are two worlds. Immutable and thread-safe.
 *
 * @param usernames what usernames begin with; holds no empty text
 * @param groups what groups begin with; holds no empty text
 */
public record NamePrefixes(Set<String> usernames, Set<String> groups) {
    /** No name is set apart. */
    public static final NamePrefixes NONE = new NamePrefixes(Set.of(), Set.of());

    /** Copies the sets, without the empty text. */
    public NamePrefixes {
        usernames = withoutEmpty(usernames);
        groups = withoutEmpty(groups);
    }

    private static Set<String> withoutEmpty(Set<String> prefixes) {
        Set<String> copy = new LinkedHashSet<>(prefixes);
        copy.remove("");
        return Collections.unmodifiableSet(copy);
    }

    /**
     * These and others.
     *
     * @param others the others
     * @return all of them
     */
    public NamePrefixes and(NamePrefixes others) {
        return new NamePrefixes(union(usernames, others.usernames), union(groups, others.groups));
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> union = new LinkedHashSet<>(some);
        union.addAll(more);
        return union;
    }
}
