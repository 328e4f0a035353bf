package dev.tanukey.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String CAREFUL =
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthenticationConfiguration
            jwt:
              - issuer:
                  url: https://gitlab.example.com
                  audiences: [https://api.example.com]
                claimValidationRules:
                  - claim: project_id
                    requiredValue: "4711"
                  - expression: claims.?job_project_id.orValue(claims.project_id) == claims.project_id
                  - claim: ref_protected
                    requiredValue: "true"
                claimMappings:
                  username:
                    expression: '"gitlab-job:" + claims.project_id'
                  uid:
                    claim: job_id
            """;

    @TempDir
    Path folder;

    private Typed lint(String yaml, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("authentication.yaml"), yaml);
        String[] args = new String[options.length + 2];
        args[0] = "lint";
        System.arraycopy(options, 0, args, 1, options.length);
        args[args.length - 1] = file.toString();
        return Typed.line(args);
    }

    @Test
    void a_careful_configuration_has_no_errors() throws Exception {
        Typed linted = lint(CAREFUL);
        assertThat(linted.code()).as(linted.out()).isZero();
        assertThat(linted.out()).contains("Tokens of https://gitlab.example.com become", "gitlab-job:4711");
    }

    @Test
    void an_error_is_a_no() throws Exception {
        Typed linted = lint(CAREFUL.replace("requiredValue: \"true\"", "requiredValue: \"yes\""));
        assertThat(linted.code()).isEqualTo(ExitCode.NO);
        assertThat(linted.out()).contains("- ERROR RULE_NEVER_MATCHES");
    }

    @Test
    void what_counts_as_a_no_can_be_moved() throws Exception {
        String open = CAREFUL.replace("  - claim: ref_protected\n", "  - claim: ref_type\n")
                .replace("requiredValue: \"true\"", "requiredValue: branch");
        assertThat(lint(open, "--fail-on", "warning").code()).isEqualTo(ExitCode.NO);
    }

    @Test
    void what_kubernetes_would_refuse_is_told_with_line_and_column() throws Exception {
        Typed linted = lint(CAREFUL.replace("claim: job_id", "claim: job_id\n      expression: claims.job_id"));
        assertThat(linted.code()).isEqualTo(ExitCode.NO);
        assertThat(linted.out()).contains("a kube-apiserver would refuse this file", "line ", ", column ", "uid");
    }

    @Test
    void json_tells_problems_with_their_place() throws Exception {
        Typed linted = lint(CAREFUL.replace("audiences:", "audience:"), "--json");
        Map<?, ?> json = (Map<?, ?>) JsonText.read(linted.out());
        assertThat(json.get("usable")).isEqualTo(false);
        Map<?, ?> problem = (Map<?, ?>) ((List<?>) json.get("problems")).get(0);
        assertThat(problem.get("line")).isEqualTo(6);
        assertThat(problem.get("kind")).isEqualTo("decoding");
    }

    @Test
    void json_tells_findings_and_verdicts() throws Exception {
        Map<?, ?> json = (Map<?, ?>) JsonText.read(lint(CAREFUL, "--json").out());
        assertThat(json.get("usable")).isEqualTo(true);
        assertThat(json.get("exitCode")).isEqualTo(0);
        assertThat((List<?>) json.get("verdicts")).isNotEmpty();
        assertThat((List<?>) json.get("findings")).allSatisfy(finding -> assertThat(
                        ((Map<?, ?>) finding).keySet().stream().map(Object::toString))
                .containsExactly("kind", "severity", "path", "samples", "message", "advice"));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Typed linted = Typed.line("lint", "no-such.yaml");
        assertThat(linted.code()).isEqualTo(ExitCode.INPUT);
        assertThat(linted.err()).contains("no-such.yaml does not exist");
    }

    @Test
    void colours_come_when_asked_for_and_not_otherwise() throws Exception {
        String wrong = CAREFUL.replace("requiredValue: \"true\"", "requiredValue: \"yes\"");
        assertThat(lint(wrong, "--color", "always").out()).contains("\u001b[");
        assertThat(lint(wrong).out()).doesNotContain("\u001b");
    }
}
