package dev.tanukey.mapping.gitlab;

import dev.tanukey.gitlab.CiJobToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Ready rules over the tokens of CI/CD jobs:
 *
 * <pre>{@code
 * GitLabMappings.cloudfleet()
 *         .with(GitLabRules.project(13))
 *         .with(GitLabRules.notFromFork())
 *         .with(GitLabRules.branch("main"))
 *         .with(GitLabRules.protectedRef());
 * }</pre>
 *
 * <p>These four belong together. A branch rule alone lets every project's branch of that name in, a fork's merge
 * request among them, and a protected ref alone those of every project.
 */
public final class GitLabRules {
    private GitLabRules() {}

    /**
     * Lets jobs in that run for a protected branch or tag. On any other ref whoever may push chooses what runs.
     *
     * @return the rule; {@code ref_protected} is the string {@code "true"} or {@code "false"}, and anything else, a
     *     JSON boolean included, is malformed
     */
    public static GitLabRule protectedRef() {
        return new GitLabRule(new Condition.Flag("ref_protected"), "the branch or tag must be protected");
    }

    /**
     * Lets jobs in whose code comes from the project in which they run, by the rules of {@link CiJobToken#origin()}.
     * Where an older GitLab does not tell, merge request pipelines and child pipelines are refused altogether, since
     * they may be a fork's.
     *
     * @return the rule
     */
    public static GitLabRule notFromFork() {
        return new GitLabRule(
                new Condition.SameOrElse(
                        "job_project_id",
                        "project_id",
                        new Condition.OneOf("pipeline_source", CiJobToken.SOURCES_NEVER_OF_A_FORK)),
                "the code must not come from a fork");
    }

    /**
     * Lets jobs in that name one of some environments. Whoever edits a job may name any, on any branch, so take
     * {@link #protectedEnvironment} or {@link #protectedRef} with it.
     *
     * @param first an environment's full name
     * @param more further ones
     * @return the rule
     */
    public static GitLabRule environment(String first, String... more) {
        return new GitLabRule(oneOf("environment", first, more), "the job must deploy to an accepted environment");
    }

    /**
     * Lets jobs in that name a protected environment. In GitLab's free edition no environment is protected, and this
     * refuses all.
     *
     * @return the rule; {@code environment_protected} is read as {@link #protectedRef} reads its claim
     */
    public static GitLabRule protectedEnvironment() {
        return new GitLabRule(new Condition.Flag("environment_protected"), "the environment must be protected");
    }

    /**
     * Lets jobs in that run for one of some branches; a tag of that name is none. A merge request's job runs for its
     * source branch, of a fork possibly: see {@link #notFromFork}.
     *
     * @param first a branch
     * @param more further ones
     * @return the rule
     */
    public static GitLabRule branch(String first, String... more) {
        return new GitLabRule(
                new Condition.All(List.of(oneOf("ref_type", "branch"), oneOf("ref", first, more))),
                "the job must run for an accepted branch");
    }

    /**
     * Lets jobs in that run for a tag, whatever its name. Without {@link #protectedRef} whoever may push may tag.
     *
     * @return the rule
     */
    public static GitLabRule tag() {
        return new GitLabRule(oneOf("ref_type", "tag"), "the job must run for a tag");
    }

    /**
     * Lets jobs of some projects in, by {@code project_id}, which no renaming changes. Of a fork's merge request it is
     * the fork's, but before GitLab 18.2 the target's: see {@link #notFromFork}.
     *
     * @param first a project's id
     * @param more further ones
     * @return the rule
     */
    public static GitLabRule project(long first, long... more) {
        List<String> ids = new ArrayList<>(List.of(Long.toString(first)));
        for (long id : more) {
            ids.add(Long.toString(id));
        }
        return new GitLabRule(new Condition.OneOf("project_id", List.copyOf(ids)), "the project must be accepted here");
    }

    /**
     * Lets tokens in of which a claim is one of some strings. GitLab's ids and flags are strings, too.
     *
     * @param name the exact name of the claim, for instance {@code pipeline_source}
     * @param first an accepted value
     * @param more further ones
     * @return the rule
     * @throws IllegalArgumentException if the name has anything but letters, digits and single underscores
     */
    public static GitLabRule claim(String name, String first, String... more) {
        if (ClaimChoice.parse(name).names().size() != 1) {
            throw new IllegalArgumentException("Expected one claim's name, but came \"" + name + "\"");
        }
        return new GitLabRule(oneOf(name, first, more), name + " must have an accepted value");
    }

    private static Condition oneOf(String claim, String first, String... more) {
        List<String> values = new ArrayList<>(List.of(first));
        values.addAll(List.of(more));
        return new Condition.OneOf(claim, List.copyOf(values));
    }
}
