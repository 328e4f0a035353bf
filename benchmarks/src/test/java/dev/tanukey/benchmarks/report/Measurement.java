package dev.tanukey.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one benchmark with its parameters has measured, read from the entries of JMH's JSON that tell of it: one for
 * each round.
 *
 * @param benchmark the class, without its package
 * @param parameters by name
 * @param threads how many called at once
 * @param caption with which JDK and how long was measured
 * @param ownTimes the thread's own processor time per call, in microseconds, of each iteration; sorted
 * @param bytes allocated per call
 * @param wallTimes the wall's time per call of one thread, in microseconds, of each iteration; sorted
 */
record Measurement(
        String benchmark,
        Map<String, String> parameters,
        int threads,
        String caption,
        double[] ownTimes,
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
        List<Double> nanoseconds = raw(rounds, "secondaryMetrics", "ownNanoseconds");
        List<Double> calls = raw(rounds, "secondaryMetrics", "ownCalls");
        double[] own = new double[calls.size()];
        Arrays.setAll(own, i -> nanoseconds.get(i) / calls.get(i) / 1_000);
        Arrays.sort(own);
        return new Measurement(
                name[name.length - 2],
                parameters,
                first.get("threads").intValue(),
                caption(first, rounds.size()),
                own,
                quantile(sorted(raw(rounds, "secondaryMetrics", "gc.alloc.rate.norm")), 0.5),
                sorted(raw(rounds, "primaryMetric")));
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

    boolean has(String parameter, Object value) {
        return value.toString().equals(parameters.get(parameter));
    }

    private static double quantile(double[] sorted, double share) {
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

    private static double[] sorted(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
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
