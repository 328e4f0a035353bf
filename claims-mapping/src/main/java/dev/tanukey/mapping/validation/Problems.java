package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.mapping.text.GoText;
import dev.tanukey.mapping.text.SourcePositions;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a configuration, in the words of Kubernetes' field errors, and without the secrets that
 * values may hold by mistake. Not thread-safe.
 */
final class Problems {
    /** More than anybody reads. */
    static final int MAXIMUM = 1000;

    private final SourcePositions positions;
    private final List<ConfigurationProblem> found = new ArrayList<>();
    private int further;

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
        invalidAsPrinted(path, GoText.quote(Discreet.text(value)), why, advice);
    }

    /** A text of a type of its own, which Go prints as JSON, cannot be. */
    void invalidName(String path, String value, String why, String advice) {
        invalidAsPrinted(path, printed(value), why, advice);
    }

    /** As Go prints a text within another value. */
    static String printed(String value) {
        String shown = Discreet.text(value);
        return shown.equals(value) ? GoText.json(value) : GoText.quote(shown);
    }

    /** A value that is printed in another way than a text cannot be. */
    void invalidAsPrinted(String path, String printed, String why, String advice) {
        add(path, Kind.INVALID, "Invalid value: " + printed + ": " + why, advice);
    }

    /** A text that must be unique is there already. */
    void duplicate(String path, String value, String advice) {
        add(path, Kind.DUPLICATE, "Duplicate value: " + GoText.quote(Discreet.text(value)), advice);
    }

    /** There are too many of something. */
    void tooMany(String path, int count, int maximum, String advice) {
        add(path, Kind.TOO_MANY, "Too many: " + count + ": must have at most " + maximum + " items", advice);
    }

    private void add(String path, Kind kind, String detail, String advice) {
        if (found.size() == MAXIMUM) {
            further++;
        } else {
            found.add(new ConfigurationProblem(path, kind, detail, advice, positions.of(path)));
        }
    }

    /** The first, in the order in which they were told; a last one says how many more there are. */
    List<ConfigurationProblem> found() {
        List<ConfigurationProblem> told = new ArrayList<>(found);
        if (further > 0) {
            told.add(new ConfigurationProblem(
                    "",
                    Kind.TOO_MANY,
                    "Too many: %d more problems: only the first %d are told".formatted(further, MAXIMUM),
                    "Mend those before this one; one slip is often repeated",
                    positions.of("")));
        }
        return List.copyOf(told);
    }
}
