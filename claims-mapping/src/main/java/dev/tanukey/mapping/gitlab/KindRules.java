package dev.tanukey.mapping.gitlab;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import java.util.List;
import java.util.Set;

/** What {@link TokenKind#of} decides, said in CEL: all rules of a kind hold for its tokens and for no others. */
final class KindRules {
    /** Of a token that is a job's or a user's, tells which. */
    static final String IS_JOB = "has(claims.job_id)";

    private static final ClaimValidationRule NO_SERVICE = rule(
            "!has(claims.secrets_manager_scope) && !has(claims.gitlab_realm) && !has(claims.gitlab)",
            "tokens of GitLab's own services are not accepted");

    private static final List<ClaimValidationRule> JOB = List.of(
            NO_SERVICE,
            rule(
                    "!has(claims.auth_time) && !has(claims.sub_legacy) && !has(claims.preferred_username)",
                    "only CI/CD jobs are accepted, no users"),
            rule(
                    "[claims.?job_id.orValue(''), claims.?pipeline_id.orValue(''), claims.?project_id.orValue('')]"
                            + ".all(id, type(id) == string && id != '')",
                    "a CI/CD job has job_id, pipeline_id and project_id"),
            rule(
                    "type(claims.sub) == string && claims.sub.matches('^(job_|source_)?project_(path|id):')",
                    "the subject of a CI/CD job names its project"));

    private static final List<ClaimValidationRule> USER = List.of(
            NO_SERVICE,
            rule(
                    "!has(claims.job_id) && !has(claims.pipeline_id) && !has(claims.project_id)",
                    "only users are accepted, no CI/CD jobs"),
            rule(
                    "has(claims.auth_time) || has(claims.sub_legacy) || has(claims.preferred_username)",
                    "a user has auth_time, sub_legacy or preferred_username"),
            rule(
                    "type(claims.sub) == string && claims.sub != '' && !claims.sub.matches('[^0-9]')",
                    "the subject of a user is a number"),
            rule("type(claims.aud) == string && claims.aud != ''", "a user's token has one audience"));

    private KindRules() {}

    static List<ClaimValidationRule> of(TokenKind kind) {
        return kind == TokenKind.CI_JOB ? JOB : USER;
    }

    /** The claims that each token of the kind has, as strings that are not empty. */
    static Set<String> sureClaims(TokenKind kind) {
        return kind == TokenKind.CI_JOB ? Set.of("sub", "job_id", "pipeline_id", "project_id") : Set.of("sub", "aud");
    }

    private static ClaimValidationRule rule(String expression, String message) {
        return ClaimValidationRule.expression(expression, message);
    }
}
