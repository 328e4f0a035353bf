package dev.tanukey.gitlab;

import java.util.List;
import java.util.Optional;

/**
 * The user in whose name a job runs: who pushed, or who owns the schedule or trigger; a bot possibly.
 *
 * @param id the user's id, which lasts; empty if the job has no user
 * @param login the user name; the user can change it
 * @param email the e-mail address, which nobody has verified for this token; the user can change it
 * @param accessLevel the role in the source project, for instance {@code developer}; there since GitLab 16.9 for
 *     members
 * @param identities the user's identities at other providers, if the user agreed to show them
 */
public record Triggerer(
        String id,
        Optional<String> login,
        Optional<String> email,
        Optional<String> accessLevel,
        List<Identity> identities) {

    /** Copies the list. */
    public Triggerer {
        identities = List.copyOf(identities);
    }

    /** {@return the id; no name and no address} */
    @Override
    public String toString() {
        return "Triggerer[id=" + id + "]";
    }

    /**
     * An identity at another provider.
     *
     * @param provider the provider's name in GitLab's configuration
     * @param externUid the id there
     */
    public record Identity(String provider, String externUid) {}
}
