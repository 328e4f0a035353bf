package dev.tanukey.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/**
 * What one benchmark with its parameters has measured, read from the entries of JMH's JSON that tell of it: one for
 * each round.
 *
 * @param benchmark the class, without its package
 * @param parameters by name
 * @param threads how many called at once
 * @param caption with which JDK and how long was measured
 * @param ownTimes the thread's own processor time per call, in microseconds, of each iteration
 * @param bareTimes the same of the bare check that took turns with it, in the same order; empty if none did
 * @param bytes allocated per call
 * @param wallTimes the wall's time per call of one thread, in microseconds, of each iteration
 */
record Measurement(
        String benchmark,
        Map<String, String> parameters,
        int threads,
        String caption,
        double[] ownTimes,
        double[] bareTimes,
        double bytes,
        double[] wallTimes) {

    /** The share of the iterations that counts: what neighbours on the processor do can only make a time longer. */
    private static final double UNDISTURBED = 0.25;

    /** Tells which entries belong together. */
    static String subject(JsonNode entry) {
        return entry.get("benchmark") + " " + entry.path("params") + " " + entry.get("threads");
    }

    static Measurement read(List<JsonNode> rounds) {
        JsonNode first = rounds.get(0);
        String[] name = first.get("benchmark").textValue().split("\\.");
        Map<String, String> parameters = new TreeMap<>();
        first.path("params")
                .fields()
                .forEachRemaining(
                        field -> parameters.put(field.getKey(), field.getValue().textValue()));
        double[] own = perCall(rounds, "ownNanoseconds", "ownCalls", 1_000);
        double[] bare = perCall(rounds, "bareNanoseconds", "bareCalls", 1_000);
        double[] bytes = bare.length > 0
                ? perCall(rounds, "ownBytes", "ownCalls", 1)
                : array(raw(rounds, "secondaryMetrics", "gc.alloc.rate.norm"));
        double[] wall = bare.length > 0
                ? perCall(rounds, "wallNanoseconds", "ownCalls", 1_000)
                : array(raw(rounds, "primaryMetric"));
        return new Measurement(
                name[name.length - 2],
                parameters,
                first.get("threads").intValue(),
                caption(first, rounds.size()),
                own,
                bare,
                quantile(bytes, 0.5),
                wall);
    }

    /** A sum of each iteration by its calls, in a larger unit. */
    private static double[] perCall(List<JsonNode> rounds, String sum, String calls, double unit) {
        List<Double> sums = raw(rounds, "secondaryMetrics", sum);
        List<Double> counts = raw(rounds, "secondaryMetrics", calls);
        double[] perCall = new double[sums.size()];
        Arrays.setAll(perCall, i -> sums.get(i) / counts.get(i) / unit);
        return perCall;
    }

    /** {@return the own time, in microseconds: the lower quartile of the iterations} */
    double own() {
        return quantile(ownTimes, UNDISTURBED);
    }

    /** {@return the median of the own time, in microseconds} */
    double median() {
        return quantile(ownTimes, 0.5);
    }

    /** {@return the calls of all threads together by the wall's clock: the upper quartile of the iterations} */
    double callsPerSecond() {
        return threads * 1e6 / quantile(wallTimes, UNDISTURBED);
    }

    /** {@return how many times as long it took by the wall's clock} */
    double wallPerOwn() {
        return quantile(wallTimes, 0.5) / median();
    }

    /** {@return the ratio to the bare check beside it: the median of the iterations} */
    double ofBareBeside() {
        return quantile(beside((own, bare) -> own / bare), 0.5);
    }

    /** {@return the microseconds beyond the bare check beside it: the median of the iterations} */
    double beyondBareBeside() {
        return quantile(beside((own, bare) -> own - bare), 0.5);
    }

    private double[] beside(DoubleBinaryOperator comparison) {
        double[] compared = new double[bareTimes.length];
        Arrays.setAll(compared, i -> comparison.applyAsDouble(ownTimes[i], bareTimes[i]));
        return compared;
    }

    boolean has(String parameter, Object value) {
        return value.toString().equals(parameters.get(parameter));
    }

    private static double quantile(double[] numbers, double share) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static String caption(JsonNode entry, int rounds) {
        return "JDK " + entry.get("jdkVersion").textValue() + ", " + rounds + " rounds of "
                + entry.get("measurementIterations") + " iterations of "
                + entry.get("measurementTime").textValue();
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The iterations of all rounds. */
    private static List<Double> raw(List<JsonNode> rounds, String... path) {
        List<Double> all = new ArrayList<>();
        for (JsonNode round : rounds) {
            JsonNode metric = round;
            for (String name : path) {
                metric = metric.path(name);
            }
            metric.path("rawData").forEach(fork -> fork.forEach(iteration -> all.add(iteration.doubleValue())));
        }
        return all;
    }
}
