package dev.tanukey.benchmarks;

import dev.tanukey.benchmarks.report.Tables;
import dev.tanukey.token.StepBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What is measured in one go, in which order, and the table that it makes. Each begins with the bare RS256 check. */
enum MeasurementGroup {
    RS256(rows(TokenAlgorithm.RS256), tables -> tables.verification(TokenAlgorithm.RS256)),
    ES256(rows(TokenAlgorithm.ES256), tables -> tables.verification(TokenAlgorithm.ES256)),
    EDDSA(rows(TokenAlgorithm.EDDSA), tables -> tables.verification(TokenAlgorithm.EDDSA)),
    STEPS(parts(), Tables::steps),
    SCALE(sizes(), Tables::scale),
    THREADS(threads(), Tables::threads);

    private final List<Step> steps;
    private final Function<Tables, String> table;

    MeasurementGroup(List<Step> steps, Function<Tables, String> table) {
        this.steps = steps;
        this.table = table;
    }

    List<Step> steps() {
        return steps;
    }

    String table(Tables tables) {
        return table.apply(tables);
    }

    /**
     * One benchmark with its parameters.
     *
     * @param benchmark the class
     * @param method the method; empty for all that it has
     * @param parameters by name
     * @param threads how many call at once
     */
    record Step(Class<?> benchmark, String method, Map<String, String> parameters, int threads) {
        static Step verification(Row row, TokenAlgorithm algorithm, int threads) {
            return of("verification", row, algorithm, threads);
        }

        static Step besideBare(Row row, TokenAlgorithm algorithm) {
            return of("besideBare", row, algorithm, 1);
        }

        private static Step of(String method, Row row, TokenAlgorithm algorithm, int threads) {
            Map<String, String> parameters = Map.of("row", row.name(), "algorithm", algorithm.name());
            return new Step(VerificationBenchmark.class, method, parameters, threads);
        }

        /** What JMH must know; how long is the caller's choice. */
        ChainedOptionsBuilder options() {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include("^" + Pattern.quote(benchmark.getName() + "." + method))
                    .threads(threads)
                    .shouldFailOnError(true);
            parameters.forEach(options::param);
            return options;
        }

        static Step scale(int issuers, int keys) {
            return new Step(
                    ScaleBenchmark.class,
                    "",
                    Map.of("issuers", Integer.toString(issuers), "keys", Integer.toString(keys)),
                    1);
        }
    }

    private static List<Step> rows(TokenAlgorithm algorithm) {
        List<Step> steps = new ArrayList<>();
        if (algorithm != TokenAlgorithm.RS256) {
            steps.add(Step.besideBare(Row.BARE, TokenAlgorithm.RS256));
        }
        for (Row row : Row.values()) {
            if (row.whyNot(algorithm).isEmpty()) {
                steps.add(Step.besideBare(row, algorithm));
            }
        }
        return List.copyOf(steps);
    }

    private static List<Step> parts() {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.verification(Row.BARE, TokenAlgorithm.RS256, 1));
        for (StepBenchmark.Step part : StepBenchmark.Step.values()) {
            steps.add(new Step(StepBenchmark.class, "", Map.of("step", part.name()), 1));
        }
        return List.copyOf(steps);
    }

    private static List<Step> sizes() {
        return List.of(
                Step.verification(Row.BARE, TokenAlgorithm.RS256, 1),
                Step.scale(1, 1),
                Step.scale(10, 1),
                Step.scale(100, 1),
                Step.scale(1_000, 1),
                Step.scale(1, 10),
                Step.scale(1, 100));
    }

    /** Two threads beside one, just before; the bare check tells what the machine itself has to give. */
    private static List<Step> threads() {
        List<Step> steps = new ArrayList<>();
        for (Row row : List.of(Row.BARE, Row.CLAIMS, Row.CEL, Row.REPEATED)) {
            steps.add(Step.verification(row, TokenAlgorithm.RS256, 1));
            steps.add(Step.verification(row, TokenAlgorithm.RS256, 2));
        }
        return List.copyOf(steps);
    }
}
