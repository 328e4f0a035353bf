package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.text.DecodingProblems;
import dev.tanukey.mapping.text.Node;
import dev.tanukey.mapping.text.SourcePositions;
import dev.tanukey.mapping.text.YamlTree;
import dev.tanukey.strict.JsonWriter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that a suite is about, and where its fields stand. Immutable.
 *
 * @param file the name of the file that holds it, which is the suite's if it stands in there
 * @param prefix what its paths begin with in that file
 */
record ConfigurationSource(
        AuthenticationConfiguration configuration, String file, String prefix, SourcePositions positions) {

    /** For a suite that is refused anyway. */
    static ConfigurationSource nothing(String file) {
        return new ConfigurationSource(AuthenticationConfiguration.of(), file, "", SourcePositions.NONE);
    }

    /**
     * Reads a configuration of its own file.
     *
     * @throws InvalidSuiteException if it is none
     */
    static ConfigurationSource ofText(String file, String text) {
        try {
            return new ConfigurationSource(AuthenticationConfiguration.parse(text), file, "", positions(text));
        } catch (InvalidConfigurationException refused) {
            throw new InvalidSuiteException(refused.problems().stream()
                    .map(problem -> SuiteProblem.in(file, problem))
                    .toList());
        }
    }

    /**
     * Reads a configuration that stands in a suite.
     *
     * @throws InvalidSuiteException if it is none
     */
    static ConfigurationSource inSuite(String file, String path, Map<String, @Nullable Object> fields, Values values) {
        SourcePositions positions = new SourcePositions(values.positions());
        try {
            return new ConfigurationSource(
                    AuthenticationConfiguration.parse(JsonWriter.write(fields)), file, path, positions);
        } catch (InvalidConfigurationException refused) {
            throw new InvalidSuiteException(refused.problems().stream()
                    .map(problem -> moved(file, path, positions, problem))
                    .toList());
        }
    }

    /** A problem that was found when the configuration was judged. */
    SuiteProblem problem(ConfigurationProblem problem) {
        return prefix.isEmpty() ? SuiteProblem.in(file, problem) : moved(file, prefix, positions, problem);
    }

    /** Where a field stands. */
    Optional<ConfigurationProblem.Position> position(String path) {
        return positions.of(below(prefix, path));
    }

    private static SuiteProblem moved(
            String file, String prefix, SourcePositions positions, ConfigurationProblem problem) {
        String path = below(prefix, problem.path());
        return new SuiteProblem(file, path, problem.detail(), problem.advice(), positions.of(path));
    }

    private static String below(String prefix, String path) {
        return prefix.isEmpty() || path.isEmpty() ? prefix + path : prefix + "." + path;
    }

    /** Of YAML; for JSON nobody has a use yet. */
    private static SourcePositions positions(String text) {
        if (text.stripLeading().startsWith("{")) {
            return SourcePositions.NONE;
        }
        DecodingProblems ignored = new DecodingProblems();
        Values values = new Values(ignored);
        Optional<Node> root = YamlTree.read(text.startsWith("\uFEFF") ? text.substring(1) : text, ignored);
        root.ifPresent(node -> values.of(node, ""));
        return new SourcePositions(values.positions());
    }
}
