package dev.tanukey.mapping.agent;

import dev.tanukey.reason.Rejection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A person who asks a GitLab agent for a cluster, as GitLab knows them: name and roles come from GitLab's API, no token
 * carries them.
 *
 * <p>Give those projects and groups in which the person may use the agent, which GitLab allows from Developer on, and
 * of each all roles that are meant: a maintainer is no developer in a cluster unless this says so.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the login
 * @param accessType how the person proved who it is
 * @param projectRoles the roles by project id, for instance {@code guest} and {@code developer}, in the order in which
 *     they become groups
 * @param groupRoles the roles by group id, likewise
 */
public record AgentUser(
        String name, AccessType accessType, Map<Long, List<String>> projectRoles, Map<Long, List<String>> groupRoles) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.][a-zA-Z0-9_.-]{0,254}");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_]*");

    /** How a person proved to the agent's server who it is. */
    public enum AccessType {
        /** A personal access token. */
        PERSONAL_ACCESS_TOKEN("personal_access_token"),
        /** An ID token. */
        OIDC_ID_TOKEN("oidc_id_token"),
        /** The cookie of a browser that is signed in to GitLab. */
        SESSION_COOKIE("session_cookie");

        private final String text;

        AccessType(String text) {
            this.text = text;
        }

        /** {@return the text that stands in the user's extra attribute} */
        public String text() {
            return text;
        }

        /**
         * Reads GitLab's text.
         *
         * @param text one of the three texts, exactly
         * @return the type
         * @throws IllegalArgumentException if it is none of them
         */
        public static AccessType of(String text) {
            for (AccessType type : values()) {
                if (type.text.equals(text)) {
                    return type;
                }
            }
            throw new IllegalArgumentException(
                    "Expected personal_access_token, oidc_id_token or session_cookie, but came "
                            + Rejection.quote(text));
        }
    }

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if the name is empty or has colons, white space or control characters, or a role
     *     has anything but small letters, digits and underscores
     */
    public AgentUser {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Expected a login, but came " + Rejection.quote(name));
        }
        projectRoles = copy(projectRoles);
        groupRoles = copy(groupRoles);
    }

    private static Map<Long, List<String>> copy(Map<Long, List<String>> rolesById) {
        Map<Long, List<String>> copy = new LinkedHashMap<>();
        rolesById.forEach((id, roles) -> {
            for (String role : roles) {
                if (!ROLE.matcher(role).matches()) {
                    throw new IllegalArgumentException(
                            "Expected a role, as in developer, but came " + Rejection.quote(role));
                }
            }
            copy.put(id, List.copyOf(roles));
        });
        return Collections.unmodifiableMap(copy);
    }

    /** {@return how the person came; no name and no role} */
    @Override
    public String toString() {
        return "AgentUser[" + accessType + "]";
    }
}
