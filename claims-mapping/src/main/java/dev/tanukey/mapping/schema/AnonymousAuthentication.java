package dev.tanukey.mapping.schema;

import java.util.List;

/**
 * The section {@code anonymous} of an AuthenticationConfiguration: whether requests without credentials are let in
 * (apiserver.config.k8s.io/v1 AnonymousAuthConfig). It is read, checked and written, and means nothing to Tanukey,
 * which judges tokens. Immutable.
 *
 * @param enabled whether they are
 * @param conditions of which a request must meet one; none if empty
 */
public record AnonymousAuthentication(boolean enabled, List<Condition> conditions) {

    /** Copies the list. */
    public AnonymousAuthentication {
        conditions = List.copyOf(conditions);
    }

    /**
     * A condition on the request.
     *
     * @param path the exact path of the request
     */
    public record Condition(String path) {}
}
