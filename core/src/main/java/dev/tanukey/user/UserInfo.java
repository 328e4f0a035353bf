package dev.tanukey.user;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A user as Kubernetes knows one (authentication.k8s.io/v1 UserInfo).
 *
 * <p>Immutable and thread-safe.
 *
 * @param username the name by which the user is known among all users
 * @param uid an id that survives a change of name; empty if there is none
 * @param groups the groups, in order and with repetitions as mapped; may be empty
 * @param extra further facts by key, in order; may be empty
 */
public record UserInfo(String username, String uid, List<String> groups, Map<String, List<String>> extra) {

    /** Copies the collections and checks that nothing is null. */
    public UserInfo {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(uid, "uid");
        groups = List.copyOf(groups);
        extra = copy(extra);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> extra) {
        if (extra.size() == 1) {
            Map.Entry<String, List<String>> only = extra.entrySet().iterator().next();
            return Map.of(only.getKey(), List.copyOf(only.getValue()));
        }
        Map<String, List<String>> copy = new LinkedHashMap<>();
        extra.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    /**
     * A user of whom nothing but the name is known.
     *
     * @param username the name
     * @return the user
     */
    public static UserInfo named(String username) {
        return new UserInfo(username, "", List.of(), Map.of());
    }
}
