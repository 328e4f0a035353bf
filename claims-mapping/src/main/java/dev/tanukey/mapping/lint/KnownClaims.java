package dev.tanukey.mapping.lint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    private static final Set<String> OTHERS = Set.of(
            "iss",
            "aud",
            "exp",
            "nbf",
            "iat",
            "groups",
            "user_identities",
            "job_config",
            "secrets_manager_scope",
            "project_group_ids",
            "gitlab_realm",
            "gitlab",
            "email_verified",
            "at_hash");
    private static final int MOST_ALIKE = 5;
    private static final String STAR = "a star is compared as a star, and no token holds one";

    /** Why a comparison with a claim never holds; empty if it may. */
    static Optional<String> problem(Comparison compared) {
        String claim = compared.claim();
        return switch (compared.how()) {
            case EQUALS -> problem(claim, compared.value()).or(() -> unknown(claim));
            case EQUALS_NO_TEXT ->
                isText(claim)
                        ? Optional.of("GitLab sends the text \"" + compared.value() + "\"; write == '"
                                + compared.value() + "'")
                        : unknown(claim);
            default -> unknown(claim);
        };
    }

    /** Whether a comparison never holds for sure; of a name unlike all others GitLab may know more than this list. */
    static boolean isImpossible(Comparison compared) {
        return problem(compared).isPresent()
                && (unknown(compared.claim()).isEmpty()
                        || !alike(compared.claim()).isEmpty());
    }

    private static boolean isText(String claim) {
        return all().contains(claim) && !OTHERS.contains(claim) && !NUMBERS.contains(claim) && !LISTS.contains(claim);
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>(GitLabSamples.claims());
        all.addAll(OTHERS);
        all.addAll(OF_USERINFO_ONLY);
        return all;
    }

    /** That GitLab has no claim of this name, and which it may have been; empty if it has, or there is no name. */
    static Optional<String> unknown(String claim) {
        if (claim.isEmpty() || all().contains(claim)) {
            return Optional.empty();
        }
        List<String> alike = alike(claim);
        return Optional.of("GitLab sends no claim of this name"
                + (alike.isEmpty() ? ", as of 18.9" : " (did you mean " + String.join(" or ", alike) + "?)"));
    }

    /** The known names with the most words in common, or spelled nearly the same. */
    static List<String> alike(String claim) {
        List<String> words = Arrays.asList(claim.toLowerCase(Locale.ROOT).split("[_-]", -1));
        Map<Long, List<String>> byWords = all().stream()
                .collect(Collectors.groupingBy(known -> Arrays.stream(known.split("_", -1))
                        .filter(words::contains)
                        .count()));
        String letters = letters(claim);
        List<String> spelled =
                all().stream().filter(known -> nearly(letters(known), letters)).toList();
        if (!spelled.isEmpty()) {
            return spelled.subList(0, 1);
        }
        long most = byWords.keySet().stream().mapToLong(count -> count).max().orElse(0);
        List<String> sharing = byWords.getOrDefault(most, List.of()).stream()
                .sorted(Comparator.comparing(known -> !known.startsWith(words.get(0) + "_")))
                .toList();
        return most == 0 ? List.of() : sharing.subList(0, Math.min(MOST_ALIKE, sharing.size()));
    }

    private static String letters(String claim) {
        return claim.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Whether one letter too many, too few or wrong is the whole difference. */
    private static boolean nearly(String a, String b) {
        int front = 0;
        while (front < Math.min(a.length(), b.length()) && a.charAt(front) == b.charAt(front)) {
            front++;
        }
        String restOfA = a.substring(front);
        String restOfB = b.substring(front);
        return restOfA.equals(restOfB)
                || rest(restOfA).equals(restOfB)
                || rest(restOfB).equals(restOfA)
                || rest(restOfA).equals(rest(restOfB));
    }

    private static String rest(String text) {
        return text.isEmpty() ? text : text.substring(1);
    }

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
            return Optional.of(
                    value.startsWith("refs/heads/")
                            ? "ref is the short name, such as main; refs/heads/ never stands before it"
                            : value.contains("*") ? STAR : "git forbids such a name");
        }
        if (claim.equals("ref_path") && !value.startsWith("refs/heads/") && !value.startsWith("refs/tags/")) {
            return Optional.of("ref_path begins with refs/heads/ or refs/tags/");
        }
        if (PATHS.contains(claim) && NOT_IN_A_PATH.matcher(value).find()) {
            return Optional.of(
                    value.contains("*") ? STAR : "a path holds letters, digits, dots, dashes, underscores and slashes");
        }
        if (claim.equals("user_access_level") && !value.equals(value.toLowerCase(Locale.ROOT))) {
            return Optional.of("GitLab writes roles in lower case");
        }
        return claim.equals("sub") && value.contains("*") ? Optional.of(STAR) : Optional.empty();
    }
}
