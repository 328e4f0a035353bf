package dev.tanukey.mapping.text;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what is wrong with a YAML text: snakeyaml-engine's words, mended, and what to do. Stateless. */
final class YamlWords {
    private static final String LOOK = "Look at the indentation, brackets and quotes there and just before";
    private static final String QUOTES = "; a text that %s needs quotes";

    private YamlWords() {}

    /** What is wrong. */
    static String detail(MarkedYamlEngineException fault) {
        return Stream.of(Optional.ofNullable(fault.getContext()), Optional.of(problem(fault)))
                .flatMap(Optional::stream)
                .map(DecodingProblems::printable)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** What to do about it. */
    static String advice(MarkedYamlEngineException fault) {
        return switch (problem(fault)) {
            case "mapping values are not allowed here" ->
                LOOK + QUOTES.formatted("ends with a colon, or has a colon and a space in it,");
            case "sequence entries are not allowed here" -> LOOK + QUOTES.formatted("is a dash, or begins with one,");
            case "found character '@' that cannot start any token" -> LOOK + QUOTES.formatted("begins with @");
            case "found character '`' that cannot start any token" -> LOOK + QUOTES.formatted("begins with `");
            case "found character '%' that cannot start any token" -> LOOK + QUOTES.formatted("begins with %");
            default -> LOOK;
        };
    }

    /** It takes any character for a tab. */
    private static String problem(MarkedYamlEngineException fault) {
        return String.valueOf(fault.getProblem()).replaceFirst("\\.? \\(Do not use .* for indentation\\)$", "");
    }
}
