package dev.tanukey.cel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that would keep the compiler busy for minutes, or take all memory. */
class HostileExpressionsTest {
    private static final Compiler COMPILER =
            new Compiler(KubernetesVersion.V1_36, EvaluationLimits.DEFAULT, () -> 0L, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".map(x, {x: x})",
                ".map(x, {[x]: optional.of(x)}).sortBy(y, 1)",
                ".transformMapEntry(i, x, {x: x}).map(k, {k: k})",
                ".transformMap(i, x, {x: x}).map(k, {k: k})"
            })
    void a_type_that_doubles_at_each_step_is_refused(String step) {
        assertThatThrownBy(() -> COMPILER.overClaims("[1]" + step.repeat(50)))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining("maps have maps for keys");
    }

    @Test
    void a_type_that_doubles_within_loops_is_refused_and_one_of_a_usual_size_is_not() {
        assertThatThrownBy(() -> COMPILER.overClaims(nestedMaps(28)))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining("maps have maps for keys");
        assertThatCode(() -> COMPILER.overClaims(nestedMaps(8))).doesNotThrowAnyException();
    }

    private static String nestedMaps(int depth) {
        return IntStream.range(0, depth)
                        .mapToObj(i -> "[{a" + i + ": a" + i + "}].all(a" + (i + 1) + ", ")
                        .collect(Collectors.joining("", "[1].all(a0, ", "true"))
                + ")".repeat(depth + 1);
    }

    @Test
    void more_calls_than_the_checker_can_take_are_refused() {
        for (String many : new String[] {"1 == 1, ", "[], ", "{}, ", "[1].all(x, x), "}) {
            assertThatThrownBy(() -> COMPILER.overClaims("[" + many.repeat(4_001) + "]"))
                    .isInstanceOf(InvalidExpressionException.class)
                    .hasMessageContaining("more calls, loops and empty lists and maps than 4000");
        }
        assertThatCode(() -> COMPILER.overClaims("claims.sub in [" + "\"a\", ".repeat(15_000) + "\"b\"]"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a, ", "''.matches('('), ", "{1: 1, '': ''}, ", "'\\q', ", "@"})
    void what_is_wrong_is_told_in_bounds_however_often_it_is_wrong(String wrong) {
        String text = "[" + wrong.repeat(90_000 / wrong.length() / (wrong.contains("(") ? 2 : 1)) + "true]";
        assertThatThrownBy(() -> COMPILER.overClaims(text.length() > 99_000 ? text.substring(0, 99_000) : text))
                .isInstanceOfSatisfying(InvalidExpressionException.class, invalid -> {
                    assertThat(String.valueOf(invalid.getMessage()).length()).isLessThan(1_500_000);
                    assertThat(invalid.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
                });
    }

    @Test
    void a_hundred_problems_are_told_and_the_others_counted() {
        assertThatThrownBy(() -> COMPILER.overClaims("[" + "a,\n".repeat(120) + "1]"))
                .hasMessageEndingWith("and 20 more")
                .isInstanceOfSatisfying(InvalidExpressionException.class, invalid -> assertThat(invalid.problems())
                        .hasSize(100));
    }

    @Test
    void a_stack_that_is_too_small_refuses_the_expression() {
        String deep = "[1]" + ".map(x, [x])".repeat(100);
        assertThatCode(() -> COMPILER.overClaims(deep)).doesNotThrowAnyException();
        ThrowingCallable atTheEnd = () -> atTheEndOfTheStack(deep);
        assertThatThrownBy(atTheEnd)
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining("too deep for the stack");
    }

    /** Goes down until the stack ends, and compiles where there is a little left. */
    private static void atTheEndOfTheStack(String text) throws InvalidExpressionException {
        try {
            atTheEndOfTheStack(text);
        } catch (StackOverflowError end) {
            COMPILER.overClaims(text);
        }
    }

    /** Each fails in a cluster. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims.exists(k, v, type(v) == int)",
                "claims.all(k, v, type(v) != int)",
                "claims.exists(k, v, [v].size() == 1)",
                "claims.exists(k, v, optional.of(v).hasValue())",
                "claims.transformList(k, v, [v]).size() == 1",
                "claims.exists(k, v, {'a': v}.size() == 1)"
            })
    void the_error_of_a_second_variable_over_claims_is_no_value(String text) {
        assertThat(new Probe().overClaims(text, "{\"a\": 1}").valueOrPhase()).isEqualTo("eval-error");
    }

    @Test
    void no_element_has_a_place_beyond_all_whole_numbers() {
        assertThat(new Probe()
                        .overClaims("claims.s[?claims.big]", "{\"s\": [\"a\"], \"big\": 1e300}")
                        .valueOrPhase())
                .isEqualTo("eval-error");
    }
}
