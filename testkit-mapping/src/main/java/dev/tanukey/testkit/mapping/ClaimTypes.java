package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON types of GitLab's claims, as of GitLab 18.9; for the other claims of a token nothing is known. Stateless.
 */
final class ClaimTypes {
    private static final String TEXT = "a text";
    private static final String NUMBER = "a number";
    private static final String BOOLEAN = "true or false";
    private static final String LIST = "a list";
    private static final String OBJECT = "fields";

    private static final Map<String, List<String>> BY_TYPE = Map.of(
            TEXT,
            List.of(
                    "iss",
                    "sub",
                    "jti",
                    "nonce",
                    "sub_legacy",
                    "name",
                    "nickname",
                    "preferred_username",
                    "email",
                    "website",
                    "profile",
                    "picture",
                    "project_id",
                    "project_path",
                    "namespace_id",
                    "namespace_path",
                    "job_project_id",
                    "job_project_path",
                    "job_namespace_id",
                    "job_namespace_path",
                    "user_id",
                    "user_login",
                    "user_email",
                    "user_access_level",
                    "pipeline_id",
                    "pipeline_source",
                    "job_id",
                    "job_source",
                    "ref",
                    "ref_type",
                    "ref_path",
                    "ref_protected",
                    "environment",
                    "environment_protected",
                    "deployment_tier",
                    "environment_action",
                    "runner_environment",
                    "sha",
                    "project_visibility",
                    "ci_config_ref_uri",
                    "ci_config_sha",
                    "secrets_manager_scope"),
            NUMBER,
            List.of("runner_id", "iat", "nbf", "exp", "auth_time"),
            BOOLEAN,
            List.of("email_verified"),
            LIST,
            List.of("groups_direct", "user_identities", "project_group_ids"),
            OBJECT,
            List.of("job_config"));
    private static final Map<String, String> TYPES = byName();

    private ClaimTypes() {}

    private static Map<String, String> byName() {
        Map<String, String> types = new HashMap<>();
        BY_TYPE.forEach((type, names) -> names.forEach(name -> types.put(name, type)));
        return Map.copyOf(types);
    }

    /** What is strange about the type of a claim; nothing, if GitLab could have written it. */
    static Optional<ConfigurationProblem> complaint(String path, Position at, String claim, @Nullable Object value) {
        String usual = claim.equals("aud") && !(value instanceof List) ? TEXT : TYPES.get(claim);
        if (usual == null || value == null || usual.equals(typeOf(value))) {
            return Optional.empty();
        }
        String advice = usual.equals(TEXT) && !(value instanceof List) && !(value instanceof Map)
                ? "Put it into quotes: \"" + value + "\""
                : "Write " + usual;
        return Optional.of(new ConfigurationProblem(
                path,
                ConfigurationProblem.Kind.INVALID,
                "GitLab writes %s here, and the case has %s".formatted(usual, typeOf(value)),
                advice + ", unless the case is about a token that no GitLab mints",
                Optional.of(at)));
    }

    private static String typeOf(Object value) {
        if (value instanceof String) {
            return TEXT;
        }
        if (value instanceof Number) {
            return NUMBER;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        return value instanceof List ? LIST : OBJECT;
    }
}
