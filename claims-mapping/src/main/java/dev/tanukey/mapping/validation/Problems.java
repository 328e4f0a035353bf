package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.text.SourcePositions;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration, in the words of Kubernetes' field errors. Not thread-safe. */
final class Problems {
    private final SourcePositions positions;
    private final List<ConfigurationProblem> found = new ArrayList<>();

    Problems(SourcePositions positions) {
        this.positions = positions;
    }

    /** Something must be set; nothing more is to be said. */
    void required(String path, String advice) {
        add(path, Kind.REQUIRED, "Required value", advice);
    }

    /** Something must be set. */
    void required(String path, String why, String advice) {
        add(path, Kind.REQUIRED, "Required value: " + why, advice);
    }

    /** A text cannot be. */
    void invalid(String path, String value, String why, String advice) {
        invalidAsPrinted(path, GoText.quote(value), why, advice);
    }

    /** A value that is printed in another way than a text cannot be. */
    void invalidAsPrinted(String path, String printed, String why, String advice) {
        add(path, Kind.INVALID, "Invalid value: " + printed + ": " + why, advice);
    }

    /** A text that must be unique is there already. */
    void duplicate(String path, String value, String advice) {
        add(path, Kind.DUPLICATE, "Duplicate value: " + GoText.quote(value), advice);
    }

    /** There are too many of something. */
    void tooMany(String path, int count, int maximum, String advice) {
        add(path, Kind.TOO_MANY, "Too many: " + count + ": must have at most " + maximum + " items", advice);
    }

    private void add(String path, Kind kind, String detail, String advice) {
        found.add(new ConfigurationProblem(path, kind, detail, advice, positions.of(path)));
    }

    /** In the order in which they were told. */
    List<ConfigurationProblem> found() {
        return List.copyOf(found);
    }
}
