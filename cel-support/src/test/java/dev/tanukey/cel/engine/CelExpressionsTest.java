package dev.tanukey.cel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.conformance.ConformanceCases;
import dev.tanukey.user.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The expressions of {@code cel-expressions.jsonl} over claims and user, each with its phase, its type and its value in
 * Kubernetes 1.36. The claims over which they ran were rebuilt from the values.
 */
class CelExpressionsTest {
    /** What differs, by expression; docs/deviations.md has the reasons. */
    private static final Set<String> DIFFERENT = Set.of(
            "google.protobuf.Timestamp{seconds: 1}",
            "{\"a\":1, \"a\":2}",
            "\"%s %d %f %e %b %x %X %o\".format([\"a\", 1, 1.5, 1234.5, 5, 255, 255, 8])");

    /** Values whose order is by chance in a cluster, and the claims as a whole, which no mapping takes. */
    private static final Set<String> WITHOUT_ORDER =
            Set.of("claims", "claims.transformList(k, v, k)", "user.extra.transformList(k, v, k)");

    private static final UserInfo USER = new UserInfo(
            "gitlab:alice",
            "1234",
            List.of("gitlab:grp/a", "gitlab:grp/b", "system:authenticated"),
            Map.of("example.org/project", List.of("p1"), "example.org/empty", List.of()));

    private static Probe probe;
    private static String claims;

    private record Line(Map<String, Object> members) {
        String text(String name) {
            return (String) members.getOrDefault(name, "");
        }

        @Override
        public String toString() {
            return text("env") + ": " + text("expr");
        }
    }

    @BeforeAll
    static void prepare() throws IOException {
        probe = new Probe();
        try (InputStream in = CelExpressionsTest.class.getResourceAsStream("cel-expressions.claims.json")) {
            claims = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Stream<Line> overClaims() {
        return lines().filter(line -> line.text("env").equals("claims"));
    }

    static Stream<Line> overUser() {
        return lines().filter(line -> line.text("env").equals("user"));
    }

    private static Stream<Line> lines() {
        return ConformanceCases.lines("cel-expressions.jsonl").stream()
                .map(Line::new)
                .filter(line -> !DIFFERENT.contains(line.text("expr")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void overClaims(Line line) {
        assertSame(line, probe.overClaims(line.text("expr"), claims));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void overUser(Line line) {
        assertSame(line, probe.overUser(line.text("expr"), USER));
    }

    private static void assertSame(Line line, Probe.Outcome outcome) {
        String phase = line.text("phase").equals("program-error") ? "compile-error" : line.text("phase");
        assertThat(outcome.phase()).as(outcome.error()).isEqualTo(phase);
        if (!phase.equals("compile-error")) {
            assertThat(outcome.outType()).isEqualTo(line.text("outType"));
        }
        if (phase.equals("ok") && !WITHOUT_ORDER.contains(line.text("expr"))) {
            assertThat(outcome.result()).isEqualTo(Rendering.normal(line.text("result")));
        }
    }

    @Test
    void every_difference_is_in_the_documentation_and_they_are_few() throws IOException {
        String documented = Files.readString(Path.of("../docs/deviations.md"));

        assertThat(DIFFERENT).hasSizeLessThan(10).allSatisfy(expression -> assertThat(documented)
                .contains("`" + expression + "`"));
    }
}
