package dev.tanukey.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one benchmark with its parameters has measured, read from one entry of JMH's JSON.
 *
 * @param benchmark the class, without its package
 * @param parameters by name
 * @param threads how many called at once
 * @param caption with which JDK and how long was measured
 * @param own the thread's own processor time per call, in microseconds, of each iteration; sorted
 * @param bytes allocated per call
 * @param callsPerSecond of all threads together by the wall's clock, the median of the iterations
 */
record Measurement(
        String benchmark,
        Map<String, String> parameters,
        int threads,
        String caption,
        double[] own,
        double bytes,
        double callsPerSecond) {

    static Measurement read(JsonNode entry) {
        String[] name = entry.get("benchmark").textValue().split("\\.");
        Map<String, String> parameters = new TreeMap<>();
        entry.path("params")
                .fields()
                .forEachRemaining(
                        field -> parameters.put(field.getKey(), field.getValue().textValue()));
        JsonNode more = entry.get("secondaryMetrics");
        List<Double> nanoseconds = raw(more.get("ownNanoseconds"));
        List<Double> calls = raw(more.get("ownCalls"));
        double[] own = new double[calls.size()];
        Arrays.setAll(own, i -> nanoseconds.get(i) / calls.get(i) / 1_000);
        Arrays.sort(own);
        int threads = entry.get("threads").intValue();
        double[] wall = raw(entry.get("primaryMetric")).stream()
                .mapToDouble(microseconds -> threads * 1e6 / microseconds)
                .sorted()
                .toArray();
        return new Measurement(
                name[name.length - 2],
                parameters,
                threads,
                caption(entry),
                own,
                more.path("gc.alloc.rate.norm").path("score").asDouble(),
                quantile(wall, 0.5));
    }

    /** {@return the median of the own time, in microseconds} */
    double median() {
        return quantile(own, 0.5);
    }

    /** {@return a quantile of the own time, in microseconds} */
    double own(double share) {
        return quantile(own, share);
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

    private static String caption(JsonNode entry) {
        return "JDK " + entry.get("jdkVersion").textValue() + ", " + entry.get("forks") + " × "
                + entry.get("measurementIterations") + " iterations of "
                + entry.get("measurementTime").textValue();
    }

    /** The iterations of all forks. */
    private static List<Double> raw(JsonNode metric) {
        List<Double> all = new ArrayList<>();
        metric.get("rawData").forEach(fork -> fork.forEach(iteration -> all.add(iteration.doubleValue())));
        return all;
    }
}
