package dev.tanukey.cel.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.cel.engine.Probe;
import dev.tanukey.cel.option.KubernetesVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** All expected values are what the libraries of Kubernetes 1.36.3 say, or of the release that is named. */
class ListsOfAClusterTest {
    private static final String CLAIMS = resource("claims.json");
    private static final Map<KubernetesVersion, Probe> PROBES = new ConcurrentHashMap<>();

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(ListsOfAClusterTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Probe.Outcome outcome(KubernetesVersion version, String expression) {
        return PROBES.computeIfAbsent(version, Probe::new).overClaims(expression, CLAIMS);
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = {"lists.csv", "sets.csv", "macros.csv"},
            delimiter = ';',
            quoteCharacter = '~',
            maxCharsPerColumn = 1000)
    void an_expression_has_the_type_and_the_value_that_a_cluster_gives_it(
            String expression, String type, String value) {
        Probe.Outcome outcome = outcome(KubernetesVersion.V1_36, expression);

        assertThat(outcome.valueOrPhase()).as(outcome.error()).isEqualTo(value);
        assertThat(outcome.outType()).isEqualTo(type == null ? "" : type);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "faults.csv", delimiter = ';', quoteCharacter = '~')
    void a_fault_in_a_macro_is_found_where_a_cluster_finds_it(String expression, String place, String message) {
        assertThat(outcome(KubernetesVersion.V1_36, expression).error().lines().findFirst())
                .hasValueSatisfying(line ->
                        assertThat(line).contains("<input>:" + place + ": ").contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[1, 2].sum() == 3; V1_30",
                "sets.contains([1], [1]); V1_30",
                "[1].exists_one(x, x == 1); V1_30",
                "[1].all(i, x, x == 1); V1_32",
                "[1].existsOne(i, x, x == 1); V1_32",
                "[1].transformList(i, x, x) == [1]; V1_32",
                "[1].transformMap(i, x, x) == {0: 1}; V1_32",
                "[1].transformMapEntry(i, x, {x: i}) == {1: 0}; V1_32",
                "[1].first().hasValue(); V1_33",
                "[1].last().hasValue(); V1_33",
                "[optional.of(1)].unwrapOpt() == [1]; V1_33",
                "[1].slice(0, 1) == [1]; V1_34",
                "[[1]].flatten() == [1]; V1_34",
                "[1].distinct() == [1]; V1_34",
                "[1].sort() == [1]; V1_34",
                "[1].sortBy(x, x) == [1]; V1_34",
                "[1].reverse() == [1]; V1_34",
                "lists.range(1) == [0]; V1_34",
                "[1].includes(1); V1_37",
                "claims.groups.includes('c'); V1_37",
                "claims.s.includes('hello'); V1_37",
                "claims.n.includes(2); V1_37",
                "!claims.groups.includes('z'); V1_37",
                "!claims.s.includes('h'); V1_37"
            },
            quoteCharacter = '~')
    void a_function_exists_from_the_release_that_brought_it(String expression, KubernetesVersion since) {
        for (KubernetesVersion version : KubernetesVersion.values()) {
            assertThat(outcome(version, expression).valueOrPhase())
                    .as("%s", version)
                    .isEqualTo(version.isAtLeast(since) ? "true" : "compile-error");
        }
    }
}
