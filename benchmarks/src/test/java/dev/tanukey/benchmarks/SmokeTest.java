package dev.tanukey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark still runs, for a moment and in this JVM; the figures mean nothing. */
class SmokeTest {

    @BeforeAll
    static void others_may_measure_on_this_machine() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** The other algorithms differ in their tokens alone, which {@link EqualWorkTest} shows to every row. */
    static Stream<MeasurementGroup.Step> steps() {
        Stream<MeasurementGroup.Step> measured = Stream.of(
                        MeasurementGroup.RS256,
                        MeasurementGroup.STEPS,
                        MeasurementGroup.SCALE,
                        MeasurementGroup.THREADS)
                .flatMap(group -> group.steps().stream())
                .filter(step -> step.parameters().values().stream().noneMatch(value -> value.startsWith("100")));
        return Stream.concat(measured, Stream.of(new MeasurementGroup.Step(ExpressionBenchmark.class, "", Map.of(), 1)))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void it_runs(MeasurementGroup.Step step) throws Exception {
        ChainedOptionsBuilder options = step.options()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(5))
                .verbosity(VerboseMode.SILENT);

        Collection<RunResult> results = new Runner(options.build()).run();

        assertThat(results).isNotEmpty().allSatisfy(result -> assertThat(
                        result.getPrimaryResult().getScore())
                .isPositive());
    }
}
