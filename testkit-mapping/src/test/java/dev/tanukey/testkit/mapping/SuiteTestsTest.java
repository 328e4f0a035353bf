package dev.tanukey.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTestsTest {
    private static final String CASES =
            """
            cases:
            - name: a job is let in
              token: {preset: ciJob}
              expect: {user: {uid: "7000001"}}
            - name: a fork is let in too
              token: {preset: fork}
              expect: {user: {uid: "7000001"}}
            """;

    @Test
    void each_case_is_a_test_of_its_name_and_fails_with_the_difference() throws Throwable {
        List<DynamicNode> tests = Suites.with(CASES).dynamicTests(Suites.CEL).toList();

        assertThat(tests)
                .extracting(DynamicNode::getDisplayName)
                .containsExactly("the configuration can be used", "a job is let in", "a fork is let in too");
        ((DynamicTest) tests.get(0)).getExecutable().execute();
        ((DynamicTest) tests.get(1)).getExecutable().execute();
        assertThatThrownBy(((DynamicTest) tests.get(2)).getExecutable()::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "\"a fork is let in too\" (line 26)", "came CLAIM_RULE_FAILED (ref_protected)");
    }

    @Test
    void a_configuration_that_cannot_be_used_is_one_failing_test() {
        List<DynamicNode> tests = Suites.parse(
                        Suites.CONFIGURATION.replace("https://gitlab.example.com", "http://gitlab.example.com") + CASES)
                .dynamicTests(Suites.CEL)
                .toList();

        assertThat(tests).hasSize(1);
        assertThatThrownBy(((DynamicTest) tests.get(0)).getExecutable()::execute)
                .isInstanceOf(InvalidSuiteException.class)
                .hasMessageContaining("suite, line 6, column 7: configuration.jwt[0].issuer.url");
    }

    @Test
    void a_test_leads_to_its_line_in_the_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("my suite.yaml"), Suites.CONFIGURATION + CASES);

        assertThat(ConfigurationSuite.read(file).dynamicTests(Suites.CEL))
                .extracting(test -> test.getTestSourceUri().orElseThrow().toString())
                .last()
                .asString()
                .startsWith("file:")
                .endsWith("/my%20suite.yaml?line=26&column=3");
    }

    @Test
    void a_suite_runs_where_there_is_no_junit(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("suite.yaml"),
                Suites.CONFIGURATION
                                .replaceAll("expression: .*", "{claim: job_id, prefix: \"\"}")
                                .replaceAll("groups:\n *\\{", "groups: {")
                                .replaceAll("      extra:\n.*\n.*\n", "")
                        + CASES);
        URL[] here = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("junit") && !entry.contains("apiguardian"))
                .map(entry -> url(Path.of(entry)))
                .toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(here, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> without.loadClass("org.junit.jupiter.api.DynamicNode"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> suites = without.loadClass("dev.tanukey.testkit.mapping.ConfigurationSuite");
            Class<?> languages = without.loadClass("dev.tanukey.mapping.expression.ExpressionLanguage");
            Object language = without.loadClass("dev.tanukey.cel.CelExpressionLanguage")
                    .getMethod("kubernetes")
                    .invoke(null);
            Object suite = suites.getMethod("read", Path.class).invoke(null, file);
            Object report = suites.getMethod("run", languages).invoke(suite, language);

            assertThat(report.getClass().getMethod("print").invoke(report).toString())
                    .contains("2 cases, 1 failed");
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (java.net.MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
