package dev.tanukey.mapping.lint;

import static dev.tanukey.mapping.lint.Configurations.bySub;
import static dev.tanukey.mapping.lint.Configurations.jobs;
import static dev.tanukey.mapping.lint.Configurations.lint;
import static dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule.required;
import static dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression.claim;
import static dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression.expression;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.lint.Finding.Kind;
import dev.tanukey.mapping.lint.Finding.Severity;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in at all: rules that the samples are moved to, and those that nobody fulfils. */
class AdmissionLintTest {

    @ParameterizedTest
    @CsvSource({
        "runner_environment, gitlab-hosted",
        "pipeline_source, schedule",
        "ref_path, refs/heads/release",
        "ref_path, refs/tags/v1",
        "project_visibility, internal",
        "user_access_level, maintainer",
        "deployment_tier, staging",
        "environment_action, stop",
        "namespace_path, acme/tools",
        "sub, project_id:4711:ref_type:tag:ref:v1"
    })
    void the_samples_move_to_whatever_value_gitlab_sends(String claim, String value) {
        LintReport report = lint(bySub("ci:").with(required(claim, value)));
        assertThat(report.verdicts())
                .anySatisfy(verdict -> assertThat(verdict.user()).isPresent());
        assertThat(report.findings(Kind.NOBODY_GETS_IN)).isEmpty();
        assertThat(report.findings(Kind.RULE_NEVER_MATCHES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'4711' == claims.project_id",
                "claims['project_id'] == '4711'",
                "claims[\"project_id\"] in ['4711', '4712']",
                "claims.?project_id.orValue('') == '4711'",
                "claims.project_path.startsWith('acme/')",
                "claims.namespace_path.startsWith('acme/')",
                "claims.project_path.endsWith('/shop')",
                "claims.project_path.contains('acme')",
                "claims.sub.startsWith('project_path:acme/')",
                "claims.ref.matches('^(release/.*|live)$')",
                "claims.sub.matches('^project_path:acme/[a-z]+:ref_type:branch:ref:v[0-9]$')",
                "has(claims.email) && claims.email.endsWith('@acme.com')",
                "!(claims.project_id == '13') && claims.project_id in ['4711']"
            })
    void the_samples_move_to_what_a_rule_says_in_whatever_spelling(String rule) {
        LintReport report = lint(bySub("ci:").with(ClaimValidationRule.expression(rule, "")));
        assertThat(report.verdicts())
                .anySatisfy(verdict -> assertThat(verdict.user()).isPresent());
        assertThat(report.findings(Kind.NOBODY_GETS_IN)).isEmpty();
        assertThat(report.findings(Kind.RULE_NEVER_MATCHES)).isEmpty();
    }

    @Test
    void what_a_rule_forbids_is_not_where_the_samples_go() {
        LintReport report = lint(jobs(claim("project_id", "ci:"))
                .with(ClaimValidationRule.expression("!(claims.project_id == '666')", "")));
        assertThat(report.print()).contains("  ci:13\n").doesNotContain("666 ");
    }

    @Test
    void a_report_in_which_nobody_gets_in_says_that_it_proves_nothing() {
        LintReport report = lint(bySub("ci:").with(ClaimValidationRule.expression("claims.sub == claims.jti", "")));
        assertThat(report.findings(Kind.NOBODY_GETS_IN)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message()).contains("nothing is proven");
        });
        assertThat(report.findings(Kind.RULE_NEVER_MATCHES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("proves nothing"));
        assertThat(report.print()).doesNotContain("No findings.");
    }

    @Test
    void a_claim_that_gitlab_does_not_send_is_told_with_the_one_that_was_meant() {
        LintReport rule = lint(bySub("ci:").with(required("protected_ref", "true")));
        assertThat(rule.hasErrors()).isTrue();
        assertThat(rule.findings(Kind.RULE_NEVER_MATCHES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("did you mean ref_protected?"));
        LintReport name = lint(jobs(claim("user_name", "ci:")));
        assertThat(name.findings(Kind.RULE_NEVER_MATCHES)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.path()).isEqualTo("jwt[0].claimMappings.username.claim");
            assertThat(finding.message()).contains("user_login");
        });
        assertThat(lint(jobs(expression("'ci:' + claims.projectid"))).findings(Kind.NOBODY_GETS_IN))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.message()).contains("did you mean project_id?"));
    }

    @Test
    void a_claim_that_gitlab_may_send_tomorrow_is_warned_of() {
        LintReport report = lint(bySub("ci:").with(required("a_thing_of_tomorrow", "x")));
        assertThat(report.hasErrors()).isFalse();
        assertThat(report.findings(Kind.RULE_NEVER_MATCHES)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "claims.ref_protected == true, write == 'true'",
        "claims.project_id == 4711, write == '4711'",
        "4711 == claims.project_id, write == '4711'"
    })
    void a_text_that_is_compared_with_a_boolean_or_a_number_is_an_error(String rule, String advice) {
        assertThat(lint(bySub("ci:").with(ClaimValidationRule.expression(rule, "")))
                        .findings(Kind.RULE_NEVER_MATCHES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.message()).contains(advice.replace("''", "'")));
    }

    @Test
    void a_ref_with_refs_heads_is_explained_in_plain_words() {
        assertThat(lint(bySub("ci:").with(required("ref", "refs/heads/main"))).findings(Kind.RULE_NEVER_MATCHES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("ref is the short name, such as main; refs/heads/ never stands before it"));
    }

    @Test
    void a_job_that_is_named_after_whoever_started_it_is_that_person() {
        assertThat(lint(jobs(claim("user_email", "gitlab:"))).findings(Kind.IDENTITY_HANGS_ON_NAMES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("is that person for RBAC"))
                .satisfies(finding -> assertThat(finding.advice()).contains("not by the person"));
    }

    @Test
    void names_and_groups_without_a_prefix_are_whatever_people_call_themselves() {
        JwtAuthenticator people = jobs(claim("preferred_username", ""))
                .with(new ClaimMappings(
                        claim("preferred_username", ""), claim("groups_direct", ""), ClaimOrExpression.NONE, List.of()))
                .with(ClaimValidationRule.expression("!has(claims.job_id)", ""));
        assertThat(lint(people).findings(Kind.NO_PREFIX))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING))
                .satisfies(finding -> assertThat(finding.message()).contains("kubernetes-admin", "cluster-admins"));
        assertThat(lint(people.with(Issuer.of("https://gitlab.com", List.of("login"))))
                        .findings(Kind.NO_PREFIX))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
        assertThat(lint(jobs(claim("preferred_username", "gitlab:"))).findings(Kind.NO_PREFIX))
                .isEmpty();
    }

    @Test
    void a_prefix_that_the_door_does_not_know_is_tried_with_a_forged_claim() {
        JwtAuthenticator longer = jobs("https://other.example.com", claim("sub", "ci:other:"));
        JwtAuthenticator shorter = jobs(expression("claims.?zone.orValue(\"ci:\") + claims.sub"));
        JwtAuthenticator hidden =
                jobs("https://other.example.com", expression("claims.?zone.orValue(\"ci:other:\") + claims.sub"));
        assertThat(lint(shorter, hidden).findings(Kind.PREFIX_IS_AMBIGUOUS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.message()).contains("as tried"));
        assertThat(lint(shorter, longer).findings(Kind.PREFIX_IS_AMBIGUOUS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
    }

    @Test
    void each_of_many_prefixes_is_tried_and_only_those_that_are_given_are_named() {
        List<JwtAuthenticator> issuers = new ArrayList<>();
        issuers.add(jobs("https://open.example.com", claim("sub", "")));
        IntStream.range(0, 8)
                .mapToObj(i -> jobs("https://gitlab" + i + ".example.com", claim("sub", "p" + i + ":")))
                .forEach(issuers::add);
        issuers.add(jobs("https://hidden.example.com", expression("claims.?zone.orValue(\"zz:\") + claims.sub")));

        assertThat(lint(issuers.toArray(JwtAuthenticator[]::new)).findings(Kind.PREFIX_IS_AMBIGUOUS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding ->
                        assertThat(finding.message()).contains("\"zz:\"").doesNotContain("\"p0:\""));
    }

    @Test
    void many_issuers_with_one_prefix_are_one_finding_that_names_them_all() {
        JwtAuthenticator[] issuers = IntStream.range(0, 8)
                .mapToObj(i -> jobs("https://gitlab" + i + ".example.com", claim("sub", "ci:")))
                .toArray(JwtAuthenticator[]::new);
        assertThat(lint(issuers).findings(Kind.PREFIX_IS_AMBIGUOUS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("gitlab0", "gitlab7"));
    }

    /** Without a bound the first took 12 s, and the second minutes. */
    @Test
    void many_audiences_and_long_blanks_cost_little() {
        List<String> audiences =
                IntStream.range(0, 400).mapToObj(i -> "audience" + i).toList();
        JwtAuthenticator jwt = bySub("ci:")
                .with(Issuer.of(Configurations.GITLAB, audiences))
                .with(ClaimValidationRule.expression("claims.aud == \"audience399\"", ""));
        assertThat(lint(jwt).findings(Kind.NOBODY_GETS_IN)).isEmpty();

        String blanks = "claims.a ==" + " ".repeat(200_000);
        assertThat(Comparisons.in(blanks + blanks)).isEmpty();
    }
}
