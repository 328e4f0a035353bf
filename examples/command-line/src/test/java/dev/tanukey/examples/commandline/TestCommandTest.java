package dev.tanukey.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    @TempDir
    Path folder;

    private Typed test(String suite, String... options) throws Exception {
        Files.writeString(
                folder.resolve("authentication.yaml"),
                """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                jwt:
                  - issuer: {url: "https://gitlab.example.com", audiences: ["https://api.example.com"]}
                    claimValidationRules: [{claim: ref_protected, requiredValue: "true"}]
                    claimMappings: {username: {expression: '"gitlab-job:" + claims.project_id'}}
                """);
        Path file = Files.writeString(folder.resolve("suite.yaml"), suite);
        return options.length == 0
                ? Typed.line("test", file.toString())
                : Typed.line("test", options[0], file.toString());
    }

    private static final String SUITE =
            """
            configuration: authentication.yaml
            cases:
            - name: a job on the protected branch main
              token: {preset: ciJob, project: acme/shop, projectId: 4711}
              expect: {user: {username: "gitlab-job:4711"}}
            - name: a job on another branch
              token: {preset: ciJob, project: acme/shop, projectId: 4711, claims: {ref_protected: "false"}}
              expect: {refused: CLAIM_RULE_FAILED}
            """;

    @Test
    void a_suite_that_holds_is_good() throws Exception {
        Typed tested = test(SUITE);
        assertThat(tested.code()).as(tested.out() + tested.err()).isZero();
        assertThat(tested.out()).contains("ok    ", "0 failed");
    }

    @Test
    void a_case_that_does_not_hold_is_a_no() throws Exception {
        Typed tested = test(SUITE.replace("gitlab-job:4711", "gitlab-job:4712"));
        assertThat(tested.code()).isEqualTo(ExitCode.NO);
        assertThat(tested.out()).contains("FAIL  ", "1 failed");
    }

    @Test
    void what_a_suite_is_called_moves_no_cursor() throws Exception {
        Typed tested = test(SUITE.replace("a job on another branch", "\"red \\e[31m and turned \\u202E\""));
        assertThat(tested.out())
                .contains("red \\u{1b}[31m and turned \\u{202e}")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void json_tells_each_case() throws Exception {
        Map<?, ?> json = (Map<?, ?>) JsonText.read(test(SUITE, "--json").out());
        assertThat(json.get("passed")).isEqualTo(true);
        Map<?, ?> first = (Map<?, ?>) ((List<?>) json.get("cases")).get(0);
        assertThat(first.get("passed")).isEqualTo(true);
        assertThat(((Map<?, ?>) first.get("user")).get("username")).isEqualTo("gitlab-job:4711");
    }

    @Test
    void a_suite_that_cannot_be_read_is_told_with_its_place() throws Exception {
        Typed tested = test("cases: 7");
        assertThat(tested.code()).isEqualTo(ExitCode.INPUT);
        assertThat(tested.err()).contains("suite.yaml", "line 1");
        assertThat(Typed.line("test", "no-such-suite.yaml").code()).isEqualTo(ExitCode.INPUT);
    }
}
