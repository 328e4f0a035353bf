package dev.tanukey.cel.semver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.cel.engine.Probe;
import dev.tanukey.cel.option.KubernetesVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected comes from the functions of Kubernetes 1.36.3. */
class SemverTest {
    private static final List<String> ASCENDING = List.of(
            "0.0.0-0",
            "0.0.0",
            "0.9.0",
            "0.10.0",
            "1.0.0--",
            "1.0.0-A",
            "1.0.0-a",
            "1.0.0-a.0",
            "1.0.0-a.2",
            "1.0.0-a.10",
            "1.0.0-a.18446744073709551615",
            "1.0.0-a.-",
            "1.0.0-a.0a",
            "1.0.0-a.b",
            "1.0.0-a-",
            "1.0.0-ab",
            "1.0.0",
            "1.0.1-a",
            "9223372036854775807.0.0",
            "9223372036854775808.0.0");

    private final Probe probe = new Probe();

    private String value(String expression) {
        return probe.constant(expression).valueOrPhase();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                '1.2.3' | true | true | 1.2.3
                '0.0.0' | true | true | 0.0.0
                '1.2.3-a' | true | true | 1.2.3
                '1.2.3-a.1.b-c' | true | true | 1.2.3
                '1.2.3+b' | true | true | 1.2.3
                '1.2.3-a+b.01' | true | true | 1.2.3
                '1.2.3+b-a' | true | true | 1.2.3
                '1.2.3--' | true | true | 1.2.3
                '1.2.3-0' | true | true | 1.2.3
                '1.2.3-0a' | true | true | 1.2.3
                '1.2.3-18446744073709551615' | true | true | 1.2.3
                '18446744073709551615.0.0' | true | true | -1.0.0
                '1.9223372036854775808.0' | true | true | 1.-9223372036854775808.0
                '' | false | false |
                '1' | false | true | 1.0.0
                '1.2' | false | true | 1.2.0
                '1.2.' | false | false |
                '1.2.3.4' | false | false |
                '01.2.3' | false | true | 1.2.3
                '1.02.3' | false | true | 1.2.3
                '1.2.03' | false | true | 1.2.3
                '00.0.0' | false | true | 0.0.0
                'v1.2.3' | false | true | 1.2.3
                'V1.2.3' | false | false |
                'vv1.2.3' | false | false |
                'v' | false | false |
                'v1' | false | true | 1.0.0
                'v1.2' | false | true | 1.2.0
                '01' | false | true | 1.0.0
                '1.02.003' | false | true | 1.2.3
                '000.00.0' | false | true | 0.0.0
                '1.2.003-a' | false | true | 1.2.3
                '1.2.03-01' | false | false |
                '1.2.-a' | false | true | 1.2.0
                '1.2.+b' | false | true | 1.2.0
                '-1.2.3' | false | false |
                '+1.2.3' | false | false |
                '1-a' | false | false |
                '1.2-a' | false | false |
                '1.2+b' | false | false |
                '1-a.2.3' | false | false |
                '1.2.3-' | false | false |
                '1.2.3+' | false | false |
                '1.2.3-a..b' | false | false |
                '1.2.3-01' | false | false |
                '1.2.3-a_b' | false | false |
                '1.2.3-é' | false | false |
                '1.2.3+a+b' | false | false |
                '1.2.3-18446744073709551616' | false | false |
                '18446744073709551616.0.0' | false | false |
                '1.2.x' | false | false |
                ' 1.2.3' | false | false |
                '1.2.3 ' | false | false |
                '1.2.3\\n' | false | false |
                'x.0y.z' | false | false |
                '..' | false | false |
                '1..3' | false | false |
                'v.1.2' | false | false |
                '0v1.2.3' | false | false |
                '1. 2.3' | false | false |
                """)
    void a_version_is_read_strictly_or_tolerantly(String text, String strict, String tolerant, String numbers) {
        String version = "semver('" + text + "', true)";
        assertThat(value("isSemver('" + text + "')")).isEqualTo(strict);
        assertThat(value("isSemver('" + text + "', false)")).isEqualTo(strict);
        assertThat(value("isSemver('" + text + "', true)")).isEqualTo(tolerant);
        assertThat(probe.constant("semver('" + text + "')").phase())
                .isEqualTo(strict.equals("true") ? "ok" : "eval-error");
        if (tolerant.equals("true")) {
            assertThat(value(version + ".major()") + "." + value(version + ".minor()") + "."
                            + value(version + ".patch()"))
                    .isEqualTo(numbers);
        } else {
            assertThat(probe.constant(version).error()).contains("the text is not a semantic version");
        }
    }

    @Test
    void versions_have_an_order() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                Semver a = Notation.read(ASCENDING.get(i)).orElseThrow();
                Semver b = Notation.read(ASCENDING.get(j)).orElseThrow();
                assertThat(a.compareTo(b)).as("%s and %s", i, j).isEqualTo(Integer.compare(i, j));
                assertThat(a.equals(b)).isEqualTo(i == j);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "semver('1.2.3').isLessThan(semver('1.10.0')) | true",
                "semver('1.2.3').isGreaterThan(semver('1.10.0')) | false",
                "semver('1.2.3').isGreaterThan(semver('1.2.3-rc')) | true",
                "semver('1.2.3').compareTo(semver('1.2.3')) | 0",
                "semver('1.2.3-a').compareTo(semver('1.2.3')) | -1",
                "semver('1.2.3+a') == semver('1.2.3+b') | true",
                "semver('1.2.3+a') in [semver('1.2.3')] | true",
                "semver('1.2.3') == semver('1.2.4') | false",
                "semver('1.2.3') > semver('1.2.2') | compile-error",
                "semver('1.2.3').compareTo(quantity('1')) | compile-error",
                "dyn(semver('1.2.3')).compareTo(quantity('1')) | eval-error",
                "dyn(semver('1.2.3')).compareTo(semver('1.2.2')) | 1",
                "semver(dyn(1)) | eval-error",
                "kubernetes.Semver | compile-error",
                "type(semver('1.2.3')) | type(kubernetes.Semver)",
            })
    void a_version_goes_where_its_type_allows(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @Test
    void they_came_with_1_33() {
        assertThat(new Probe(KubernetesVersion.V1_32)
                        .constant("isSemver('1.2.3')")
                        .phase())
                .isEqualTo("compile-error");
        assertThat(new Probe(KubernetesVersion.V1_33)
                        .constant("isSemver('1.2', true)")
                        .valueOrPhase())
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1.2.3-a.1+b.02", "1.2.3+b", "18446744073709551615.0.0-0.x-y"})
    void it_is_shown_as_it_is_written(String text) {
        assertThat(Notation.read(text).orElseThrow()).hasToString(text);
    }
}
