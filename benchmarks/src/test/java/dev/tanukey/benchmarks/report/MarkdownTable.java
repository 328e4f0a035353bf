package dev.tanukey.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown, whose first column is text and whose others are numbers. Not thread-safe. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    private MarkdownTable() {}

    /** Begins a table with its head. */
    public static MarkdownTable withColumns(String... names) {
        return new MarkdownTable().row(names);
    }

    /** Begins a row. */
    public MarkdownTable row(String... cells) {
        rows.add(new ArrayList<>(List.of(cells)));
        return this;
    }

    /** Adds cells to the row that was begun last. */
    MarkdownTable and(String... cells) {
        Collections.addAll(rows.get(rows.size() - 1), cells);
        return this;
    }

    /** Adds a cell that only some tables have. */
    MarkdownTable and(boolean wanted, String cell) {
        return wanted ? and(cell) : this;
    }

    @Override
    public String toString() {
        List<String> lines =
                new ArrayList<>(rows.stream().map(MarkdownTable::line).toList());
        lines.add(1, "| --- |" + " --: |".repeat(rows.get(0).size() - 1));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
