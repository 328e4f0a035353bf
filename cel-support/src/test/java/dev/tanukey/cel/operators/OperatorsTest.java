package dev.tanukey.cel.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.cel.engine.Compiler;
import dev.tanukey.cel.engine.Probe;
import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.token.GivenClaims;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
    private static final Probe PROBE = new Probe();
    private static final String CLAIMS = claims();

    private static String claims() {
        try (InputStream file = Objects.requireNonNull(OperatorsTest.class.getResourceAsStream("claims.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The types and values are what Kubernetes 1.36.3 gives. */
    @ParameterizedTest
    @CsvFileSource(resources = "operators.tsv", delimiter = '\t', quoteCharacter = '\0')
    void an_operator_looks_at_the_values_and_not_at_what_the_checker_takes_them_for(
            String expression, String type, String value) {
        Probe.Outcome outcome = PROBE.overClaims(expression, CLAIMS);

        assertThat(outcome.valueOrPhase()).as(outcome.error()).isEqualTo(value);
        assertThat(outcome.outType()).isEqualTo(type == null ? "" : type);
    }

    /** The reasons are those of Kubernetes 1.36.3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "9223372036854775807 + 1; integer overflow",
                "9223372036854775807 * 2; integer overflow",
                "-9223372036854775808 / -1; integer overflow",
                "-9223372036854775808 % -1; integer overflow",
                "-(-9223372036854775807 - 1); integer overflow",
                "0u - 1u; unsigned integer overflow",
                "4294967296u * 4294967296u; unsigned integer overflow",
                "1 / 0; division by zero",
                "1u / 0u; division by zero",
                "1 % 0; modulus by zero",
                "1u % 0u; modulus by zero",
                "double('NaN') < 1.0; NaN values cannot be ordered",
                "duration('2562047h') + duration('2562047h'); integer overflow",
                "timestamp('9999-12-31T23:59:59Z') + duration('1s'); timestamp overflow",
                "dyn(1) + dyn(1.0); no such overload"
            })
    void what_has_no_result_says_why(String expression, String reason) {
        assertThat(PROBE.constant(expression).error()).startsWith(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1].map(x, [x / 0 == 1 && true] + [true])",
                "[[1].all(x, x / 0 == 1)].map(x, !x)",
                "dyn([1].exists(x, x / 0 == 1)) < dyn(true)"
            })
    void an_error_among_the_arguments_is_the_error_of_the_whole(String expression) {
        assertThat(PROBE.constant(expression).error()).startsWith("division by zero");
    }

    /** As in Kubernetes 1.36.3, which refuses a native list as the value of groups. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "claims.roles.split(',') + []; true",
                "[] + claims.roles.split(','); true",
                "[] + claims.roles.split(',') + []; true",
                "claims.empty + claims.roles.split(','); true",
                "claims.roles.split(',') + ['c']; false",
                "claims.roles.split(',') + claims.roles.split(','); false",
                "claims.list + []; false"
            })
    void a_native_list_stays_native_where_nothing_is_added(String expression, boolean isNative) throws Exception {
        Compiler strict = new Compiler(KubernetesVersion.V1_36, EvaluationLimits.DEFAULT, () -> 0L, true);

        Object value = strict.overClaims(expression).evaluate(new ExpressionInput<>(GivenClaims.of(CLAIMS)));

        assertThat(value).isInstanceOf(isNative ? Optional.class : List.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'0123456789abcdef'",
                "b'0123456789abcdef'",
                "(dyn(['0123456789abcdef']) + [1])[0]",
            })
    void a_sum_of_more_than_1_MiB_is_refused_before_it_is_built(String summand) {
        assertThat(PROBE.constant("[" + summand + "]" + ".map(x, x + x)".repeat(16))
                        .phase())
                .isEqualTo("ok");
        assertThat(PROBE.constant("[" + summand + "]" + ".map(x, x + x)".repeat(17))
                        .error())
                .startsWith("an evaluation with a text longer than the limit of 1048576");
    }
}
