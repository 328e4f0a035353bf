package dev.tanukey.mapping.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/**
 * Writes texts, booleans, lists and maps as YAML that every reader of YAML 1.1 and 1.2 understands alike: a text stands
 * without quotes only if none could take it for anything else.
 */
final class YamlText {
    private static final Pattern WORDS = Pattern.compile("[A-Za-z/](?:[A-Za-z0-9_./-]|[: ](?=[A-Za-z0-9_./-]))*+");
    private static final int MAXIMUM_WITHOUT_QUOTES = 200;

    private final List<Event> events = new ArrayList<>();

    // One hidden character, and the emitter has to escape whatever is not ASCII: it would write this one as it is.
    private boolean hidden;

    private YamlText() {}

    /**
     * Writes a map.
     *
     * @throws IllegalArgumentException if a text has a lone surrogate in it, which no YAML can hold
     */
    static String of(Map<String, ?> fields) {
        YamlText yaml = new YamlText();
        yaml.events.add(new StreamStartEvent());
        yaml.events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        yaml.map("", fields);
        yaml.events.add(new DocumentEndEvent(false));
        yaml.events.add(new StreamEndEvent());
        DumpSettings settings = DumpSettings.builder()
                .setWidth(Integer.MAX_VALUE)
                .setSplitLines(false)
                .setBestLineBreak("\n")
                .setUseUnicodeEncoding(!yaml.hidden)
                .build();
        Text text = new Text(new StringBuilder());
        Emitter emitter = new Emitter(settings, text);
        yaml.events.forEach(emitter::emit);
        return text.written().toString();
    }

    private void map(String path, Map<?, ?> fields) {
        events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
        fields.forEach((name, value) -> {
            scalar(String.valueOf(name), ScalarStyle.PLAIN);
            value(Fields.below(path, String.valueOf(name)), value);
        });
        events.add(new MappingEndEvent());
    }

    private void value(String path, Object value) {
        if (value instanceof Map<?, ?> fields) {
            map(path, fields);
        } else if (value instanceof List<?> elements) {
            events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
            for (int i = 0; i < elements.size(); i++) {
                value(path + "[" + i + "]", elements.get(i));
            }
            events.add(new SequenceEndEvent());
        } else if (value instanceof String text) {
            refuseHalfCharacters(path, text);
            hidden |= text.codePoints().anyMatch(YamlText::isHidden);
            scalar(text, style(text));
        } else {
            scalar(String.valueOf(value), ScalarStyle.PLAIN);
        }
    }

    private static void refuseHalfCharacters(String path, String text) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException(
                    path + " cannot be written as YAML: it has half of a surrogate pair in it. Write the whole"
                            + " character, or take it out");
        }
    }

    private void scalar(String text, ScalarStyle style) {
        events.add(new ScalarEvent(Optional.empty(), Optional.empty(), new ImplicitTuple(true, true), text, style));
    }

    private static ScalarStyle style(String text) {
        if (text.length() <= MAXIMUM_WITHOUT_QUOTES
                && WORDS.matcher(text).matches()
                && ScalarType.ofPlain(text) == ScalarType.STRING) {
            return ScalarStyle.PLAIN;
        }
        if (text.codePoints().anyMatch(c -> isHidden(c) || c == '\t' || c == '\r')) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        if (text.indexOf('\n') >= 0) {
            return isBlock(text) ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
        }
        return text.indexOf('"') >= 0 || text.indexOf('\\') >= 0
                ? ScalarStyle.SINGLE_QUOTED
                : ScalarStyle.DOUBLE_QUOTED;
    }

    /** Whether a reader of YAML, or a human one, could overlook or mistake it. */
    private static boolean isHidden(int c) {
        return YamlTree.isStrange(c) || Character.getType(c) == Character.FORMAT;
    }

    /** Whether a literal block says exactly this: nothing in it depends on indentation or on the last line breaks. */
    private static boolean isBlock(String text) {
        return !text.startsWith("\n")
                && !text.startsWith(" ")
                && !text.endsWith("\n\n")
                && !text.endsWith(" ")
                && !text.contains(" \n");
    }

    private record Text(StringBuilder written) implements StreamDataWriter {
        @Override
        public void write(String text) {
            written.append(text);
        }

        @Override
        public void write(String text, int from, int length) {
            written.append(text, from, from + length);
        }
    }
}
