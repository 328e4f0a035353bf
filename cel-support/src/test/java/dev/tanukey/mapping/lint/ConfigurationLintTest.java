package dev.tanukey.mapping.lint;

import static dev.tanukey.mapping.lint.Configurations.bySub;
import static dev.tanukey.mapping.lint.Configurations.jobs;
import static dev.tanukey.mapping.lint.Configurations.lint;
import static dev.tanukey.mapping.lint.Configurations.sound;
import static dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression.claim;
import static dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression.expression;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.lint.Finding.Kind;
import dev.tanukey.mapping.lint.Finding.Severity;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationLintTest {

    @Test
    void a_sound_configuration_has_no_finding_at_all_and_lets_our_own_jobs_in() {
        LintReport report = lint(sound());
        assertThat(report.findings()).isEmpty();
        assertThat(report.hasErrors()).isFalse();
        assertThat(admitted(report)).containsExactlyInAnyOrder("B", "BG", "BA", "E", "I", "S");
    }

    @Test
    void every_sample_has_a_verdict_with_its_user_or_the_reason() {
        LintReport report = lint(bySub("ci:").with(ClaimValidationRule.required("ref_protected", "true")));
        assertThat(report.verdicts()).hasSize(18);
        assertThat(report.print())
                .contains("Tokens of https://gitlab.example.com become\n")
                .contains("B (a job on a protected branch)")
                .contains("  ci:project_path:foo/bar:ref_type:branch:ref:main\n")
                .contains("refused: CLAIM_MISSING (ref_protected)")
                .contains(
                        "\n- WARNING OPEN_TO_EVERY_PROJECT at jwt[0].claimValidationRules (X)\n  A job of a project that")
                .contains("\n  Demand a project_id or a namespace_id;");
    }

    @Test
    void a_report_tells_the_worst_first() {
        LintReport report = lint(bySub("ci:").with(ClaimValidationRule.required("ref_type", "merge_request")));
        assertThat(report.findings()).isSortedAccordingTo((a, b) -> a.severity().compareTo(b.severity()));
        assertThat(report.hasErrors()).isTrue();
    }

    @Test
    void a_configuration_without_expressions_needs_no_language_and_one_with_expressions_does() {
        AuthenticationConfiguration plain = AuthenticationConfiguration.of(bySub("ci:"));
        assertThat(ConfigurationLint.of(plain).overGitLabSamples().verdicts()).isNotEmpty();
        AuthenticationConfiguration expressive = AuthenticationConfiguration.of(sound());
        assertThatThrownBy(() -> ConfigurationLint.of(expressive)).isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void an_expression_that_fails_behind_a_good_name_is_an_error_and_the_field_is_told() {
        JwtAuthenticator jwt = bySub("ci:")
                .with(new ClaimMappings(
                        claim("sub", "ci:"),
                        expression("claims.runner_id"),
                        ClaimOrExpression.NONE,
                        List.of(new ExtraMapping("example.org/ref", "\"r\" + claims.ref"))));
        assertThat(lint(jwt).findings(Kind.EVALUATION_ERROR))
                .extracting(Finding::path)
                .containsExactlyInAnyOrder(
                        "jwt[0].claimMappings.groups.expression",
                        "jwt[0].claimMappings.groups.expression",
                        "jwt[0].claimMappings.extra[0].valueExpression");
        assertThat(lint(jwt).findings(Kind.EVALUATION_ERROR))
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
    }

    @Test
    void names_and_rules_that_keep_people_out_by_failing_are_one_note() {
        LintReport report = lint(jobs(expression("\"ci:\" + claims.project_id"))
                .with(ClaimValidationRule.expression("claims.ref_protected == \"true\"", "")));
        assertThat(report.findings(Kind.EVALUATION_ERROR)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.samples()).containsExactly("U", "U0", "Uold");
            assertThat(finding.message()).startsWith("People are refused by an error");
            assertThat(finding.advice()).contains("has(claims.job_id)");
        });
    }

    @Test
    void an_expression_that_fails_over_a_token_that_a_rule_keeps_out_is_no_finding() {
        LintReport report = lint(jobs(expression("\"ci:\" + claims.project_id"))
                .with(ClaimValidationRule.expression("has(claims.job_id)", "jobs only")));
        assertThat(report.findings(Kind.EVALUATION_ERROR)).isEmpty();
    }

    @Test
    void people_and_jobs_under_one_prefix_are_warned_of_and_under_one_name_are_an_error() {
        assertThat(lint(bySub("gitlab:")).findings(Kind.KIND_UNDER_WRONG_PREFIX))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
        JwtAuthenticator byLogin = jobs(
                expression("\"gitlab:\" + (has(claims.job_id) ? claims.user_login : claims.?nickname.orValue(\"?\"))"));
        assertThat(lint(byLogin).findings(Kind.KIND_UNDER_WRONG_PREFIX))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.message()).contains("\"gitlab:MyUserName\""));
        assertThat(lint(jobs(claim("project_id", "ci:"))).findings(Kind.KIND_UNDER_WRONG_PREFIX))
                .isEmpty();
    }

    @Test
    void a_group_of_people_that_a_job_has_by_its_namespace_is_found_too() {
        JwtAuthenticator jwt = jobs(expression("(has(claims.job_id) ? \"ci:\" : \"user:\") + claims.sub"))
                .with(new ClaimMappings(
                        expression("(has(claims.job_id) ? \"ci:\" : \"user:\") + claims.sub"),
                        expression("has(claims.job_id) ? [\"g:\" + claims.namespace_path]"
                                + " : dyn(claims.?groups_direct.orValue([])).map(g, \"g:\" + g)"),
                        ClaimOrExpression.NONE,
                        List.of()));
        assertThat(lint(jwt).findings(Kind.HUMAN_GROUP_REACHABLE_FROM_CI))
                .singleElement()
                .satisfies(finding -> assertThat(finding.samples()).contains("B"))
                .satisfies(finding -> assertThat(finding.message()).contains("\"g:foo\""));
        assertThat(lint(bySub("ci:")).findings(Kind.HUMAN_GROUP_REACHABLE_FROM_CI))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ref_type, merge_request",
        "ref, refs/heads/main",
        "ref, release/*",
        "ref_protected, TRUE",
        "ref_protected, yes",
        "project_path, acme/*",
        "project_id, acme",
        "pipeline_source, merge_request",
        "runner_environment, gitlab",
        "runner_id, 1",
        "email_verified, true",
        "groups_direct, acme",
        "groups, acme",
        "ref_path, main",
        "sub, project_path:acme/*",
        "user_access_level, Maintainer"
    })
    void a_required_value_that_gitlab_never_sends_is_found(String claim, String value) {
        assertThat(lint(bySub("ci:").with(ClaimValidationRule.required(claim, value)))
                        .findings(Kind.RULE_NEVER_MATCHES))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.path()).isEqualTo("jwt[0].claimValidationRules[0].requiredValue"))
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
    }

    @ParameterizedTest
    @CsvSource({
        "ref_type, tag",
        "ref, release/1.2",
        "ref_protected, true",
        "project_path, acme/shop.io_x",
        "project_id, 4711",
        "pipeline_source, merge_request_event",
        "runner_environment, gitlab-hosted",
        "ref_path, refs/tags/v1",
        "sub, project_path:acme/shop:ref_type:branch:ref:main",
        "user_access_level, maintainer",
        "environment, production/eu"
    })
    void a_required_value_that_gitlab_may_send_is_no_finding(String claim, String value) {
        assertThat(lint(bySub("ci:").with(ClaimValidationRule.required(claim, value)))
                        .findings(Kind.RULE_NEVER_MATCHES))
                .isEmpty();
    }

    @Test
    void an_expression_rule_that_no_sample_fulfils_is_found_with_the_cause_where_it_is_known() {
        assertThat(rule("claims.?ref_type.orValue(\"\") == \"merge_request\""))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.message()).contains("branch or tag"));
        assertThat(rule("claims.sub.startsWith(\"nothing:\")"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
        assertThat(rule("claims.project_id == \"4711\"")).isEmpty();
        assertThat(rule("claims.project_path in [\"acme/shop\", \"acme/other\"]"))
                .isEmpty();
    }

    private static List<Finding> rule(String expression) {
        return lint(bySub("ci:").with(ClaimValidationRule.expression(expression, "")))
                .findings(Kind.RULE_NEVER_MATCHES);
    }

    @Test
    void the_samples_move_into_the_project_and_branch_of_which_the_rules_speak_but_the_stranger_does_not() {
        LintReport report = lint(bySub("ci:")
                .with(ClaimValidationRule.required("sub", "project_path:acme/shop:ref_type:branch:ref:live")));
        assertThat(admitted(report)).containsExactlyInAnyOrder("B", "BG", "BA", "R", "E", "I", "S", "K", "Z");
        assertThat(report.print()).contains("ci:project_path:acme/shop:ref_type:branch:ref:live");
    }

    @Test
    void a_name_that_hangs_on_paths_is_found_with_the_claims_and_one_of_ids_is_not() {
        assertThat(lint(jobs(expression("\"ci:\" + claims.namespace_path + claims.user_login")))
                        .findings(Kind.IDENTITY_HANGS_ON_NAMES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("namespace_path or user_login changes")
                        .doesNotContain("project_path"));
        assertThat(lint(jobs(claim("project_id", "ci:"))).findings(Kind.IDENTITY_HANGS_ON_NAMES))
                .isEmpty();
    }

    @Test
    void the_path_inside_of_sub_is_a_name_too_and_a_persons_sub_is_an_id() {
        assertThat(lint(bySub("x:")).findings(Kind.IDENTITY_HANGS_ON_NAMES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.samples()).containsExactly("B"))
                .satisfies(finding -> assertThat(finding.message()).contains("when sub changes"));
    }

    @Test
    void a_person_whose_name_is_the_login_hangs_on_it() {
        assertThat(lint(jobs(claim("preferred_username", "user:"))).findings(Kind.IDENTITY_HANGS_ON_NAMES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("preferred_username"));
    }

    @Test
    void a_fork_that_gets_in_is_warned_of_and_one_with_our_name_is_an_error() {
        assertThat(lint(bySub("ci:")).findings(Kind.REACHABLE_FROM_FORK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
        assertThat(lint(jobs(claim("job_project_path", "ci:"))).findings(Kind.REACHABLE_FROM_FORK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
        assertThat(lint(bySub("ci:").with(ClaimValidationRule.required("ref_protected", "true")))
                        .findings(Kind.REACHABLE_FROM_FORK))
                .isEmpty();
    }

    @Test
    void a_fork_with_a_group_of_ours_is_an_error_and_one_with_everybodys_group_is_not() {
        assertThat(withGroups("[\"p:\" + claims.job_project_id]").findings(Kind.REACHABLE_FROM_FORK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
        assertThat(withGroups("[\"all-of-gitlab\"]").findings(Kind.REACHABLE_FROM_FORK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    }

    private static LintReport withGroups(String groups) {
        return lint(bySub("ci:")
                .with(new ClaimMappings(claim("sub", "ci:"), expression(groups), ClaimOrExpression.NONE, List.of()))
                .with(ClaimValidationRule.expression("has(claims.job_id)", "")));
    }

    @Test
    void an_unprotected_ref_that_gets_in_is_warned_of_and_a_tag_that_passes_for_the_branch_is_an_error() {
        assertThat(lint(bySub("ci:")).findings(Kind.REACHABLE_FROM_UNPROTECTED_REF))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING))
                .satisfies(finding -> assertThat(finding.samples()).containsExactlyInAnyOrder("T", "N", "P", "M"));
        assertThat(lint(jobs(expression("\"ci:\" + claims.project_id + \":\" + claims.ref")))
                        .findings(Kind.REACHABLE_FROM_UNPROTECTED_REF))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
    }

    @Test
    void a_strangers_project_that_gets_in_is_warned_of_and_on_gitlab_com_an_error() {
        assertThat(lint(bySub("ci:")).findings(Kind.OPEN_TO_EVERY_PROJECT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
        assertThat(lint(jobs("https://gitlab.com", claim("sub", "ci:"))).findings(Kind.OPEN_TO_EVERY_PROJECT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
        assertThat(lint(jobs(claim("ref", "ci:"))).findings(Kind.OPEN_TO_EVERY_PROJECT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("as ours does"));
    }

    @Test
    void issuers_that_share_a_prefix_are_an_error_and_a_prefix_of_a_prefix_that_the_door_refuses_is_a_note() {
        JwtAuthenticator other = jobs("https://other.example.com", claim("sub", "ci:"));
        assertThat(lint(bySub("ci:"), other).findings(Kind.PREFIX_IS_AMBIGUOUS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
        assertThat(lint(bySub("ci:other:"), other).findings(Kind.PREFIX_IS_AMBIGUOUS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE))
                .satisfies(finding -> assertThat(finding.message()).contains("a kube-apiserver would not"))
                .satisfies(finding -> assertThat(finding.path()).startsWith("jwt[0]"));
        assertThat(lint(bySub("gitlab-ci:"), other).findings(Kind.PREFIX_IS_AMBIGUOUS))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab:", "git"})
    void a_prefix_of_groups_under_which_the_agent_has_names_is_found(String prefix) {
        boolean found = !people(prefix).findings(Kind.PREFIX_IS_AMBIGUOUS).isEmpty();
        assertThat(found).isEqualTo(prefix.equals("gitlab:"));
    }

    private static LintReport people(String prefix) {
        return lint(bySub("user:")
                .with(new ClaimMappings(
                        claim("sub", "user:"), claim("groups_direct", prefix), ClaimOrExpression.NONE, List.of()))
                .with(ClaimValidationRule.expression("has(claims.auth_time) && !has(claims.job_id)", "people only")));
    }

    @Test
    void tokens_of_another_kind_that_get_in_are_found() {
        assertThat(lint(bySub("ci:")).findings(Kind.KIND_NOT_DECIDED))
                .singleElement()
                .satisfies(finding -> assertThat(finding.samples()).containsExactly("K", "Z"));
        assertThat(lint(sound()).findings(Kind.KIND_NOT_DECIDED)).isEmpty();
    }

    @Test
    void samples_of_ones_own_are_judged_as_they_are() {
        Sample sample = Sample.of(
                "mine",
                TokenKind.CI_JOB,
                """
                {"sub": "project_path:acme/shop", "project_id": "1", "job_project_id": "2", "ref_protected": "false"}
                """);
        assertThat(sample.traits()).containsExactly(Sample.Trait.FORK, Sample.Trait.UNPROTECTED_REF);
        LintReport report = ConfigurationLint.of(AuthenticationConfiguration.of(bySub("ci:")))
                .over(List.of(sample));
        assertThat(report.verdicts()).singleElement().satisfies(verdict -> assertThat(verdict.summary())
                .isEqualTo("ci:project_path:acme/shop"));
        assertThat(report.findings(Kind.REACHABLE_FROM_FORK)).hasSize(1);
        assertThatThrownBy(() -> Sample.of("broken", TokenKind.CI_JOB, "[]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void a_sample_can_be_declared_a_strangers() {
        Sample sample = Sample.of("x", TokenKind.CI_JOB, "{\"sub\": \"project_path:evil/own\"}")
                .with(Sample.Trait.STRANGER);
        LintReport report = ConfigurationLint.of(AuthenticationConfiguration.of(bySub("ci:")))
                .over(List.of(sample));
        assertThat(report.findings(Kind.OPEN_TO_EVERY_PROJECT)).hasSize(1);
    }

    @Test
    void a_rule_over_the_user_that_refuses_every_sample_is_found_and_one_that_refuses_some_is_not() {
        assertThat(userRule("user.username.startsWith(\"user:\")"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.path()).isEqualTo("jwt[0].userValidationRules"));
        assertThat(userRule("user.username.contains(\"tag\")")).isEmpty();
    }

    private static List<Finding> userRule(String expression) {
        return lint(bySub("ci:").with(new UserValidationRule(expression, ""))).findings(Kind.RULE_NEVER_MATCHES);
    }

    @Test
    void outcomes_that_depend_on_the_audience_are_verdicts_of_their_own() {
        JwtAuthenticator jwt = bySub("ci:")
                .with(Issuer.of(Configurations.GITLAB, List.of("one", "two")))
                .with(ClaimValidationRule.expression("claims.aud == \"two\"", "two alone"));
        LintReport report = lint(jwt);
        assertThat(report.verdicts())
                .filteredOn(verdict -> verdict.sample().name().equals("B"))
                .extracting(Verdict::audiences)
                .containsExactly(List.of("one"), List.of("two"));
        assertThat(report.print())
                .contains("for one: refused: CLAIM_RULE_FAILED")
                .contains("for two: ci:project_path:foo/bar:ref_type:branch:ref:main\n");
    }

    @Test
    void a_configuration_without_issuers_has_nothing_to_report() {
        LintReport report = lint();
        assertThat(report.verdicts()).isEmpty();
        assertThat(report.print()).contains("Nobody gets in, so nothing is proven.");
    }

    private static List<String> admitted(LintReport report) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.user().isPresent())
                .map(verdict -> verdict.sample().name())
                .toList();
    }
}
