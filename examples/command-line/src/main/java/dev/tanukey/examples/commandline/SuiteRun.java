package dev.tanukey.examples.commandline;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.testkit.mapping.CaseResult;
import dev.tanukey.testkit.mapping.ConfigurationSuite;
import dev.tanukey.testkit.mapping.InvalidSuiteException;
import dev.tanukey.testkit.mapping.SuiteProblem;
import dev.tanukey.testkit.mapping.SuiteReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A suite that was run.
 *
 * @param report what came of it
 */
record SuiteRun(SuiteReport report) {

    static SuiteRun of(Path suite) {
        try {
            return new SuiteRun(ConfigurationSuite.read(suite).run(SuiteRun::language));
        } catch (InvalidSuiteException | InvalidConfigurationException refused) {
            throw Refusal.input("the suite " + suite + " cannot be run. " + refused.getMessage());
        } catch (IOException unreadable) {
            throw Refusal.input("the suite cannot be read: " + unreadable.getMessage());
        }
    }

    private static CelExpressionLanguage language(Optional<String> version) {
        return version.map(SuiteRun::release)
                .map(CelExpressionLanguage::kubernetes)
                .orElseGet(CelExpressionLanguage::kubernetes);
    }

    private static KubernetesVersion release(String version) {
        return Arrays.stream(KubernetesVersion.values())
                .filter(release -> release.name().equals("V" + version.replace('.', '_')))
                .findFirst()
                .orElseThrow(() -> Refusal.input("the suite asks for the expressions of Kubernetes " + version
                        + ", but known are " + Arrays.toString(KubernetesVersion.values())));
    }

    int exitCode() {
        return report.passed() ? ExitCode.GOOD : ExitCode.NO;
    }

    String text(Output output) {
        return String.join(
                "\n",
                report.print()
                        .lines()
                        .map(Printable::of)
                        .map(line -> coloured(line, output))
                        .toList());
    }

    private static String coloured(String line, Output output) {
        return line.startsWith("ok ")
                ? output.good(line)
                : line.startsWith("FAIL ")
                        ? output.bad(line)
                        : line.startsWith("warning: ") || line.startsWith("hint: ") ? output.unsure(line) : line;
    }

    String json() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("passed", report.passed());
        members.put("exitCode", exitCode());
        members.put("cases", report.cases().stream().map(SuiteRun::members).toList());
        members.put("warnings", messages(report.warnings()));
        members.put("hints", messages(report.hints()));
        return JsonText.write(members);
    }

    private static List<String> messages(List<SuiteProblem> problems) {
        return problems.stream().map(SuiteProblem::message).toList();
    }

    private static Map<String, @Nullable Object> members(CaseResult result) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", result.name());
        members.put("passed", result.passed());
        members.put("line", result.position().line());
        members.put("differences", result.differences());
        if (result.outcome() instanceof AuthenticationResult.Authenticated good) {
            members.put("user", ExplanationJson.user(good.user()));
        } else {
            members.put("refusal", ExplanationJson.refusal(result.outcome()));
        }
        return members;
    }
}
