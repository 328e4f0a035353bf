package dev.tanukey.cel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.token.Claims;
import dev.tanukey.token.GivenClaims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeteringTest {
    private static final LongSupplier STANDING_CLOCK = () -> 0L;
    private static final String THOUSAND =
            IntStream.range(0, 1000).mapToObj(i -> "\"g" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    private static final Claims CLAIMS = GivenClaims.of("{\"sub\":\"alice\",\"n\":1,\"long\":\"" + "a".repeat(10_000)
            + "\",\"a\":\"" + "a".repeat(41) + "!\",\"groups\":" + THOUSAND + "}");

    private static final String LOOPS =
            "dyn(claims.groups).all(a, dyn(claims.groups).all(b, dyn(claims.groups).all(c, a != \"\")))";
    private static final String MANY_STEPS = "dyn(claims.groups).all(g, g != \"\")";
    private static final String DOUBLINGS = "[[\"0123456789abcdef\"]]" + ".map(x, dyn(x) + x)".repeat(24) + "[0] != []";
    private static final String NESTED_LISTS = "[1]" + ".map(x, [x, x])".repeat(40) + ".size() == 2";

    static List<String> evil() {
        return List.of(
                LOOPS,
                "dyn(claims.groups).map(a, dyn(claims.groups).map(b, a + b)).size() > 0",
                DOUBLINGS,
                NESTED_LISTS,
                "dyn(claims.groups).exists(a, dyn(claims.groups).exists(b, a + b + claims.sub == \"\"))",
                "[dyn(claims.groups)]" + ".map(x, x + x)".repeat(16) + ".size() > 0",
                "[{\"a\": dyn(claims.groups)}]" + ".map(x, {\"a\": x, \"b\": x})".repeat(30) + ".size() > 0",
                "[dyn(claims.groups)]" + ".map(x, [x, x, x, x])".repeat(12) + ".size() > 0",
                "lists.range(1000000).size() > 0",
                "lists.range(1000).sort().size() > 0",
                "[[1], [2], [3], [4]].flatten(4611686018427387904).size() > 0",
                "sets.contains(lists.range(1000), lists.range(1000))",
                "dyn(claims.groups).map(g, claims.long.replace(\"a\", \"aaa\")).size() > 0",
                "claims.long.split(\"\").map(c, claims.long + c).size() > 0");
    }

    @ParameterizedTest
    @MethodSource("evil")
    void an_expression_that_would_take_too_much_is_stopped(String evil) {
        assertStopped(evil);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s || true",
                "true && (%s)",
                "false && claims.sub == \"\" || (%s) || true",
                "[1, 2].all(i, (%s) || true)",
                "[1, 2].exists(i, (%s) || i == 2)",
                "(%s) ? true : false",
                "claims.n == 2.0 ? true : ((%s) || true)",
                "has(dyn({\"x\": [%s]}).x) || true",
                "optional.of(%s).orValue(true) || true",
                "optional.of(1).optMap(o, %s).hasValue() || true"
            })
    void no_operator_carries_on_after_a_stop(String around) {
        assertStopped(around.formatted(LOOPS));
        assertStopped(around.formatted(DOUBLINGS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lists.range(20000000).size() > 0", "claims.long.replace('', claims.long) != ''", "TEXT[0] != ''"
            })
    void a_function_makes_nothing_larger_than_the_limit(String text) {
        String doublings = "['0123456789abcdef']" + ".map(x, dyn(x) + x)".repeat(24);
        assertThatThrownBy(() -> evaluate(text.replace("TEXT", doublings)))
                .isInstanceOf(ExpressionFailedException.class);
    }

    @Test
    void what_is_never_evaluated_stops_nothing() throws Exception {
        assertThat(evaluate("true || " + LOOPS)).isEqualTo(true);
        assertThat(evaluate("claims.n == 1.0 ? true : (" + LOOPS + ")")).isEqualTo(true);
    }

    @Test
    void the_thread_evaluates_other_expressions_after_a_stop() throws Exception {
        assertStopped(LOOPS);
        assertThat(evaluate("claims.sub + \"!\"")).isEqualTo("alice!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(([a-z])+.)+[A-Z]"})
    void a_pattern_that_other_engines_go_through_again_and_again_needs_one_pass(String pattern) throws Exception {
        assertThat(evaluate("claims.a.matches(\"" + pattern + "\")")).isEqualTo(false);
        assertThat(evaluate("claims.long.matches(\"" + pattern + "\")")).isEqualTo(pattern.endsWith("$"));
    }

    @Test
    void a_text_may_have_the_size_of_the_limit_and_not_more() throws Exception {
        EvaluationLimits limits = new EvaluationLimits(1000, Duration.ofSeconds(1), 41);
        String text = "claims.sub + \"" + "x".repeat(36) + "\"";
        assertThat(evaluate(text, limits, STANDING_CLOCK)).isEqualTo("alice" + "x".repeat(36));
        assertThatThrownBy(() -> evaluate(text + " + \"x\"", limits, STANDING_CLOCK))
                .hasMessage("an evaluation with a text, list or map larger than the limit of 41");
    }

    @Test
    void a_list_and_a_map_may_have_the_size_of_the_limit_and_not_more() throws Exception {
        String elements = "1, 2, 3, 4, 5, 6, 7, 8, 9";
        String members = "1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9";
        EvaluationLimits more = new EvaluationLimits(1000, Duration.ofSeconds(1), 9);
        EvaluationLimits less = new EvaluationLimits(1000, Duration.ofSeconds(1), 8);
        for (String text : List.of("[" + elements + "] != []", "dyn({" + members + "}) != {}")) {
            assertThat(evaluate(text, more, STANDING_CLOCK)).isEqualTo(true);
            assertThatThrownBy(() -> evaluate(text, less, STANDING_CLOCK))
                    .hasMessage("an evaluation with a text, list or map larger than the limit of 8");
        }
    }

    @Test
    void all_values_together_may_not_grow_beyond_sixteen_times_the_limit_of_one() {
        EvaluationLimits limits = new EvaluationLimits(1_000_000, Duration.ofSeconds(1), 1000);
        String tenthOf = "\"" + "x".repeat(500) + "\"";
        assertThatThrownBy(() -> evaluate(
                        "dyn(claims.groups).all(g, " + tenthOf + " + " + tenthOf + " != g)", limits, STANDING_CLOCK))
                .hasMessage("an evaluation with values larger together than the limit of 16000");
    }

    @Test
    void an_evaluation_may_take_as_long_as_the_limit_and_not_longer() throws Exception {
        assertThat(evaluate(MANY_STEPS, EvaluationLimits.DEFAULT, clock(5_000_000, 20)))
                .isEqualTo(true);
        assertThatThrownBy(() -> evaluate(MANY_STEPS, EvaluationLimits.DEFAULT, clock(5_000_000, 21)))
                .hasMessage("an evaluation with more milliseconds than the limit of 100");
    }

    @Test
    void an_evaluation_that_computes_all_the_time_is_stopped_whatever_is_around_it() {
        assertThatThrownBy(() ->
                        evaluate("(" + LOOPS + ") || true", EvaluationLimits.DEFAULT, clock(20_000, Integer.MAX_VALUE)))
                .hasMessage("an evaluation with more milliseconds than the limit of 100");
    }

    @ParameterizedTest
    @ValueSource(longs = {10_000_000L, 100_000_001L, 3_600_000_000_000L})
    void a_pause_of_the_machine_does_not_stop_an_evaluation(long pause) throws Exception {
        assertThat(evaluate(MANY_STEPS, EvaluationLimits.DEFAULT, clock(pause, 1)))
                .isEqualTo(true);
        assertThat(evaluate(MANY_STEPS, EvaluationLimits.DEFAULT, clock(pause, 10)))
                .isEqualTo(true);
        assertThatThrownBy(() -> evaluate(MANY_STEPS, EvaluationLimits.DEFAULT, clock(pause, 11)))
                .hasMessage("an evaluation with more milliseconds than the limit of 100");
    }

    @Test
    void what_does_much_between_two_looks_at_the_clock_computes_all_the_time() throws Exception {
        EvaluationLimits limits = limits(10_000_000);
        for (String much : List.of(
                "dyn(claims.groups).all(g, claims.long.matches(\"a\"))",
                "[dyn(claims.groups).map(g, g + claims.long.substring(0, 100))].all(l, l != [])")) {
            assertThat(evaluate(much, limits, clock(40_000_000, 2))).isEqualTo(true);
            assertThatThrownBy(() -> evaluate(much, limits, lateClock(40_000_000)))
                    .hasMessage("an evaluation with more milliseconds than the limit of 100");
        }
    }

    @Test
    void the_longest_and_the_shortest_limit_of_time_are_kept() throws Exception {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(evaluate(MANY_STEPS, new EvaluationLimits(1_000_000, longest, 1 << 20), clock(1L << 40, 30)))
                .isEqualTo(true);
        EvaluationLimits shortest = new EvaluationLimits(1_000_000, Duration.ofNanos(1), 1 << 20);
        assertThat(evaluate(MANY_STEPS, shortest, clock(1L << 40, 1))).isEqualTo(true);
        assertThatThrownBy(() -> evaluate(MANY_STEPS, shortest, clock(1, 2)))
                .hasMessage("an evaluation with more milliseconds than the limit of 0");
    }

    /** A clock that goes on by so much between three looks, far from the first. */
    private static LongSupplier lateClock(long step) {
        AtomicLong looks = new AtomicLong();
        return () -> step * Math.max(0, Math.min(3, looks.getAndIncrement() - 200));
    }

    /** A clock that goes on by so much between its first looks, so many times, and then stands. */
    private static LongSupplier clock(long step, long steps) {
        AtomicLong looks = new AtomicLong();
        return () -> -5_000_000_000L + step * Math.min(steps, looks.getAndIncrement());
    }

    @Test
    void the_clock_is_asked_seldom_and_not_never() throws Exception {
        AtomicLong asked = new AtomicLong();
        evaluate("claims.sub", EvaluationLimits.DEFAULT, asked::incrementAndGet);
        assertThat(asked).hasValue(0);
        evaluate(MANY_STEPS, EvaluationLimits.DEFAULT, asked::incrementAndGet);
        assertThat(asked.get()).isBetween(50L, 500L);
    }

    @Test
    void an_interrupted_thread_stops_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> evaluate("dyn(claims.groups).all(g, g != \"\") || true"))
                    .hasMessage("an evaluation that was interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_stop_tells_no_value() {
        assertThatThrownBy(() -> evaluate(DOUBLINGS)).message().doesNotContain("0123");
        assertThatThrownBy(() -> evaluate(LOOPS)).message().doesNotContain("g1");
    }

    @Test
    void what_is_nested_as_deep_as_it_may_be_has_a_value_or_is_stopped_on_a_small_stack() throws Exception {
        for (String deep : List.of(
                "[".repeat(200) + "claims.sub" + "]".repeat(200) + ".size() == 1",
                "(".repeat(100) + "claims.sub" + ")".repeat(100) + " == claims.sub",
                "!".repeat(2) + "[[[[dyn(claims.groups)]]]].all(a, a.all(b, b.all(c, c.all(d, d != \"\"))))",
                "claims.sub" + " + claims.sub".repeat(200) + " != \"\"",
                "[1]" + ".map(x, [x])".repeat(100) + ".size() == 1")) {
            Expression<Claims> expression = compile(deep, EvaluationLimits.DEFAULT, STANDING_CLOCK);
            Callable<Object> evaluation = () -> {
                try {
                    return String.valueOf(expression.evaluate(new ExpressionInput<>(CLAIMS)));
                } catch (ExpressionFailedException failed) {
                    return String.valueOf(failed.getMessage());
                }
            };
            FutureTask<Object> task = new FutureTask<>(evaluation);
            new Thread(null, task, "small", 256 * 1024).start();
            assertThat(task.get()).isIn("true", "an evaluation too deep for the stack of its thread");
        }
    }

    @Test
    void a_stack_that_is_too_small_stops_the_evaluation_whatever_is_around_it() throws Exception {
        String deep = "[1]" + ".map(x, [x])".repeat(110) + ".size() == 1 || true";
        Expression<Claims> expression = compile(deep, EvaluationLimits.DEFAULT, STANDING_CLOCK);
        assertThat(expression.evaluate(new ExpressionInput<>(CLAIMS))).isEqualTo(true);
        assertThatThrownBy(() -> atTheEndOfTheStack(expression))
                .hasMessage("an evaluation too deep for the stack of its thread");
        assertThat(expression.evaluate(new ExpressionInput<>(CLAIMS))).isEqualTo(true);
    }

    /** Goes down until the stack ends, and evaluates where there is a little left. */
    private static Object atTheEndOfTheStack(Expression<Claims> expression) throws ExpressionFailedException {
        try {
            return atTheEndOfTheStack(expression);
        } catch (StackOverflowError end) {
            return expression.evaluate(new ExpressionInput<>(CLAIMS));
        }
    }

    @Test
    void each_thread_has_its_own_budget_of_one_expression() throws Exception {
        String text = "dyn(claims.groups).all(g, g != \"\") && size(claims.sub) < int(claims.n) * 10";
        CompiledExpression<Claims> expression =
                (CompiledExpression<Claims>) compile(text, EvaluationLimits.DEFAULT, STANDING_CLOCK);
        Meter meter = expression.metering().start();
        expression.value(new ExpressionInput<>(CLAIMS), meter);
        Expression<Claims> limited = compile(text, limits(meter.cost()), STANDING_CLOCK);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch together = new CountDownLatch(8);
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                results.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    boolean all = true;
                    for (int i = 0; i < 10; i++) {
                        all &= Boolean.TRUE.equals(limited.evaluate(new ExpressionInput<>(CLAIMS)));
                    }
                    return all;
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertStopped(String text) {
        assertThatThrownBy(() -> evaluate(text))
                .isInstanceOf(ExpressionFailedException.class)
                .message()
                .matches("an evaluation with (a cost of more than|a text, list or map larger than"
                        + "|a text longer than|a list longer than|values larger together than) the limit of \\d+");
    }

    private static EvaluationLimits limits(long cost) {
        return new EvaluationLimits(cost, Duration.ofMillis(100), 1 << 20);
    }

    private static Expression<Claims> compile(String text, EvaluationLimits limits, LongSupplier ticker)
            throws Exception {
        return new Compiler(KubernetesVersion.V1_36, limits, ticker, false).overClaims(text);
    }

    private static Object evaluate(String text) throws Exception {
        return evaluate(text, EvaluationLimits.DEFAULT, STANDING_CLOCK);
    }

    private static Object evaluate(String text, EvaluationLimits limits, LongSupplier ticker) throws Exception {
        return compile(text, limits, ticker).evaluate(new ExpressionInput<>(CLAIMS));
    }
}
