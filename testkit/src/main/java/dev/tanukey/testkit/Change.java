package dev.tanukey.testkit;

import java.util.List;
import java.util.Map;

/**
 * What came into GitLab's tokens with which release, and the claims that did not exist before. The one table of
 * releases: what an older release leaves out and what it refuses both follow from it.
 */
enum Change {
    ENVIRONMENT("13.9", "environment(..)", "environment", "environment_protected"),
    /** Between 13.4 and 14.1, by the tokens seen. */
    PIPELINE_SOURCE("14.0", "the claim pipeline_source", "pipeline_source"),
    JOB_JWT_V2("14.7", "CI_JOB_JWT_V2"),
    DEPLOYMENT_TIER("15.2", "deploymentTier(..)", "deployment_tier"),
    ID_TOKENS("15.7", "id_tokens:, which choose their audience"),
    /** Until early in 2023 the header began with {@code alg}. */
    HEADER_ENDS_IN_ALGORITHM("16.0", "the header of today"),
    REF_PATH("16.0", "the claim ref_path", "ref_path"),
    RUNNER("16.0", "the claims of the runner", "runner_id", "runner_environment"),
    SHA("16.0", "commit(..)", "sha"),
    USER_IDENTITIES("16.0", "identity(..)", "user_identities"),
    CI_CONFIG("16.2", "configurationElsewhere()", "ci_config_ref_uri", "ci_config_sha"),
    PROJECT_VISIBILITY("16.3", "visibility(..)", "project_visibility"),
    ENVIRONMENT_ACTION("16.5", "environmentAction(..)", "environment_action"),
    /** About then, the end of 2023; before, whoever asked had to ask again each time. */
    CACHEABLE_KEYS("16.7", "a key set that may be kept for a day"),
    USER_ACCESS_LEVEL("16.9", "the user's role", "user_access_level"),
    GROUPS_DIRECT("16.11", "groups(..) of a job", "groups_direct"),
    /** About then; before, jobs had an {@code iss} without the relative URL root. */
    ISSUER_IS_THE_INSTANCE("17.0", "the whole address of the instance as issuer"),
    /** About then; before, {@code iss} came second and {@code user_identities} last. */
    SUBJECT_AND_ISSUER_LATE("17.0", "the order of the registered claims of today"),
    /** From then on behind the flag {@code ci_jwt_groups_direct}, which is off; before, in every token. */
    GROUPS_DIRECT_BY_FLAG("17.3", "a token without groups_direct"),
    PROFILE(
            "17.8",
            "name(..), website(..) and the like in ID tokens",
            "name",
            "nickname",
            "preferred_username",
            "website",
            "profile",
            "picture"),
    SUBJECT_COMPONENTS("17.10", "subjectComponents(..)"),
    /** Some time in 2025, behind a flag; before, a configuration from elsewhere gave null. */
    CI_CONFIG_ALWAYS("18.0", "a default for ci_config_ref_uri"),
    CI_ISSUER("18.1", "an issuer of the jobs' own (ci_id_tokens_issuer_url)"),
    /** Before, a merge request from a fork had a token that named the target project alone. */
    JOB_PROJECT(
            "18.2",
            "the project that runs the job as against the one that it comes from",
            "job_project_id",
            "job_project_path",
            "job_namespace_id",
            "job_namespace_path"),
    SUBJECT_FLAGS("18.7", "subjectComponents(..) with flags or the tier"),
    JOB_SOURCE("18.9", "policyJob(..)", "job_source", "job_config"),
    SUBJECT_PROJECT_ID("19.0", "subjectComponents(..) with project_id");

    private final String since;
    private final String what;
    private final String claims;

    Change(String since, String what, String... claims) {
        this.since = since;
        this.what = what;
        this.claims = String.join(" ", claims);
    }

    GitLabVersion since() {
        return GitLabVersion.of(since);
    }

    List<String> claims() {
        return claims.isEmpty() ? List.of() : List.of(claims.split(" "));
    }

    boolean isIn(GitLabVersion version) {
        return version.compareTo(since()) >= 0;
    }

    void require(GitLabVersion version) {
        if (!isIn(version)) {
            throw new IllegalStateException("GitLab " + version + " cannot mint this token: " + what + " came with "
                    + since + ". Ask for gitlabVersion(\"" + since + "\") or later, or set the claim alone with"
                    + " claim(name, value), which knows no releases");
        }
    }

    /** Leaves out of a job's token what the release did not know. */
    static void rewind(Map<String, ?> claims, GitLabVersion version) {
        for (Change change : values()) {
            change.undo(claims, version);
        }
    }

    /** Leaves out this change's claims, if the release did not know them. */
    void undo(Map<String, ?> claimsOfToken, GitLabVersion version) {
        if (!isIn(version)) {
            claimsOfToken.keySet().removeAll(claims());
        }
    }
}
