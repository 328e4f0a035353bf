package dev.tanukey.examples.commandline;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.lint.ConfigurationLint;
import dev.tanukey.mapping.lint.Finding;
import dev.tanukey.mapping.lint.LintReport;
import dev.tanukey.mapping.lint.Verdict;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is wrong with a configuration, and what is dangerous. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Shows what is wrong with a configuration, and what is dangerous about it.",
        description = {
            "",
            "First the rules of Kubernetes: what a kube-apiserver would refuse, with line and column. If there is nothing,"
                    + " sample tokens of every kind go through the configuration, and the report says who each becomes"
                    + " and what follows from that. Nothing is fetched, no token is needed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tanukey lint authentication.yaml",
            "  tanukey lint --fail-on warning --json authentication.yaml"
        })
final class LintCommand implements Callable<Integer> {
    private final Surroundings world;

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "The AuthenticationConfiguration, YAML or JSON.")
    private Path config = Path.of("");

    /** From which severity on the answer is no. */
    enum FailOn {
        error(Finding.Severity.ERROR),
        warning(Finding.Severity.WARNING),
        note(Finding.Severity.NOTE);

        private final Finding.Severity severity;

        FailOn(Finding.Severity severity) {
            this.severity = severity;
        }
    }

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "End with 1 from this severity on: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FailOn failOn = FailOn.error;

    LintCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try {
            CelExpressionLanguage language = CelExpressionLanguage.kubernetes();
            AuthenticationConfiguration configuration = AuthenticationConfiguration.read(config);
            LintReport report = ConfigurationLint.of(configuration, language).overGitLabSamples();
            int code = report.findings().stream().anyMatch(this::counts) ? ExitCode.NO : ExitCode.GOOD;
            world.out().println(output.json ? json(report, code) : coloured(report));
            return code;
        } catch (InvalidConfigurationException refused) {
            world.out().println(output.json ? json(refused.problems()) : text(refused.problems()));
            return ExitCode.NO;
        } catch (IOException unreadable) {
            throw Refusal.input("the configuration cannot be read: " + unreadable.getMessage());
        }
    }

    private boolean counts(Finding finding) {
        return finding.severity().compareTo(failOn.severity) <= 0;
    }

    private String coloured(LintReport report) {
        return String.join(
                "\n",
                report.print().lines().map(Printable::of).map(this::coloured).toList());
    }

    private String coloured(String line) {
        return line.startsWith("- ERROR")
                ? output.bad(line)
                : line.startsWith("- WARNING")
                        ? output.unsure(line)
                        : line.startsWith("- ") ? output.strong(line) : line;
    }

    private String text(List<ConfigurationProblem> problems) {
        StringBuilder text = new StringBuilder(config + ": "
                + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                + "; a kube-apiserver would refuse this file.");
        problems.forEach(problem -> text.append("\n- ").append(output.bad(Printable.lines(problem.message()))));
        return text.toString();
    }

    private static String json(List<ConfigurationProblem> problems) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("usable", false);
        members.put("exitCode", ExitCode.NO);
        members.put("problems", problems.stream().map(LintCommand::members).toList());
        return JsonText.write(members);
    }

    private static Map<String, @Nullable Object> members(ConfigurationProblem problem) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("path", problem.path());
        members.put("kind", word(problem.kind()));
        members.put("detail", problem.detail());
        members.put("advice", problem.advice());
        problem.position().ifPresent(at -> {
            members.put("line", at.line());
            members.put("column", at.column());
        });
        return members;
    }

    private static String json(LintReport report, int code) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("usable", true);
        members.put("exitCode", code);
        members.put(
                "findings", report.findings().stream().map(LintCommand::members).toList());
        members.put(
                "verdicts", report.verdicts().stream().map(LintCommand::members).toList());
        return JsonText.write(members);
    }

    private static Map<String, @Nullable Object> members(Finding finding) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("kind", finding.kind());
        members.put("severity", word(finding.severity()));
        members.put("path", finding.path());
        members.put("samples", finding.samples());
        members.put("message", finding.message());
        members.put("advice", finding.advice());
        return members;
    }

    private static Map<String, @Nullable Object> members(Verdict verdict) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("sample", verdict.sample().name());
        members.put("description", verdict.sample().description());
        members.put("issuer", verdict.issuer());
        members.put("audiences", verdict.audiences());
        if (verdict.outcome() instanceof AuthenticationResult.Authenticated good) {
            members.put("user", ExplanationJson.user(good.user()));
        } else {
            members.put("refusal", ExplanationJson.refusal(verdict.outcome()));
        }
        return members;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
