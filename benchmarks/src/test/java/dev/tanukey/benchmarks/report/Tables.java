package dev.tanukey.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tanukey.benchmarks.Row;
import dev.tanukey.benchmarks.TokenAlgorithm;
import dev.tanukey.token.StepBenchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes Markdown of what JMH has measured in one run. All ratios are to the JDK's bare RS256 check of that run. */
public final class Tables {
    private final List<Measurement> measurements;

    private Tables(List<Measurement> measurements) {
        this.measurements = measurements;
    }

    /**
     * Reads one run.
     *
     * @param json what JMH has written
     * @return its tables
     * @throws IOException if it is no JSON
     */
    public static Tables read(String json) throws IOException {
        Map<String, List<JsonNode>> rounds = new LinkedHashMap<>();
        for (JsonNode entry : new ObjectMapper().readTree(json)) {
            rounds.computeIfAbsent(Measurement.subject(entry), any -> new ArrayList<>())
                    .add(entry);
        }
        return new Tables(rounds.values().stream().map(Measurement::read).toList());
    }

    /** {@return with which JDK and how long was measured, and how quiet the machine was} */
    public String caption() {
        double[] waits = measurements.stream()
                .filter(it -> it.threads() == 1)
                .mapToDouble(Measurement::wallPerOwn)
                .sorted()
                .toArray();
        return measurements.get(0).caption()
                + String.format(Locale.ROOT, "; by the wall's clock %.2f times the own time", waits[waits.length / 2]);
    }

    /**
     * The rows of one algorithm, in their order, with a reason for each that is missing.
     *
     * @param algorithm which
     * @return the table
     */
    public String verification(TokenAlgorithm algorithm) {
        boolean other = algorithm != TokenAlgorithm.RS256;
        MarkdownTable table = MarkdownTable.withColumns("", "own time, µs", "median", "of bare RS256")
                .and(other, "of the provider's bare " + algorithm.jwaName())
                .and(other, "beyond it, µs")
                .and("calls/s per thread", "B per call");
        for (Row row : Row.values()) {
            Optional<Measurement> measured = row(row, algorithm);
            if (measured.isPresent()) {
                Measurement it = measured.get();
                String ofBare = other ? ofBareRs256(it) : ratio(it.ofBareBeside(), 1);
                table.row(row.title(), number(it.own()), number(it.median()), "**" + ofBare + "**")
                        .and(other, ratio(it.ofBareBeside(), 1))
                        .and(other, row.bareBeside(algorithm) == Row.BARE ? "" : number(it.beyondBareBeside()))
                        .and(count(1e6 / it.own()), count(it.bytes()));
            } else {
                row.whyNot(algorithm).ifPresent(reason -> table.row(row.title(), "–", reason, "")
                        .and(other, "")
                        .and(other, "")
                        .and("", ""));
            }
        }
        return table.toString();
    }

    /** {@return where the time of one token goes} */
    public String steps() {
        MarkdownTable table = MarkdownTable.withColumns("", "own time, µs", "of bare RS256", "B per call");
        for (Measurement it : measurements) {
            if (it.benchmark().equals("StepBenchmark")) {
                table.row(
                        StepBenchmark.Step.valueOf(it.parameters().get("step")).title(),
                        number(it.own()),
                        ofBareRs256(it),
                        count(it.bytes()));
            }
        }
        return table.toString();
    }

    /** {@return the cost by number of issuers and of keys} */
    public String scale() {
        MarkdownTable table = MarkdownTable.withColumns(
                "issuers", "keys of each", "own time, µs", "median", "of bare RS256", "B per call");
        for (Measurement it : measurements) {
            if (it.benchmark().equals("ScaleBenchmark")) {
                table.row(
                        it.parameters().get("issuers"),
                        it.parameters().get("keys"),
                        number(it.own()),
                        number(it.median()),
                        ofBareRs256(it),
                        count(it.bytes()));
            }
        }
        return table.toString();
    }

    /** {@return what several threads do together, beside what one of them does} */
    public String threads() {
        MarkdownTable table =
                MarkdownTable.withColumns("", "threads", "calls/s together", "of one thread", "own time, µs");
        double one = Double.NaN;
        for (Measurement it : measurements) {
            if (it.threads() == 1) {
                one = it.callsPerSecond();
            }
            table.row(
                    Row.valueOf(it.parameters().get("row")).title(),
                    Integer.toString(it.threads()),
                    count(it.callsPerSecond()),
                    ratio(it.callsPerSecond(), one),
                    number(it.own()));
        }
        return table.toString();
    }

    private String ofBareRs256(Measurement measurement) {
        return ratio(measurement.own(), required(Row.BARE, TokenAlgorithm.RS256));
    }

    private double required(Row row, TokenAlgorithm algorithm) {
        return row(row, algorithm)
                .orElseThrow(() -> new IllegalStateException("The run has no " + row + " with " + algorithm
                        + ", so there are no ratios; measure the whole group"))
                .own();
    }

    private Optional<Measurement> row(Row row, TokenAlgorithm algorithm) {
        return measurements.stream()
                .filter(it -> it.has("row", row) && it.has("algorithm", algorithm))
                .findFirst();
    }

    private static String number(double microseconds) {
        return String.format(Locale.ROOT, microseconds < 100 ? "%.2f" : "%,.0f", microseconds);
    }

    private static String ratio(double value, double whole) {
        double ratio = value / whole;
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : ratio < 10 ? "%.2f" : "%.1f", ratio);
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
