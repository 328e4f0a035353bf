package dev.tanukey;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which names. A name belongs to the owners of the longest prefix that it begins with, and a name without any
 * to everybody.
 */
final class PrefixOwners {

    /**
     * A prefix and who owns it.
     *
     * @param shorter the next shorter prefix that this one begins with
     */
    record Owned(String prefix, Set<String> issuers, @Nullable Owned shorter) {}

    private final TreeMap<String, Owned> byPrefix = new TreeMap<>();

    /**
     * Divides the names.
     *
     * @param prefixesByIssuer the prefixes of each issuer
     * @param ofNobody a prefix that belongs to none of them, whatever they say
     */
    PrefixOwners(Map<String, Set<String>> prefixesByIssuer, String ofNobody) {
        TreeMap<String, Set<String>> owners = new TreeMap<>();
        prefixesByIssuer.forEach((issuer, prefixes) -> prefixes.forEach(prefix ->
                owners.computeIfAbsent(prefix, any -> new LinkedHashSet<>()).add(issuer)));
        owners.put(ofNobody, Set.of());
        // In order, so that whatever a prefix begins with is there before it.
        owners.forEach((prefix, issuers) ->
                byPrefix.put(prefix, new Owned(prefix, issuers, of(prefix).orElse(null))));
    }

    /** The longest prefix that a name begins with. */
    Optional<Owned> of(String name) {
        // The greatest prefix that is not behind the name begins with every prefix that the name begins with.
        Map.Entry<String, Owned> nearest = byPrefix.floorEntry(name);
        Owned candidate = nearest == null ? null : nearest.getValue();
        while (candidate != null && !name.startsWith(candidate.prefix)) {
            candidate = candidate.shorter;
        }
        return Optional.ofNullable(candidate);
    }

    /** A prefix with several owners, if there is one. */
    Optional<Owned> shared() {
        return byPrefix.values().stream()
                .filter(owned -> owned.issuers.size() > 1)
                .findFirst();
    }
}
