package dev.tanukey.mapping.agent;

import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a GitLab agent for Kubernetes does with people's requests: the {@code user_access} of its configuration.
 *
 * <pre>{@code
 * AgentUserAccess access =
 *         new AgentUserAccess(123, 5, Set.of(AgentUserAccess.As.USER), List.of(1L, 2L), List.of(2L));
 * AgentUser alice = new AgentUser(
 *         "alice", AgentUser.AccessType.SESSION_COOKIE, Map.of(1L, List.of("guest", "developer")), Map.of());
 * AgentAccess decision = access.decide(alice);
 * }</pre>
 *
 * <p>With {@code access_as: user}, alice becomes {@code gitlab:user:alice} in the groups {@code gitlab:user},
 * {@code gitlab:project_role:1:guest} and {@code gitlab:project_role:1:developer}: first the projects, then the groups,
 * each in the order of the configuration, and no others. It asks no GitLab: roles come from the caller.
 *
 * <p>Immutable and thread-safe.
 *
 * @param agentId the agent's id
 * @param configurationProjectId the id of the project that holds the agent's configuration
 * @param accessAs the keys below {@code access_as}; exactly one lets anybody in, none stands for a configuration
 *     without {@code access_as} or {@code user_access}
 * @param projects the ids of the projects in {@code user_access}, in order; the first 500 count
 * @param groups the ids of the groups in {@code user_access}, in order; the first 500 count
 */
public record AgentUserAccess(
        long agentId, long configurationProjectId, Set<As> accessAs, List<Long> projects, List<Long> groups) {
    /** How many projects, and how many groups, a configuration may name. */
    public static final int LIMIT = 500;

    private static final String EXTRA = "agent.gitlab.com/";

    /** In whose name requests go on. */
    public enum As {
        /** {@code access_as: {agent: {}}}. */
        AGENT,
        /** {@code access_as: {user: {}}}. */
        USER
    }

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if an id of agent or project is not positive
     */
    public AgentUserAccess {
        if (agentId <= 0 || configurationProjectId <= 0) {
            throw new IllegalArgumentException("Expected positive ids of agent and configuration project, but came "
                    + agentId + " and " + configurationProjectId);
        }
        accessAs =
                Collections.unmodifiableSet(accessAs.isEmpty() ? EnumSet.noneOf(As.class) : EnumSet.copyOf(accessAs));
        projects = List.copyOf(projects);
        groups = List.copyOf(groups);
    }

    /**
     * Decides about one person's request.
     *
     * @param user who asks
     * @return whether the request goes on, and in whose name
     */
    public AgentAccess decide(AgentUser user) {
        AgentAccess.Ignored ignored =
                new AgentAccess.Ignored(Math.max(0, projects.size() - LIMIT), Math.max(0, groups.size() - LIMIT));
        if (accessAs.size() != 1) {
            return new AgentAccess.Forbidden(
                    "Expected user_access with access_as of either agent or user, but came "
                            + (accessAs.isEmpty() ? "none." : "both."),
                    ignored);
        }
        List<String> roles = new ArrayList<>();
        add(roles, "gitlab:project_role:", projects, user.projectRoles());
        add(roles, "gitlab:group_role:", groups, user.groupRoles());
        if (roles.isEmpty()) {
            return new AgentAccess.Forbidden(
                    "Expected a person with a role in one of the projects or groups of user_access, but came one"
                            + " without"
                            + (ignored.any() ? "; only the first " + LIMIT + " of each count." : "."),
                    ignored);
        }
        return accessAs.contains(As.AGENT)
                ? new AgentAccess.AsAgent(ignored)
                : new AgentAccess.Impersonated(impersonated(user, roles), ignored);
    }

    private static void add(List<String> roles, String prefix, List<Long> listed, Map<Long, List<String>> rolesById) {
        for (Long id : new LinkedHashSet<>(listed.subList(0, Math.min(LIMIT, listed.size())))) {
            for (String role : rolesById.getOrDefault(id, List.of())) {
                roles.add(prefix + id + ":" + role);
            }
        }
    }

    private UserInfo impersonated(AgentUser user, List<String> roles) {
        List<String> memberships = new ArrayList<>(List.of("gitlab:user"));
        memberships.addAll(roles);
        Map<String, List<String>> extra = new LinkedHashMap<>();
        extra.put(EXTRA + "id", List.of(Long.toString(agentId)));
        extra.put(EXTRA + "username", List.of(user.name()));
        extra.put(EXTRA + "access_type", List.of(user.accessType().text()));
        extra.put(EXTRA + "config_project_id", List.of(Long.toString(configurationProjectId)));
        return new UserInfo("gitlab:user:" + user.name(), "", memberships, extra);
    }
}
