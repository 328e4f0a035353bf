package dev.tanukey.mapping.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What GitLab can and cannot send in a claim; as of GitLab 18.9. */
final class KnownClaims {
    private static final List<String> TRUTH = List.of("true", "false");
    private static final List<String> SOURCES = List.of(
            "push",
            "web",
            "trigger",
            "schedule",
            "api",
            "external",
            "pipeline",
            "chat",
            "webide",
            "merge_request_event",
            "external_pull_request_event",
            "parent_pipeline",
            "ondemand_dast_scan",
            "ondemand_dast_validation",
            "security_orchestration_policy",
            "container_registry_push",
            "duo_workflow",
            "pipeline_execution_policy_schedule");
    private static final Map<String, List<String>> VALUES = Map.of(
            "ref_type", List.of("branch", "tag"),
            "ref_protected", TRUTH,
            "environment_protected", TRUTH,
            "pipeline_source", SOURCES,
            "runner_environment", List.of("gitlab-hosted", "self-hosted"),
            "project_visibility", List.of("private", "internal", "public"),
            "deployment_tier", List.of("production", "staging", "testing", "development", "other"),
            "environment_action", List.of("start", "prepare", "stop", "verify", "access"));
    private static final Set<String> IDS = Set.of(
            "project_id", "namespace_id", "user_id", "job_project_id", "job_namespace_id", "pipeline_id", "job_id");
    private static final Set<String> PATHS =
            Set.of("project_path", "namespace_path", "job_project_path", "job_namespace_path");
    private static final Set<String> NUMBERS = Set.of("runner_id", "exp", "iat", "nbf", "auth_time");
    private static final Set<String> LISTS = Set.of("groups_direct", "user_identities", "project_group_ids");
    private static final Set<String> OF_USERINFO_ONLY = Set.of(
            "groups",
            "https://gitlab.org/claims/groups/owner",
            "https://gitlab.org/claims/groups/maintainer",
            "https://gitlab.org/claims/groups/developer");
    private static final Pattern NOT_IN_A_REF = Pattern.compile("[:?*\\[~^\\\\ \\x00-\\x1f\\x7f]|^refs/heads/|^-");
    private static final Pattern NOT_IN_A_PATH = Pattern.compile("[^\\p{Alnum}_./-]|^/|/$");

    private KnownClaims() {}

    /** Why GitLab never sends a claim with this value, which follows "is refused, since"; empty if it may. */
    static Optional<String> problem(String claim, String value) {
        return List.<Function<String, Optional<String>>>of(
                        text -> ofType(claim, text), text -> ofValue(claim, text), text -> ofForm(claim, text))
                .stream()
                .flatMap(check -> check.apply(value).stream())
                .findFirst();
    }

    private static Optional<String> ofType(String claim, String value) {
        if (NUMBERS.contains(claim)) {
            return Optional.of(
                    "the claim is a number in GitLab's tokens, and a required value is compared as a string");
        }
        if (LISTS.contains(claim)) {
            return Optional.of("the claim is a list in GitLab's tokens, and a required value is one string");
        }
        if (claim.equals("email_verified")) {
            return Optional.of("the claim is a boolean in GitLab's tokens, and " + value + " would be a string");
        }
        if (claim.equals("job_config")) {
            return Optional.of("the claim is an object in GitLab's tokens");
        }
        return OF_USERINFO_ONLY.contains(claim)
                ? Optional.of("GitLab puts the claim into the answer of userinfo and never into an ID token")
                : Optional.empty();
    }

    private static Optional<String> ofValue(String claim, String value) {
        List<String> values = VALUES.get(claim);
        if (values == null || values.contains(value)) {
            return Optional.empty();
        }
        String those = values.size() > 3 ? "one of " + String.join(", ", values) : String.join(" or ", values);
        String more = claim.equals("ref_type") && value.contains("merge")
                ? "; a merge request's job says branch, and pipeline_source tells it"
                : "";
        return Optional.of("GitLab sends " + those + " there, in exactly these letters" + more);
    }

    private static Optional<String> ofForm(String claim, String value) {
        if (IDS.contains(claim) && !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of("an id is digits alone");
        }
        if (claim.equals("ref") && NOT_IN_A_REF.matcher(value).find()) {
            return Optional.of("ref holds the short name, such as main, and none with " + star(value)
                    + "refs/heads/ before it or characters that git forbids");
        }
        if (claim.equals("ref_path") && !value.startsWith("refs/heads/") && !value.startsWith("refs/tags/")) {
            return Optional.of("ref_path begins with refs/heads/ or refs/tags/");
        }
        if (PATHS.contains(claim) && NOT_IN_A_PATH.matcher(value).find()) {
            return Optional.of("a path holds letters, digits, dots, dashes, underscores and slashes, and no "
                    + star(value) + "others");
        }
        if (claim.equals("user_access_level") && !value.equals(value.toLowerCase(Locale.ROOT))) {
            return Optional.of("GitLab writes roles in lower case");
        }
        return claim.equals("sub") && value.contains("*")
                ? Optional.of("a star is compared as a star, and no sub holds one")
                : Optional.empty();
    }

    private static String star(String value) {
        return value.contains("*") ? "star (which is compared as a star), and no " : "";
    }
}
