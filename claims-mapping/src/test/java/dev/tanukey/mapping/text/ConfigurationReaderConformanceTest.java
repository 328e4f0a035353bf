package dev.tanukey.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.conformance.ConformanceCases;
import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Kubernetes decodes is decoded, and what it refuses to decode is refused for the same reason. */
class ConfigurationReaderConformanceTest {
    /** Decision 6: one document, and no anchors. */
    private static final Set<String> DEVIATIONS = Set.of("cfg.env.anchor", "cfg.env.two-documents");

    private static final Pattern UNKNOWN = Pattern.compile("unknown field \"([^\"]+)\"");
    private static final Pattern DUPLICATE = Pattern.compile("line (\\d+): (key \".*\" already set in map)");
    private static final Pattern TYPE =
            Pattern.compile("json: cannot unmarshal (\\w+) into Go struct field \\w+\\.(\\S+) of type (\\S+)");
    private static final Pattern VERSION = Pattern.compile("(no kind .*) in scheme.*");
    private static final Pattern MISSING = Pattern.compile("(Object '\\w+' is missing) in (?s:.*)");

    @TestFactory
    Stream<DynamicTest> decoding() {
        return Stream.of(
                        "configuration-validation",
                        "claim-mappings",
                        "time-and-audience",
                        "cel-claims",
                        "cel-user-rules",
                        "gitlab-seeds",
                        "token-shape",
                        "distributed-claims",
                        "key-rotation")
                .flatMap(group -> ConformanceCases.of(group).stream())
                .map(one -> dynamicTest(one.id(), () -> judge(one)));
    }

    private static void judge(ConformanceCase one) {
        String text = one.configuration().orElseThrow();
        boolean refusedByKubernetes = one.expect().phase().equals(java.util.Optional.of("decode"));
        if (!refusedByKubernetes && !DEVIATIONS.contains(one.id())) {
            AuthenticationConfiguration read = AuthenticationConfiguration.parse(text);
            assertThat(AuthenticationConfiguration.parse(read.toYaml())).isEqualTo(read);
            return;
        }
        List<ConfigurationProblem> problems = problems(text);
        assertThat(problems).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.DECODING);
            assertThat(problem.position()).isPresent();
            assertThat(problem.advice()).isNotBlank();
        });
        if (refusedByKubernetes) {
            one.expect().kubeErrors().forEach(error -> assertSameReason(error.text(), problems));
        }
    }

    private static void assertSameReason(String kubernetes, List<ConfigurationProblem> ours) {
        assertThat(ours).as(kubernetes).anySatisfy(problem -> assertThat(problem.path() + "|" + problem.detail() + "|"
                        + problem.position().orElseThrow().line())
                .matches(expected(kubernetes)));
    }

    /** Path, detail and line. */
    private static Pattern expected(String kubernetes) {
        Matcher unknown = UNKNOWN.matcher(kubernetes);
        if (unknown.find()) {
            return Pattern.compile(Pattern.quote(unknown.group(1) + "|" + unknown.group() + "|") + "\\d+");
        }
        Matcher duplicate = DUPLICATE.matcher(kubernetes);
        if (duplicate.find()) {
            return Pattern.compile(".*" + Pattern.quote("|" + duplicate.group(2) + "|" + duplicate.group(1)));
        }
        Matcher type = TYPE.matcher(kubernetes);
        if (type.matches()) {
            String path = type.group(2).replace(".", "(\\[\\d+])?\\.") + "(\\[\\d+])?";
            String detail = "cannot unmarshal " + type.group(1) + " into field of type " + ourName(type.group(3));
            return Pattern.compile(path + Pattern.quote("|" + detail + "|") + "\\d+");
        }
        Matcher version = VERSION.matcher(kubernetes);
        if (version.matches()) {
            return Pattern.compile(Pattern.quote("apiVersion|" + version.group(1) + "|1"));
        }
        Matcher missing = MISSING.matcher(kubernetes);
        if (missing.matches()) {
            return Pattern.compile("(kind|apiVersion)" + Pattern.quote("|" + missing.group(1) + "|1"));
        }
        return switch (kubernetes) {
            case "empty config data" -> Pattern.compile("\\|empty config data\\|1");
            case "expected AuthenticationConfiguration, got *apiserver.AuthorizationConfiguration" ->
                Pattern.compile("kind\\|expected AuthenticationConfiguration, got \"AuthorizationConfiguration\"\\|2");
            case "yaml: line 1: did not find expected ',' or ']'" ->
                Pattern.compile("\\|not well-formed YAML: .*expected ',' or '\\]'.*\\|\\d");
            default ->
                kubernetes.contains("json parse error: json: cannot unmarshal string")
                        ? Pattern.compile("\\|cannot unmarshal string into field of type object\\|1")
                        : Pattern.compile("\\|not well-formed JSON: .*\\|1");
        };
    }

    private static String ourName(String goType) {
        return goType.startsWith("[]") ? "array" : goType.startsWith("v1.") ? "object" : goType;
    }

    static List<ConfigurationProblem> problems(String text) {
        InvalidConfigurationException refusal =
                catchThrowableOfType(InvalidConfigurationException.class, () -> ConfigurationReader.read(text));
        assertThat(refusal).as(text).isNotNull();
        return refusal.problems();
    }
}
