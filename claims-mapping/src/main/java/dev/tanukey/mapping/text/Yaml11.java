package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where YAML 1.1 and YAML 1.2 part. Refuses what Kubernetes' reader of YAML 1.1 refuses, or reads as something else,
 * and a reader of YAML 1.2 lets pass: some escapes, some marks in brackets, tabs before the first word of a line.
 */
final class Yaml11 {
    private static final Pattern ESCAPED_SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");
    private static final String IN_QUOTES = "Put the whole text into quotes";

    private final int[] text;
    private final DecodingProblems problems;
    /** What is inside of scalars and brackets. */
    private final BitSet covered = new BitSet();

    Yaml11(String text, DecodingProblems problems) {
        this.text = text.codePoints().toArray();
        this.problems = problems;
    }

    /** Notes a scalar. */
    void scalar(ScalarEvent scalar, String path, Position at, boolean inBrackets) {
        cover(scalar, scalar);
        if (scalar.isDQuoted()) {
            String source = source(scalar).replace("\\\\", "");
            if (source.contains("\\/")) {
                problems.add(path, at, "found unknown escape character \\/", "Write / without the backslash");
            }
            if (ESCAPED_SURROGATE.matcher(source).find()) {
                problems.add(
                        path,
                        at,
                        "found invalid Unicode character escape code",
                        "Write the character itself, or all of it as in \"\\U0001F98A\": \\u escapes in pairs are JSON");
            }
        } else if (scalar.isPlain() && inBrackets) {
            if (scalar.getValue().indexOf('?') >= 0) {
                problems.add(path, at, "found a question mark in a text between brackets", IN_QUOTES);
            }
            int end = index(scalar.getEndMark());
            if (end + 1 < text.length && text[end] == ':' && ",[]{}".indexOf(text[end + 1]) >= 0) {
                refuseColon(index(scalar.getStartMark()), text[end + 1], path, at);
            }
        }
    }

    /** A reader of YAML 1.1 takes the colon for a part of the text, which it hardly is where a name could stand. */
    private void refuseColon(int start, int mark, String path, Position at) {
        String detail = "found a colon before '%c'".formatted(mark);
        int before = start - 1;
        while (before >= 0 && Character.isWhitespace(text[before])) {
            before--;
        }
        if (before >= 0 && text[before] == ':') {
            throw problems.andLast(path, at, detail, "Put the text with its colon into quotes");
        }
        problems.add(
                path,
                at,
                detail,
                before >= 0 && text[before] == '['
                        ? "Put the text with its colon into quotes"
                        : "Write a space after the colon, or put it into quotes if it belongs to the text");
    }

    /** The value of a scalar. Snakeyaml-engine ends a block with a line break also where the text ends without one. */
    String value(ScalarEvent scalar) {
        String value = scalar.getValue();
        boolean atEnd = index(scalar.getEndMark()) >= text.length && text[text.length - 1] != '\n';
        if (!atEnd || !value.endsWith("\n") || !(scalar.isLiteral() || scalar.isFolded())) {
            return value;
        }
        String ended = value.substring(0, value.length() - 1);
        String lastLine = ended.substring(ended.lastIndexOf('\n') + 1);
        return isLastLineBlank() && !(lastLine.isBlank() && !lastLine.isEmpty()) ? value : ended;
    }

    private boolean isLastLineBlank() {
        int i = text.length;
        while (i > 0 && text[i - 1] == ' ') {
            i--;
        }
        return i == 0 || text[i - 1] == '\n' || text[i - 1] == '\r';
    }

    /** Notes a list or a map in brackets. */
    void cover(Event start, Event end) {
        covered.set(index(start.getStartMark()), index(end.getEndMark()));
    }

    /** At the end, when everything is noted. */
    void refuseTabs() {
        int line = 1;
        int lineStart = 0;
        boolean indentation = true;
        for (int i = 0; i < text.length; i++) {
            if (indentation && text[i] == '\t' && !covered.get(i)) {
                problems.add(
                        "",
                        new Position(line, i - lineStart + 1),
                        "found a tab character that violates indentation",
                        "Write spaces instead");
            }
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.length && text[i + 1] == '\n'))) {
                line++;
                lineStart = i + 1;
                indentation = true;
            } else {
                indentation &= " -?".indexOf(text[i]) >= 0 && !covered.get(i);
            }
        }
    }

    private String source(Event event) {
        int from = index(event.getStartMark());
        return new String(text, from, index(event.getEndMark()) - from);
    }

    private static int index(Optional<Mark> mark) {
        return mark.map(Mark::getIndex).orElse(0);
    }
}
