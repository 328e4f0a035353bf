package dev.tanukey.mapping.lint;

import static dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression.claim;
import static dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression.expression;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import java.util.List;

/** Configurations to be looked at. */
final class Configurations {
    static final CelExpressionLanguage CEL =
            CelExpressionLanguage.builder().ticker(() -> 0).build();

    static final String GITLAB = "https://gitlab.example.com";

    /** The name that the blog gives: jobs are told by what a person's token may lack. */
    private static final String BLOGS_NAME =
            "has(claims.preferred_username) ? \"gitlab:\" + claims.preferred_username : \"gitlab-ci:\" + claims.sub";

    private static final List<String> BLOGS_AUDIENCES = List.of("group_application_id", "id_token_audience");

    /** The kind decided, our own project, a protected branch, no fork, ids for names. */
    private static final JwtAuthenticator SOUND = jobs(expression("\"gitlab-ci:project:\" + claims.project_id"))
            .with(ClaimValidationRule.expression("has(claims.job_id) && !has(claims.auth_time)", "jobs only"))
            .with(ClaimValidationRule.expression("!has(claims.secrets_manager_scope)", "ID tokens only"))
            .with(ClaimValidationRule.required("project_id", "4711"))
            .with(ClaimValidationRule.required("job_project_id", "4711"))
            .with(ClaimValidationRule.required("ref_protected", "true"))
            .with(ClaimValidationRule.required("ref_type", "branch"));

    private Configurations() {}

    static LintReport lint(JwtAuthenticator... jwt) {
        return ConfigurationLint.of(AuthenticationConfiguration.of(jwt), CEL).overGitLabSamples();
    }

    static JwtAuthenticator sound() {
        return SOUND;
    }

    /** One issuer and nothing but a name. */
    static JwtAuthenticator jobs(PrefixedClaimOrExpression username) {
        return jobs(GITLAB, username);
    }

    static JwtAuthenticator jobs(String issuer, PrefixedClaimOrExpression username) {
        return new JwtAuthenticator(
                Issuer.of(issuer, List.of("https://api.example.com")),
                List.of(),
                ClaimMappings.of(username),
                List.of());
    }

    static JwtAuthenticator bySub(String prefix) {
        return jobs(claim("sub", prefix));
    }

    /** As it is printed in the blog, but for its groups. */
    static JwtAuthenticator blog(String groups) {
        return new JwtAuthenticator(
                Issuer.of(GITLAB, BLOGS_AUDIENCES),
                List.of(),
                new ClaimMappings(
                        expression(BLOGS_NAME), expression(groups), new ClaimOrExpression("", BLOGS_NAME), List.of()),
                List.of());
    }

    static JwtAuthenticator blog() {
        return blog("has(claims.groups_direct) ? \"gitlab:\" + claims.groups_direct"
                + " : \"gitlab-ci:\" + claims.namespace_path");
    }

    static JwtAuthenticator blogRepairedTheObviousWay() {
        return blog("has(claims.groups_direct) ? dyn(claims.groups_direct).map(g, \"gitlab:\" + g)"
                + " : [\"gitlab-ci:\" + claims.namespace_path]");
    }

    /** The safe form: the kind is decided first. */
    static JwtAuthenticator blogRepaired() {
        String name = "has(claims.project_path) ? \"gitlab-ci:\" + claims.sub"
                + " : \"gitlab:\" + (has(claims.preferred_username) ? claims.preferred_username : claims.sub)";
        String groups = "has(claims.project_path) ? [\"gitlab-ci:\" + claims.namespace_path]"
                + " : has(claims.groups_direct) ? dyn(claims.groups_direct).map(g, \"gitlab:\" + g) : []";
        return new JwtAuthenticator(
                Issuer.of(GITLAB, BLOGS_AUDIENCES),
                List.of(),
                new ClaimMappings(expression(name), expression(groups), new ClaimOrExpression("sub", ""), List.of()),
                List.of());
    }
}
