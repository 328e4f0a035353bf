package dev.tanukey.mapping.agent;

import dev.tanukey.user.UserInfo;

/** What {@link AgentUserAccess} decides about a person's request. */
public sealed interface AgentAccess {

    /**
     * The request goes on in the person's name.
     *
     * @param user whom the agent impersonates
     * @param ignored what was not looked at
     */
    record Impersonated(UserInfo user, Ignored ignored) implements AgentAccess {}

    /**
     * The request goes on with the agent's own rights and without any impersonation. Whatever {@code Impersonate}
     * headers the client sent must not go with it.
     *
     * @param ignored what was not looked at
     */
    record AsAgent(Ignored ignored) implements AgentAccess {}

    /**
     * The request ends here, with status 403.
     *
     * @param message why, for the operator: what was expected and what came
     * @param ignored what was not looked at
     */
    record Forbidden(String message, Ignored ignored) implements AgentAccess {}

    /**
     * The end of lists that are too long. GitLab does not look at it, so whoever is in there has no access.
     *
     * @param projects how many entries of the list of projects
     * @param groups how many entries of the list of groups
     */
    record Ignored(int projects, int groups) {

        /** {@return whether there is anything} */
        public boolean any() {
            return projects > 0 || groups > 0;
        }
    }
}
