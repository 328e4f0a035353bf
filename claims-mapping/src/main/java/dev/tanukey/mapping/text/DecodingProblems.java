package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collects what cannot be read, so that all of it can be told at once. For one thread. */
public final class DecodingProblems {
    /** More than anybody reads; a text of nothing else must not fill the memory. */
    static final int MAXIMUM = 1000;

    private final List<ConfigurationProblem> problems = new ArrayList<>();

    /** Begins with none. */
    public DecodingProblems() {}

    /**
     * Notes a problem.
     *
     * @param path the path of the field; empty for the text as a whole
     * @param at where it stands
     * @param detail what is wrong, without a full stop
     * @param advice what to do, without a full stop
     * @throws InvalidConfigurationException if there are enough
     */
    public void add(String path, Position at, String detail, String advice) {
        if (problems.size() == MAXIMUM) {
            throw refusal();
        }
        problems.add(new ConfigurationProblem(path, Kind.DECODING, detail, advice, Optional.of(at)));
    }

    /**
     * Notes a problem after which reading cannot go on.
     *
     * @param path the path of the field; empty for the text as a whole
     * @param at where it stands
     * @param detail what is wrong, without a full stop
     * @param advice what to do, without a full stop
     * @return all problems so far, to be thrown
     */
    public InvalidConfigurationException andLast(String path, Position at, String detail, String advice) {
        add(path, at, detail, advice);
        return refusal();
    }

    /** Words that a library says, with whatever they quote, as printable ASCII in one line. */
    static String printable(String words) {
        StringBuilder printable = new StringBuilder(words.length());
        words.strip().codePoints().forEach(c -> {
            if (c >= ' ' && c <= '~') {
                printable.append((char) c);
            } else {
                printable.append(String.format(Locale.ROOT, c <= 0xFFFF ? "\\u%04X" : "\\U%08X", c));
            }
        });
        return printable.toString();
    }

    /**
     * Ends the reading, if there was a problem.
     *
     * @throws InvalidConfigurationException with all problems, in the order of the text
     */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw refusal();
        }
    }

    /** In the order of the text. */
    private InvalidConfigurationException refusal() {
        return new InvalidConfigurationException(problems.stream()
                .sorted(Comparator.comparing(
                        problem -> problem.position().orElseThrow(),
                        Comparator.comparingInt(Position::line).thenComparingInt(Position::column)))
                .toList());
    }
}
