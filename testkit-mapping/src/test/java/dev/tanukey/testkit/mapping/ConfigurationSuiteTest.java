package dev.tanukey.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.cel.option.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationSuiteTest {
    private static final String JOB =
            """
            cases:
            - name: a job
              token: {preset: ciJob}
              expect:
            """;

    private static List<String> differences(String expectation) {
        return Suites.run(JOB + expectation).cases().get(0).differences();
    }

    @Test
    void a_case_that_says_what_comes_passes_and_the_credential_id_need_not_be_told() {
        assertThat(
                        differences(
                                """
                    user:
                      username: gitlab:project_path:acme/shop:ref_type:branch:ref:main
                      uid: "7000001"
                      groups: ["project:4711", all]
                      extra: {example.org/user: [jdoe]}
                """))
                .isEmpty();
    }

    @Test
    void the_credential_id_is_compared_if_the_case_names_it() {
        String extra = "    user: {extra: {example.org/user: jdoe, authentication.kubernetes.io/credential-id: %s}}";

        assertThat(differences(extra.formatted("JTI=00000000-0000-4000-8000-000000000001")))
                .isEmpty();
        assertThat(differences(extra.formatted("JTI=another"))).hasSize(3);
    }

    @Test
    void only_what_is_given_is_compared() {
        assertThat(differences("    user: {uid: \"7000001\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{username: gitlab:x} | username: expected \"gitlab:x\", came \"gitlab:project_path:acme/shop:ref_type:branch:ref:main\"",
                "{uid: ''} | uid: expected \"\", came \"7000001\"",
                "{groups: [all, 'project:4711']} | groups: in another order, expected [\"all\", \"project:4711\"], came [\"project:4711\", \"all\"]",
                "{groups: [all, admins]} | groups: missing [\"admins\"]",
                "{groups: [all]} | groups: not expected, but came [\"project:4711\"]",
                "{groups: []} | groups: not expected, but came [\"project:4711\", \"all\"]",
                "{extra: {}} | extra: not expected, but came \"example.org/user\" with [\"jdoe\"]",
                "{extra: {example.org/user: jdoe, example.org/ref: main}} | extra: missing \"example.org/ref\" with [\"main\"]",
                "{extra: {example.org/user: alice}} | extra \"example.org/user\": missing [\"alice\"]"
            },
            quoteCharacter = '\0')
    void what_differs_is_told_with_what_was_expected_and_what_came(String user, String line) {
        assertThat(differences("    user: " + user))
                .contains(line)
                .last()
                .asString()
                .startsWith("to do: ");
    }

    @Test
    void a_user_who_should_have_been_refused_is_shown() {
        assertThat(differences("    refused: [CLAIM_RULE_FAILED, EXPIRED]"))
                .startsWith(
                        "expected a refusal with EXPIRED or CLAIM_RULE_FAILED",
                        "came user \"gitlab:project_path:acme/shop:ref_type:branch:ref:main\", groups [\"project:4711\", \"all\"]");
        assertThat(differences("    notApplicable: true")).hasSize(3);
    }

    private static SuiteReport one(String token, String expectation) {
        return Suites.run(
                """
                cases:
                - name: one
                  token: {%s}
                  expect: {%s}
                """
                        .formatted(token, expectation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preset: ciJob, audience: https://api.example.com/ | refused: AUDIENCE_MISMATCH, messageContains: slash",
                "preset: ciJob, audience: [https://other.example.com, https://api.example.com] | user: {uid: '7000001'}",
                "preset: ciJob, expired: true | refused: EXPIRED",
                "preset: ciJob, notYetValid: true | refused: NOT_YET_VALID",
                "preset: ciJob, protectedRef: false | refused: CLAIM_RULE_FAILED, messageContains: ref_protected",
                "preset: ciJob, branch: feature | refused: CLAIM_RULE_FAILED",
                "preset: ciJob, without: [ref_protected] | refused: CLAIM_MISSING",
                "preset: ciJob, claims: {ref_protected: true} | refused: CLAIM_MALFORMED",
                "preset: tag | refused: CLAIM_RULE_FAILED",
                "preset: tag, protectedRef: true | user: {username: 'gitlab:project_path:acme/shop:ref_type:tag:ref:v1.0.0'}",
                "preset: mergeRequest | refused: CLAIM_RULE_FAILED",
                "preset: fork | refused: CLAIM_RULE_FAILED",
                "preset: schedule | user: {uid: '7000001'}",
                "preset: bot, project: acme/other, projectId: 13 | user: {groups: ['project:13', all]}",
                "preset: childPipeline | user: {uid: '7000001'}",
                "preset: downstreamPipeline | user: {uid: '7000001'}",
                "preset: ciJobJwtV1 | notApplicable: true, messageContains: ISSUER_UNKNOWN",
                "preset: ciJobJwtV2, gitlabVersion: 15.0 | refused: AUDIENCE_MISMATCH",
                "preset: ciJobToken | notApplicable: true, messageContains: CI_JOB_TOKEN",
                "preset: cloudConnector | refused: EXPRESSION_FAILED, messageContains: project_id",
                "preset: cloudConnector, audience: gitlab-ai-gateway | refused: AUDIENCE_MISMATCH",
                "preset: tokenExchange | refused: EXPRESSION_FAILED, messageContains: project_id",
                "preset: ciJob, mistyped: [ref_protected] | refused: CLAIM_MALFORMED",
                "preset: ciJob, gitlabVersion: 16.11, groups: [b, a] | user: {uid: '7000001'}",
                "preset: policyJob | user: {uid: '7000001'}",
                "preset: secretsManager | user: {uid: '7000001'}",
                "preset: userLogin | refused: [EXPRESSION_FAILED, MAPPING_FAILED]",
                "preset: ciJob, project: acme/other, projectId: 13, gitlabVersion: 15.7 | user: {groups: ['project:13', all]}",
                "preset: ciJob, subjectComponents: [project_path] | user: {username: 'gitlab:project_path:acme/shop'}",
                "preset: ciJob, user: alice | user: {extra: {example.org/user: alice}}",
                "preset: ciJob, claims: {iss: 'https://gitlab.example.com/'} | notApplicable: true, messageContains: ISSUER_UNKNOWN"
            },
            quoteCharacter = '\0')
    void a_preset_is_the_token_that_it_says_and_each_sentence_changes_it(String token, String expectation) {
        assertThat(one(token, expectation).cases().get(0).differences()).isEmpty();
    }

    @Test
    void a_message_that_lacks_what_it_should_contain_fails_the_case() {
        assertThat(one("preset: fork", "refused: CLAIM_RULE_FAILED, messageContains: job_project_id")
                        .cases()
                        .get(0)
                        .differences())
                .startsWith("expected a message with \"job_project_id\"");
    }

    @Test
    void a_refusal_for_another_reason_is_told_with_its_message() {
        assertThat(one("preset: ciJob, expired: true", "refused: AUDIENCE_MISMATCH")
                        .cases()
                        .get(0)
                        .differences())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("came EXPIRED (exp): expected "));
    }

    @Test
    void claims_of_a_real_token_are_judged_at_the_moment_at_which_they_were_issued() {
        SuiteReport report = Suites.run(
                """
                cases:
                - name: pasted
                  claims:
                    iss: https://gitlab.example.com
                    aud: https://api.example.com
                    sub: project_path:acme/shop:ref_type:branch:ref:main
                    iat: 1600000000
                    exp: 1600000300
                    ref_protected: "true"
                    project_id: "13"
                    job_id: "77"
                    user_login: jdoe
                  expect: {user: {uid: "77"}}
                - name: pasted, and much later
                  now: 2026-01-01T00:00:00Z
                  claims: {aud: https://api.example.com, iat: 1600000000}
                  expect: {refused: EXPIRED}
                - name: fresh where it says nothing of times
                  claims: {aud: https://api.example.com, sub: x, ref_protected: "true", project_id: "13", job_id: "7", user_login: j}
                  expect: {user: {username: gitlab:x}}
                - name: without an end
                  claims: {aud: https://api.example.com, sub: x}
                  without: [exp]
                  expect: {refused: CLAIM_MISSING}
                """);

        assertThat(report.print()).endsWith("4 cases, 0 failed\n");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void a_claim_of_another_type_than_gitlabs_is_a_warning_with_its_place() {
        SuiteReport report = Suites.run(
                """
                cases:
                - name: a number
                  token:
                    preset: ciJob
                    claims:
                      project_id: 4711
                      runner_id: 7
                      acme_own: 7
                      email_verified: true
                      ci_config_sha: null
                      groups_direct: acme
                  expect: {refused: EXPRESSION_FAILED}
                """);

        assertThat(report.passed()).isTrue();
        assertThat(report.warnings())
                .extracting(SuiteProblem::message)
                .containsExactly(
                        "suite, line 27, column 7: cases[0].token.claims.project_id: GitLab writes a text here, and the case has a number. Put it into quotes: \"4711\", unless the case is about a token that no GitLab mints",
                        "suite, line 32, column 7: cases[0].token.claims.groups_direct: GitLab writes a list here, and the case has a text. Write a list, unless the case is about a token that no GitLab mints");
    }

    @Test
    void rules_and_mappings_that_no_case_would_miss_are_hints_and_no_failures() {
        SuiteReport thin =
                one("preset: ciJob", "user: {username: 'gitlab:project_path:acme/shop:ref_type:branch:ref:main'}");

        assertThat(thin.passed()).isTrue();
        assertThat(thin.hints())
                .extracting(SuiteProblem::path)
                .containsExactly(
                        "jwt[0].claimValidationRules[0]",
                        "jwt[0].claimMappings.groups",
                        "jwt[0].claimMappings.uid",
                        "jwt[0].claimMappings.extra[0]");
        assertThat(thin.hints().get(0).message())
                .isEqualTo(
                        "suite, line 9, column 7: jwt[0].claimValidationRules[0]: no case would notice if this were gone. Add a case that this rule alone refuses");
        assertThat(one("preset: fork", "refused: CLAIM_RULE_FAILED").hints())
                .extracting(SuiteProblem::path)
                .doesNotContain("jwt[0].claimValidationRules[0]");
    }

    @Test
    void a_configuration_lies_beside_its_suite(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("authentication.yaml"),
                Suites.CONFIGURATION.replaceFirst("configuration:\n", "").indent(-2));
        Path file = Files.writeString(
                folder.resolve("suite.yaml"),
                "configuration: authentication.yaml\n" + JOB + "    user: {uid: \"1\"}\n");

        SuiteReport report = ConfigurationSuite.read(file).run(Suites.CEL);

        assertThat(report.print())
                .contains("FAIL  a job\n      suite.yaml, line 3\n      uid: expected \"1\", came \"7000001\"\n")
                .contains("hint: authentication.yaml, line 8, column 5: jwt[0].claimValidationRules[0]: ");
    }

    @Test
    void the_release_of_kubernetes_chooses_the_language_or_is_a_warning() {
        ConfigurationSuite suite =
                Suites.with("kubernetesVersion: \"1.30\"\n" + JOB + "    user: {uid: \"7000001\"}\n");

        SuiteReport chosen = suite.run(release -> CelExpressionLanguage.kubernetes(
                KubernetesVersion.valueOf("V" + release.orElseThrow().replace('.', '_'))));

        assertThat(chosen.warnings()).isEmpty();
        assertThat(suite.run(Suites.CEL).warnings())
                .singleElement()
                .extracting(SuiteProblem::detail)
                .isEqualTo("the suite asks for 1.30, and whoever runs it has chosen a language already");
    }

    @Test
    void a_configuration_that_reads_but_cannot_be_used_is_told_with_its_places() {
        ConfigurationSuite suite = Suites.parse(Suites.CONFIGURATION.replace("claims.user_login", "claims.user_login +")
                + JOB + "    notApplicable: true");

        assertThatThrownBy(() -> suite.run(Suites.CEL))
                .isInstanceOf(InvalidSuiteException.class)
                .hasMessageContaining(
                        "suite, line 21, column 9: configuration.jwt[0].claimMappings.extra[0].valueExpression");
    }

    @Test
    void two_issuers_have_tokens_of_their_own() {
        String second =
                """
                  - issuer:
                      url: https://gitlab.com
                      audiences: [here]
                    claimMappings:
                      username: {claim: user_login, prefix: "com:"}
                """;

        SuiteReport report = Suites.parse(
                        Suites.CONFIGURATION + second
                                + """
                cases:
                - name: of the second
                  issuer: https://gitlab.com
                  token: {preset: ciJob}
                  expect: {user: {username: com:jdoe}}
                - name: of nobody
                  issuer: https://gitlab.com/
                  token: {preset: ciJob}
                  expect: {notApplicable: true}
                """)
                .run(Suites.CEL);

        assertThat(report.print()).contains("2 cases, 0 failed");
        assertThat(report.hints())
                .extracting(SuiteProblem::path)
                .contains("jwt[0]")
                .doesNotContain("jwt[1]");
    }
}
