package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.text.DecodingProblems;
import dev.tanukey.mapping.text.Fields;
import dev.tanukey.mapping.text.Node;
import dev.tanukey.mapping.text.ScalarType;
import dev.tanukey.mapping.text.YamlTree;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the text of a suite, and mints its tokens. For one thread and one text. */
final class SuiteReader {
    /** What a suite says if it says nothing. */
    static final Instant USUAL_NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final Pattern RELEASE = Pattern.compile("1\\.[0-9]{1,3}");
    private static final Position START = new Position(1, 1);
    private static final int MAXIMUM_LENGTH = 1 << 20;

    private final String file;
    private final Optional<Path> path;
    private final DecodingProblems problems = new DecodingProblems();
    private final List<SuiteProblem> ofConfiguration = new ArrayList<>();
    private final Map<String, Position> positions = new HashMap<>();
    private final Values values = new Values(problems);
    private final List<SuiteProblem> warnings = new ArrayList<>();
    private final Mints mints;

    private SuiteReader(String file, Optional<Path> path, Mints mints) {
        this.file = file;
        this.path = path;
        this.mints = mints;
    }

    /**
     * Reads a suite.
     *
     * @param file its name in messages
     * @param path where it is, if it is a file; its configuration lies beside it
     * @throws InvalidSuiteException with everything that is wrong with it or with its configuration
     */
    static ConfigurationSuite read(String file, Optional<Path> path, String text, Mints mints) {
        SuiteReader reader = new SuiteReader(file, path, mints);
        try {
            Node root = reader.root(text);
            reader.positions.put("", root.at());
            ConfigurationSuite suite = Fields.read(
                    root,
                    "",
                    new Fields.Findings(new SuiteWording(), reader.problems, reader.positions),
                    reader::suite);
            reader.throwIfAny();
            return suite;
        } catch (InvalidConfigurationException refused) {
            throw new InvalidSuiteException(reader.all(refused));
        }
    }

    private Node root(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw problems.andLast("", START, "%d characters".formatted(text.length()), "Make two suites of it");
        }
        return YamlTree.read(text.startsWith("\uFEFF") ? text.substring(1) : text, problems)
                .filter(node -> !(node instanceof Node.Scalar scalar && scalar.type() == ScalarType.NULL))
                .orElseGet(() -> new Node.Mapping(List.of(), START));
    }

    private void throwIfAny() {
        problems.throwIfAny();
        if (!ofConfiguration.isEmpty()) {
            throw new InvalidSuiteException(ofConfiguration);
        }
    }

    private List<SuiteProblem> all(InvalidConfigurationException refused) {
        List<SuiteProblem> all = new ArrayList<>();
        refused.problems().forEach(problem -> all.add(SuiteProblem.in(file, problem)));
        all.addAll(ofConfiguration);
        return all;
    }

    private ConfigurationSuite suite(Fields fields) {
        Optional<ConfigurationSource> source = configuration(fields);
        Optional<Instant> now = Words.instant(fields, "now");
        Optional<String> release = release(fields);
        List<Issuer> issuers = source
                .map(ConfigurationSource::configuration)
                .map(AuthenticationConfiguration::jwt)
                .orElse(List.of())
                .stream()
                .map(authenticator -> authenticator.issuer())
                .toList();
        Set<String> names = new HashSet<>();
        List<SuiteCase> cases = fields.objects("cases", one -> {
            CaseFields reader = new CaseFields(one, issuers, now, mints, values, problems);
            SuiteCase read = reader.read(positions.getOrDefault(one.path(), START));
            reader.warnings().forEach(warning -> warnings.add(SuiteProblem.in(file, warning)));
            if (!read.name().isEmpty() && !names.add(read.name())) {
                one.problem(
                        "name", Words.quoted(read.name()) + " is the name of an earlier case", "Give it another name");
            }
            return read;
        });
        if (cases.isEmpty()) {
            fields.problem(
                    "cases", "there are no cases, and a suite without cases tests nothing", "Write at least one case");
        }
        return new ConfigurationSuite(
                source.orElseGet(() -> ConfigurationSource.nothing(file)),
                release,
                cases,
                warnings,
                mints.keys(),
                file,
                path);
    }

    private Optional<String> release(Fields fields) {
        Optional<String> release = Words.word(fields, "kubernetesVersion");
        if (release.isPresent() && !RELEASE.matcher(release.get()).matches()) {
            fields.problem(
                    "kubernetesVersion",
                    "expected a release of Kubernetes, came " + Words.quoted(release.get()),
                    "Write it with one point, as \"1.34\"");
            return Optional.empty();
        }
        return release;
    }

    private Optional<ConfigurationSource> configuration(Fields fields) {
        Optional<Node> node = fields.node("configuration");
        if (node.isEmpty()) {
            fields.problem(
                    "configuration",
                    "no configuration is named",
                    "Write the name of its file, relative to the suite, or the configuration itself");
            return Optional.empty();
        }
        try {
            return node.get() instanceof Node.Mapping mapping ? inline(mapping) : named(fields);
        } catch (InvalidSuiteException refused) {
            ofConfiguration.addAll(refused.problems());
            return Optional.empty();
        }
    }

    private Optional<ConfigurationSource> inline(Node.Mapping mapping) {
        return Optional.of(
                ConfigurationSource.inSuite(file, "configuration", values.object(mapping, "configuration"), values));
    }

    private Optional<ConfigurationSource> named(Fields fields) {
        Optional<String> name = fields.optionalText("configuration").filter(text -> !text.isEmpty());
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (path.isEmpty()) {
            fields.problem(
                    "configuration",
                    "a suite that is no file has no folder in which " + Words.quoted(name.get()) + " could be",
                    "Write the configuration itself here, or read the suite from its file");
            return Optional.empty();
        }
        try {
            Path beside = path.get().resolveSibling(name.get());
            return Optional.of(ConfigurationSource.ofText(name.get(), TextFile.read(beside)));
        } catch (IOException | InvalidPathException unreadable) {
            fields.problem(
                    "configuration",
                    String.valueOf(unreadable.getMessage()),
                    "Name the file of the configuration, relative to the folder of the suite");
            return Optional.empty();
        }
    }
}
