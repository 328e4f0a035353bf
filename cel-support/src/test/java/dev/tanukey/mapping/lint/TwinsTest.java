package dev.tanukey.mapping.lint;

import static dev.tanukey.mapping.lint.Configurations.jobs;
import static dev.tanukey.mapping.lint.Configurations.lint;
import static dev.tanukey.mapping.lint.Configurations.sound;
import static dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule.required;
import static dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression.claim;
import static dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression.expression;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.lint.Finding.Kind;
import dev.tanukey.mapping.lint.Finding.Severity;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What strangers, forks and whoever may push get by a token that is like ours. */
class TwinsTest {
    private static final String WORLD = "https://gitlab.com";

    private static final JwtAuthenticator BY_PROJECT = jobs(expression("'ci:' + claims.project_id"));

    @Test
    void what_a_stranger_chooses_himself_does_not_keep_him_out() {
        JwtAuthenticator jwt = jobs(WORLD, expression("'ci:' + claims.project_id"))
                .with(required("ref_protected", "true"))
                .with(required("environment_protected", "true"))
                .with(required("ref", "release"))
                .with(required("user_access_level", "maintainer"));
        LintReport report = lint(jwt);
        assertThat(report.findings(Kind.OPEN_TO_EVERY_PROJECT)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.samples()).containsExactly("E by a stranger");
        });
        assertThat(report.print()).contains("\n  E by a stranger");
    }

    @Test
    void a_branch_and_a_protection_that_every_project_may_have_do_not_keep_strangers_out() {
        JwtAuthenticator jwt = jobs(WORLD, claim("sub", "gitlab-ci:"))
                .with(ClaimValidationRule.expression(
                        "claims.ref == 'release' && claims.ref_type == 'branch' && claims.ref_protected == 'true'",
                        "release only"));
        assertThat(lint(jwt).findings(Kind.OPEN_TO_EVERY_PROJECT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.samples()).containsExactly("X"));
    }

    @Test
    void a_rule_about_the_person_alone_lets_in_what_that_person_starts_in_a_strangers_project() {
        JwtAuthenticator jwt = jobs(WORLD, claim("user_login", "")).with(required("user_login", "alice"));
        assertThat(lint(jwt).findings(Kind.OPEN_TO_EVERY_PROJECT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.samples()).containsExactly("XO"));
        assertThat(lint(jwt.with(required("project_id", "4711"))).findings(Kind.OPEN_TO_EVERY_PROJECT))
                .isEmpty();
    }

    @Test
    void a_path_that_merely_begins_as_ours_is_free_for_a_stranger() {
        assertThat(strangers("claims.project_path.startsWith('acme')")).hasSize(1);
        assertThat(strangers("claims.project_path.startsWith('acme/')")).isEmpty();
        assertThat(strangers("claims.project_path.endsWith('/shop')")).hasSize(1);
    }

    private static List<Finding> strangers(String rule) {
        return lint(BY_PROJECT.with(ClaimValidationRule.expression(rule, ""))).findings(Kind.OPEN_TO_EVERY_PROJECT);
    }

    @Test
    void an_environment_does_not_hide_that_whoever_may_push_can_name_it() {
        JwtAuthenticator jwt = jobs(expression("'ci:' + claims.project_id + ':' + claims.environment"))
                .with(required("project_id", "4711"))
                .with(required("environment", "production"));
        assertThat(lint(jwt).findings(Kind.REACHABLE_FROM_UNPROTECTED_REF))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.samples()).contains("E on another, unprotected ref"));
        assertThat(lint(jwt.with(required("environment_protected", "true")))
                        .findings(Kind.REACHABLE_FROM_UNPROTECTED_REF))
                .isEmpty();
    }

    @Test
    void an_environment_does_not_hide_forks() {
        JwtAuthenticator jwt = jobs(expression("'ci:' + claims.job_project_id"))
                .with(ClaimValidationRule.expression(
                        "claims.job_project_id == '4711' && claims.environment == 'staging'", ""));
        assertThat(lint(jwt).findings(Kind.REACHABLE_FROM_FORK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.samples()).containsExactly("E of a fork's merge request"));
    }

    @Test
    void a_branch_whose_name_begins_as_the_protected_one_is_tried() {
        String rule = "claims.project_id == '4711' && claims.ref_type == 'branch' && claims.ref.matches('^main%s')";
        assertThat(refs(rule.formatted("$"))).isEqualTo(Severity.NOTE);
        assertThat(refs(rule.formatted(""))).isEqualTo(Severity.ERROR);
    }

    @Test
    void a_branch_whose_name_ends_as_the_protected_one_is_tried() {
        String rule = "claims.project_id == '4711' && claims.ref_type == 'branch' && claims.ref";
        assertThat(refs(rule + ".endsWith('release')")).isEqualTo(Severity.ERROR);
        assertThat(refs(rule + ".matches('release$')")).isEqualTo(Severity.ERROR);
        assertThat(refs(rule + " == 'release'")).isEqualTo(Severity.NOTE);
    }

    private static Severity refs(String rule) {
        List<Finding> findings = lint(BY_PROJECT.with(ClaimValidationRule.expression(rule, "")))
                .findings(Kind.REACHABLE_FROM_UNPROTECTED_REF);
        assertThat(findings).hasSize(1);
        return findings.get(0).severity();
    }

    @Test
    void whether_a_ref_is_protected_is_each_projects_own_matter() {
        JwtAuthenticator onMain =
                BY_PROJECT.with(required("project_id", "4711")).with(required("ref_path", "refs/heads/main"));
        assertThat(lint(onMain).findings(Kind.REACHABLE_FROM_UNPROTECTED_REF))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE))
                .satisfies(finding -> assertThat(finding.samples()).containsExactly("R"))
                .satisfies(
                        finding -> assertThat(finding.message())
                                .isEqualTo(
                                        "A job on \"main\" gets in as \"ci:4711\", whether its project protects that ref or not."));
        assertThat(lint(onMain.with(required("ref_protected", "true"))).findings(Kind.REACHABLE_FROM_UNPROTECTED_REF))
                .isEmpty();
    }

    @Test
    void a_path_that_merely_holds_ours_is_free_for_a_stranger() {
        assertThat(strangers("claims.project_path.matches('acme/.*')")).hasSize(1);
        assertThat(strangers("claims.project_path.contains('acme/')")).hasSize(1);
        assertThat(strangers("claims.project_path.matches('^acme/.*')")).isEmpty();
    }

    @Test
    void where_every_unprotected_branch_gets_in_tags_are_not_what_is_told() {
        assertThat(lint(BY_PROJECT).findings(Kind.REACHABLE_FROM_UNPROTECTED_REF))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("A job on a ref to which every"));
        assertThat(lint(BY_PROJECT.with(required("ref", "main"))).findings(Kind.REACHABLE_FROM_UNPROTECTED_REF))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("A job on an unprotected tag is"));
    }

    @Test
    void bl_08_the_groups_of_whoever_started_a_job_are_found_where_no_person_gets_in() {
        JwtAuthenticator jwt = BY_PROJECT.with(new ClaimMappings(
                claim("project_id", "ci:"), claim("groups_direct", "oidc:"), ClaimOrExpression.NONE, List.of()));
        JwtAuthenticator protectedOnes =
                jwt.with(required("project_id", "4711")).with(required("ref_protected", "true"));
        assertThat(lint(protectedOnes).findings(Kind.HUMAN_GROUP_REACHABLE_FROM_CI))
                .singleElement()
                .satisfies(finding -> assertThat(finding.samples()).containsExactly("BG"))
                .satisfies(finding -> assertThat(finding.message()).contains("\"oidc:foo\""));
        assertThat(lint(protectedOnes.with(required("environment", "production")))
                        .findings(Kind.HUMAN_GROUP_REACHABLE_FROM_CI))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.samples()).containsExactly("E with the groups of whoever started it"));
    }

    @Test
    void a_sound_configuration_shows_no_twins_but_those_of_the_usual_job() {
        assertThat(lint(sound()).verdicts())
                .extracting(verdict -> verdict.sample().name())
                .noneMatch(name -> name.contains(" "))
                .hasSize(18);
    }

    @Test
    void every_job_has_a_number_of_its_own() {
        assertThat(lint(jobs(claim("job_id", "ci:"))).verdicts())
                .filteredOn(verdict -> verdict.sample().kind() == TokenKind.CI_JOB)
                .extracting(verdict -> verdict.user().orElseThrow().username())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_job_of_ones_own_has_twins_too_and_those_that_get_in_are_shown() {
        Sample mine = Sample.of(
                "mine",
                TokenKind.CI_JOB,
                """
                {"sub": "project_path:acme/shop:ref_type:branch:ref:live", "project_id": "1", "project_path": "acme/shop",
                 "ref": "live", "ref_type": "branch", "ref_protected": "true"}
                """);
        JwtAuthenticator jwt = jobs(claim("sub", "ci:")).with(required("ref_protected", "true"));
        LintReport report =
                ConfigurationLint.of(AuthenticationConfiguration.of(jwt)).over(List.of(mine));
        assertThat(report.findings(Kind.OPEN_TO_EVERY_PROJECT)).singleElement().satisfies(finding -> assertThat(
                        finding.message())
                .contains("ci:project_path:acme-evil/shop:ref_type:branch:ref:live"));
        assertThat(report.print()).contains("mine by a stranger").doesNotContain("mine on another");
    }
}
