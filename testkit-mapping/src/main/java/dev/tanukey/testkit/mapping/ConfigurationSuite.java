package dev.tanukey.testkit.mapping;

import static java.util.Objects.requireNonNull;

import dev.tanukey.key.KeySet;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Tokens, and who each of them must become under a configuration or why it must be refused: a YAML file, so that a team
 * can try a change of its AuthenticationConfiguration before it reaches a cluster. The fields are explained in
 * {@code docs/configuration-tests.md}.
 *
 * <pre>{@code
 * # authentication-suite.yaml
 * configuration: authentication.yaml
 * cases:
 * - name: a job on the protected branch main may deploy
 *   token: {preset: ciJob, project: acme/shop, projectId: 4711}
 *   expect:
 *     user:
 *       username: gitlab:project_path:acme/shop:ref_type:branch:ref:main
 *       groups: ["gitlab-project:4711"]
 * - name: a fork stays outside
 *   token: {preset: fork}
 *   expect: {refused: CLAIM_RULE_FAILED}
 * }</pre>
 *
 * <p>Each token is signed with a key of the suite's own and goes through the whole door, as one of a real GitLab would:
 * header, signature, times, audience, mapping, rules and reserved identities. Nothing is fetched, and no clock but the
 * suite's is looked at. What it does not do: it asks no cluster, and knows nothing of RBAC.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConfigurationSuite {
    private final ConfigurationSource source;
    private final Optional<String> kubernetesVersion;
    private final List<SuiteCase> cases;
    private final List<SuiteProblem> warnings;
    private final KeySet keys;
    private final String file;
    private final Optional<Path> path;

    ConfigurationSuite(
            ConfigurationSource source,
            Optional<String> kubernetesVersion,
            List<SuiteCase> cases,
            List<SuiteProblem> warnings,
            KeySet keys,
            String file,
            Optional<Path> path) {
        this.source = source;
        this.kubernetesVersion = kubernetesVersion;
        this.cases = List.copyOf(cases);
        this.warnings = List.copyOf(warnings);
        this.keys = keys;
        this.file = file;
        this.path = path;
    }

    /**
     * Reads a suite and the configuration that it names, and mints its tokens.
     *
     * @param file the suite, YAML in UTF-8, of at most 1,048,576 characters
     * @return the suite
     * @throws IOException if the suite's file cannot be read
     * @throws InvalidSuiteException with everything that cannot be read in the suite or in its configuration, each with
     *     line and column; a suite without cases is one
     */
    public static ConfigurationSuite read(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        String text = TextFile.read(file);
        return SuiteReader.read(String.valueOf(absolute.getFileName()), Optional.of(absolute), text, new Mints());
    }

    /**
     * Reads a suite that has its configuration in itself.
     *
     * @param text the suite, YAML, of at most 1,048,576 characters
     * @return the suite
     * @throws InvalidSuiteException with everything that cannot be read, each with line and column
     */
    public static ConfigurationSuite parse(String text) {
        return SuiteReader.read("suite", Optional.empty(), text, new Mints());
    }

    /** {@return the configuration that the suite is about} */
    public AuthenticationConfiguration configuration() {
        return source.configuration();
    }

    /** {@return the release of Kubernetes whose expressions the suite asks for, such as 1.34, if it does} */
    public Optional<String> kubernetesVersion() {
        return kubernetesVersion;
    }

    /** {@return the names of the cases, in the order of the file} */
    public List<String> names() {
        return cases.stream().map(SuiteCase::name).toList();
    }

    /**
     * Judges all cases.
     *
     * @param language compiles the expressions of the configuration, whatever {@link #kubernetesVersion} says; if it
     *     says something, the report has a warning
     * @return what came of each case; a case that fails is no exception
     * @throws InvalidSuiteException if the configuration cannot be used, with everything that is wrong with it
     */
    public SuiteReport run(ExpressionLanguage language) {
        return report(requireNonNull(language, "language"), warnings(true));
    }

    /**
     * Judges all cases with the language of the release that the suite names.
     *
     * @param languages gives the language of a release, such as 1.34; or the usual one, if the suite names none
     * @return what came of each case; a case that fails is no exception
     * @throws InvalidSuiteException if the configuration cannot be used, with everything that is wrong with it
     */
    public SuiteReport run(Function<Optional<String>, ? extends ExpressionLanguage> languages) {
        return report(languages.apply(kubernetesVersion), warnings(false));
    }

    /**
     * Makes a JUnit test of each case, and one of the configuration itself:
     *
     * <pre>{@code
     * @TestFactory
     * Stream<DynamicNode> suite() throws IOException {
     *     return ConfigurationSuite.read(path).dynamicTests(CelExpressionLanguage.kubernetes());
     * }
     * }</pre>
     *
     * @param language compiles the expressions of the configuration
     * @return the tests, which lead to the lines of the file in tools that can show them; if the configuration cannot
     *     be used, the one test that says so
     */
    public Stream<DynamicNode> dynamicTests(ExpressionLanguage language) {
        return SuiteTests.of(this, requireNonNull(language, "language"));
    }

    private SuiteReport report(ExpressionLanguage language, List<SuiteProblem> warned) {
        requireUsable(language);
        List<CaseResult> results;
        try (Door door = door(source.configuration(), language)) {
            results = cases.stream().map(one -> judge(one, door)).toList();
        }
        return new SuiteReport(file, results, warned, new Coverage(this, language, results).hints());
    }

    private List<SuiteProblem> warnings(boolean releaseIgnored) {
        List<SuiteProblem> all = new ArrayList<>();
        if (releaseIgnored && kubernetesVersion.isPresent()) {
            all.add(new SuiteProblem(
                    file,
                    "kubernetesVersion",
                    "the suite asks for %s, and whoever runs it has chosen a language already"
                            .formatted(kubernetesVersion.get()),
                    "Run it with a function from release to language",
                    Optional.empty()));
        }
        all.addAll(warnings);
        return all;
    }

    /** Says everything that is wrong with the configuration. */
    void requireUsable(ExpressionLanguage language) {
        List<SuiteProblem> problems = source.configuration().problems(language).stream()
                .map(source::problem)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSuiteException(problems);
        }
    }

    /** A door with the keys of this suite. */
    Door door(AuthenticationConfiguration configuration, ExpressionLanguage language) {
        return new Door(configuration, language, keys);
    }

    static CaseResult judge(SuiteCase one, Door door) {
        return CaseResult.of(one, door.judge(one));
    }

    ConfigurationSource source() {
        return source;
    }

    List<SuiteCase> cases() {
        return cases;
    }

    List<SuiteProblem> warnings() {
        return warnings;
    }

    /** The suite's own file, if it is one. */
    Optional<Path> path() {
        return path;
    }

    /** {@return the file's name and the number of cases} */
    @Override
    public String toString() {
        return "ConfigurationSuite[" + file + ", " + cases.size() + " cases]";
    }
}
