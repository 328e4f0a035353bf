package dev.tanukey.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteReaderTest {
    private static final String GOOD =
            """
            cases:
            - name: a job
              token:
                preset: ciJob
              expect:
                refused: EXPIRED
            """;

    private static List<String> problems(String suite) {
        InvalidSuiteException refused = catchThrowableOfType(InvalidSuiteException.class, () -> Suites.parse(suite));
        return refused.problems().stream().map(SuiteProblem::message).toList();
    }

    @Test
    void a_printed_report_moves_no_cursor() {
        String printed = Suites.parse(Suites.CONFIGURATION + GOOD.replace("a job", "\"red \\e[31m, two \\n lines\""))
                .run(Suites.CEL)
                .print();

        assertThat(printed).contains("red \\u{1b}[31m, two \\u{a} lines\n").doesNotContain("\u001b");
    }

    /** The good suite stands from line 22. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "preset: ciJob | preset: ciJobs | line 25, column 5: cases[0].token.preset: there is no preset \"ciJobs\". Did you mean `ciJob`?",
                "preset: ciJob | preset: nonsense | line 25, column 5: cases[0].token.preset: there is no preset \"nonsense\". Write one of `ciJob`, `userLogin`,",
                "preset: ciJob | branch: main | line 24, column 3: cases[0].token.preset: no preset is named. Write one of `ciJob`,",
                "preset: ciJob | {preset: ciJob, brunch: main} | line 25, column 21: cases[0].token.brunch: unknown field \"cases[0].token.brunch\". Did you mean `branch`?",
                "preset: ciJob | {preset: userLogin, branch: main} | line 25, column 25: cases[0].token.branch: unknown field \"cases[0].token.branch\". Delete it; known here are `preset`,",
                "preset: ciJob | {preset: ciJob, branch: a, tag: b} | line 25, column 32: cases[0].token.tag: a job runs for a branch or for a tag, and here are both",
                "preset: ciJob | {preset: ciJob, project: shop} | line 25, column 21: cases[0].token.project: A project's full path has a namespace in front",
                "preset: ciJob | {preset: ciJob, protectedEnvironment: true} | line 24, column 3: cases[0].token: The token has no environment to protect",
                "preset: ciJob | {preset: ciJob, projectId: x1} | line 25, column 21: cases[0].token.projectId: expected an id, came \"x1\"",
                "preset: ciJob | {preset: ciJob, gitlabVersion: 12.1} | line 25, column 21: cases[0].token.gitlabVersion: Jobs have tokens since GitLab 12.10",
                "preset: ciJob | {preset: ciJob, gitlabVersion: 14.1} | line 24, column 3: cases[0].token: GitLab 14.1 cannot mint this token: id_tokens:, which choose their audience came with 15.7",
                "preset: ciJob | {preset: ciJob, gitlabVersion: 16.0, groups: [acme]} | line 24, column 3: cases[0].token: GitLab 16.0 cannot mint this token: groups(..) of a job came with 16.11",
                "preset: ciJob | {preset: ciJobJwtV1, gitlabVersion: 17.0} | line 24, column 3: cases[0].token: GitLab 17.0 cannot mint this token: CI_JOB_JWT and CI_JOB_JWT_V2 were removed",
                "preset: ciJob | {preset: ciJobJwtV2, audience: a} | line 24, column 3: cases[0].token: A CI_JOB_JWT cannot choose its audience",
                "preset: ciJob | {preset: mergeRequest, tag: v1} | line 24, column 3: cases[0].token: A merge request is one of a branch, but came a tag",
                "preset: ciJob | {preset: cloudConnector, project: acme/shop} | line 25, column 30: cases[0].token.project: unknown field",
                "preset: ciJob | {preset: ciJob, subjectComponents: [colour]} | line 25, column 21: cases[0].token.subjectComponents: ",
                "preset: ciJob | {preset: ciJob, expired: yes please} | line 25, column 30: cases[0].token.expired: expected true or false, came a text. Write true or false",
                "preset: ciJob | {preset: ciJob, expired: true, notYetValid: true} | line 25, column 36: cases[0].token.notYetValid: a token cannot be expired and not yet valid",
                "preset: ciJob | {preset: ciJob, lifetime: 90s} | line 25, column 21: cases[0].token.lifetime: expected a duration, came \"90s\"",
                "preset: ciJob | {preset: ciJob, lifetime: PT-5S} | line 25, column 21: cases[0].token.lifetime: a token cannot end before it begins",
                "preset: ciJob | {preset: ciJob, subjectComponents: [ref]} | line 25, column 21: cases[0].token.subjectComponents: GitLab lets a subject begin with",
                "preset: ciJob | {preset: ciJob, gitlabVersion: 16.0, groups: [acme]} | line 24, column 3: cases[0].token: GitLab 16.0 cannot mint this token: groups(..) of a job came with 16.11",
                "preset: ciJob | {preset: ciJob, groups: acme} | line 25, column 29: cases[0].token.groups: expected a list, came a text. Write a list, even for one element: [\"acme\"]",
                "preset: ciJob | {preset: ciJob, branch: 1.0} | line 25, column 29: cases[0].token.branch: expected a text, came a number. To make it a text, put it into quotes: \"1.0\"",
                "preset: ciJob | {preset: ciJob, claims: {a: 1, a: 2}} | line 25, column 36: cases[0].token.claims.a: \"a\" is set twice. Keep one of the two",
                "preset: ciJob | {preset: ciJob, claims: {a: yes}} | line 25, column 33: cases[0].token.claims.a: yes is a boolean to YAML. Write true or false, or put it into quotes if it is a text: \"yes\"",
                "preset: ciJob | {preset: ciJob, claims: {a: 0x1F}} | line 25, column 33: cases[0].token.claims.a: 0x1F is a number to YAML. Write it in plain decimal digits, or",
                "preset: ciJob | {preset: ciJob, claims: [a]} | line 25, column 21: cases[0].token.claims: expected fields, came a list",
                "refused: EXPIRED | refused: EXPIERD | line 27, column 5: cases[0].expect.refused: there is no reason \"EXPIERD\". Did you mean `EXPIRED`?",
                "refused: EXPIRED | refused: ISSUER_UNKNOWN | line 27, column 5: cases[0].expect.refused: ISSUER_UNKNOWN is no refusal: the next authenticator gets its turn. Write `notApplicable: true`",
                "refused: EXPIRED | refused: [] | line 27, column 5: cases[0].expect.refused: no reason is named",
                "refused: EXPIRED | notApplicable: false | line 27, column 5: cases[0].expect.notApplicable: false says nothing",
                "refused: EXPIRED | {refused: EXPIRED, notApplicable: true} | line 26, column 3: cases[0].expect: several outcomes are expected. Write one of `user`, `refused` and `notApplicable`",
                "refused: EXPIRED | messageContains: x | line 26, column 3: cases[0].expect: no outcome is expected",
                "refused: EXPIRED | {user: {username: x}, messageContains: x} | line 27, column 27: cases[0].expect.messageContains: a user comes without a message",
                "refused: EXPIRED | user: {} | line 27, column 5: cases[0].expect.user: nothing about the user is expected",
                "refused: EXPIRED | user: {name: x} | line 27, column 12: cases[0].expect.user.name: unknown field \"cases[0].expect.user.name\". Did you mean `username`?",
                "refused: EXPIRED | user: {extra: {a: 1}} | line 27, column 23: cases[0].expect.user.extra.a: expected a text, came a number. To make it a text, put it into quotes: \"1\"",
                "refused: EXPIRED | user: {extra: [a]} | line 27, column 12: cases[0].expect.user.extra: expected fields, came a list",
                "refused: EXPIRED | user: {groups: all} | line 27, column 20: cases[0].expect.user.groups: expected a list, came a text",
                "name: a job | name: '' | line 23, column 3: cases[0].name: the case has no name. Say in a sentence what it shows",
                "- name: a job | - now: noon | line 23, column 3: cases[0].now: expected a moment, came \"noon\". Write it in UTC, as 2026-01-31T12:00:00Z",
                "- name: a job | - claims: {sub: x} | line 23, column 3: cases[0]: the case has a token and claims. Write either",
                "- name: a job | - without: [exp] | line 23, column 3: cases[0].without: it belongs to a case with `claims`. Put it below `token`",
                "cases: | case: | line 22, column 1: case: unknown field \"case\". Did you mean `cases`?"
            })
    void a_mistake_is_told_with_its_place_and_what_to_do(String right, String wrong, String problem) {
        assertThat(GOOD).contains(right);

        assertThat(problems(Suites.CONFIGURATION + GOOD.replace(right, wrong)))
                .anySatisfy(message -> assertThat(message).startsWith("suite, " + problem));
    }

    @Test
    void a_good_suite_has_no_problems() {
        assertThat(Suites.parse(Suites.CONFIGURATION + GOOD).names()).containsExactly("a job");
    }

    @Test
    void a_suite_without_cases_is_no_green_one() {
        String advice = ": there are no cases, and a suite without cases tests nothing. Write at least one case";

        assertThat(problems(Suites.CONFIGURATION)).containsExactly("suite, line 1, column 1: cases" + advice);
        assertThat(problems(Suites.CONFIGURATION + "cases: []"))
                .containsExactly("suite, line 22, column 1: cases" + advice);
        assertThat(problems("")).hasSize(2);
    }

    @Test
    void all_mistakes_are_told_at_once_and_those_of_the_configuration_too() {
        assertThat(
                        problems(
                                """
                configuration:
                  kind: AuthenticationConfiguration
                  apiVersion: apiserver.config.k8s.io/v1
                  jwt:
                  - issuer: {url: https://gitlab.example.com, audience: [a]}
                kubernetesVersion: latest
                now: 12
                cases:
                - name: first
                - name: first
                  claims: {sub: x}
                  expect: {refused: EXPIRED}
                """))
                .containsExactly(
                        "suite, line 6, column 1: kubernetesVersion: expected a release of Kubernetes, came \"latest\". Write it with one point, as \"1.34\"",
                        "suite, line 7, column 6: now: expected a text, came a number. To make it a text, put it into quotes: \"12\"",
                        "suite, line 9, column 3: cases[0]: the case has no token. Write either `token` with a preset, or `claims` with everything that the token says",
                        "suite, line 9, column 3: cases[0].expect: nothing is expected. Write `user`, `refused` or `notApplicable` below `expect`",
                        "suite, line 10, column 3: cases[1].name: \"first\" is the name of an earlier case. Give it another name",
                        "suite, line 5, column 47: configuration.jwt[0].issuer.audience: unknown field \"jwt[0].issuer.audience\". Did you mean `audiences`?");
    }

    @Test
    void a_case_names_its_issuer_if_there_are_several() {
        assertThat(problems(Suites.CONFIGURATION
                        + """
                  - issuer: {url: https://gitlab.com, audiences: [here]}
                    claimMappings: {username: {claim: sub, prefix: "com:"}}
                """
                        + GOOD))
                .containsExactly(
                        "suite, line 25, column 3: cases[0].issuer: the configuration has 2 issuers, and the case names none. Write one of `https://gitlab.example.com`, `https://gitlab.com`");
    }

    @Test
    void what_is_no_yaml_is_told_with_its_place() {
        assertThat(problems("cases: [")).singleElement().asString().startsWith("suite, line 1, column ");
        assertThat(problems("cases: &a []")).anyMatch(message -> message.contains("found the anchor &a"));
    }

    @Test
    void a_configuration_that_is_not_there_or_is_none_is_told(@TempDir Path folder) throws IOException {
        Path suite = Files.writeString(folder.resolve("suite.yaml"), "configuration: gone.yaml\n" + GOOD);
        assertThatThrownBy(() -> ConfigurationSuite.read(suite))
                .isInstanceOf(InvalidSuiteException.class)
                .hasMessageContaining("suite.yaml, line 1, column 1: configuration: ")
                .hasMessageContaining("gone.yaml does not exist. Name the file of the configuration");

        Files.writeString(folder.resolve("gone.yaml"), "kind: AuthenticationConfiguration\njwt: {}\n");
        assertThatThrownBy(() -> ConfigurationSuite.read(suite))
                .hasMessageContainingAll("2 problems", "gone.yaml, line 2, column 6: jwt: ");

        assertThatThrownBy(() -> ConfigurationSuite.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a directory");
        assertThat(problems("configuration: gone.yaml\n" + GOOD))
                .singleElement()
                .asString()
                .contains("a suite that is no file has no folder");
    }
}
