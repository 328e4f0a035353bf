package dev.tanukey.jwks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Writes down what the rows of the fault matrix were seen to do: each observation to {@code target/fault-matrix.tsv}, a
 * row's together to {@code target/fault-matrix.md}. The row is the beginning of the test's name.
 */
final class MatrixRecord implements BeforeEachCallback {
    /** What takes less is the machine's own time. */
    private static final long WORTH_TELLING_MILLIS = 700;

    private List<Seen> all = List.of();
    private String row = "";
    private String title = "";

    private record Seen(String row, String title, Phase phase, String outcome, Duration took, String recovery) {}

    @Override
    public void beforeEach(ExtensionContext context) {
        all = context.getRoot()
                .getStore(Namespace.create(MatrixRecord.class))
                .getOrComputeIfAbsent("all", key -> new Observations(), Observations.class)
                .list;
        String name = context.getRequiredTestMethod().getName();
        row = name.substring(0, 3).toUpperCase(Locale.ROOT);
        title = context.getRequiredTestMethod().getName().substring(4).replace('_', ' ');
    }

    void saw(Phase phase, String outcome, Duration took, String recovery) {
        all.add(new Seen(row, title, phase, outcome, took, recovery));
    }

    private static final class Observations implements AutoCloseable {
        private final List<Seen> list = new ArrayList<>();

        @Override
        public void close() throws IOException {
            Path target = Files.createDirectories(Path.of("target"));
            Files.writeString(
                    target.resolve("fault-matrix.tsv"),
                    list.stream()
                            .map(seen -> String.join(
                                    "\t",
                                    seen.row,
                                    seen.phase.name(),
                                    seen.outcome,
                                    seen.took.toMillis() + " ms",
                                    seen.recovery,
                                    seen.title))
                            .sorted()
                            .collect(Collectors.joining("\n", "", "\n")));
            Files.writeString(target.resolve("fault-matrix.md"), table());
        }

        private String table() {
            TreeMap<String, List<Seen>> rows = new TreeMap<>(list.stream().collect(Collectors.groupingBy(Seen::row)));
            StringBuilder table = new StringBuilder("| # | Start | Warm | Stale | Recovery |\n|---|---|---|---|---|\n");
            rows.forEach((row, seen) -> {
                table.append("| ").append(row);
                for (Phase phase : Phase.values()) {
                    table.append(" | ").append(outcomes(seen, phase));
                }
                table.append(" | ").append(recoveries(seen)).append(" |\n");
            });
            return table.toString();
        }

        /** The quickest first. */
        private static String recoveries(List<Seen> row) {
            String recoveries = row.stream()
                    .map(Seen::recovery)
                    .filter(recovery -> !recovery.equals("-"))
                    .distinct()
                    .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                    .collect(Collectors.joining("; "));
            return recoveries.isEmpty() ? "-" : recoveries;
        }

        private static String outcomes(List<Seen> row, Phase phase) {
            TreeMap<String, Long> outcomes = new TreeMap<>();
            row.stream()
                    .filter(seen -> seen.phase == phase)
                    .forEach(seen -> outcomes.merge(seen.outcome, seen.took.toMillis(), Math::max));
            return outcomes.isEmpty()
                    ? "-"
                    : outcomes.entrySet().stream()
                            .map(outcome -> outcome.getKey()
                                    + (outcome.getValue() < WORTH_TELLING_MILLIS
                                            ? ""
                                            : String.format(Locale.ROOT, " after %.1f s", outcome.getValue() / 1000.0)))
                            .collect(Collectors.joining("; "));
        }
    }
}
