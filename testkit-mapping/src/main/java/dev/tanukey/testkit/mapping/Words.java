package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.text.Fields;
import dev.tanukey.mapping.text.Node;
import dev.tanukey.mapping.text.ScalarType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads fields of a suite whose values have a form. Whatever is wrong is noted, and counts as left out. Stateless. */
final class Words {
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private Words() {}

    /** A text or number as it is written, such as 17.10. */
    static Optional<String> word(Fields fields, String name) {
        Optional<Node> node = fields.node(name);
        return node.isPresent()
                        && node.get() instanceof Node.Scalar scalar
                        && (scalar.type() == ScalarType.NUMBER || scalar.type() == ScalarType.STRING)
                ? Optional.of(scalar.text())
                : fields.optionalText(name);
    }

    /** The id of a project, namespace or user. */
    static Optional<Long> id(Fields fields, String name) {
        Optional<String> word = word(fields, name);
        if (word.isPresent() && !ID.matcher(word.get()).matches()) {
            fields.problem(name, "expected an id, came " + quoted(word.get()), "Write a whole number from 1, as 4711");
            return Optional.empty();
        }
        return word.map(Long::valueOf);
    }

    /** A moment. */
    static Optional<Instant> instant(Fields fields, String name) {
        Optional<String> text = fields.optionalText(name).filter(written -> !written.isEmpty());
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException notAnInstant) {
            fields.problem(
                    name,
                    "expected a moment, came " + quoted(text.orElse("")),
                    "Write it in UTC, as 2026-01-31T12:00:00Z");
            return Optional.empty();
        }
    }

    /** One text, or a list of them; nothing, if the field is left out. */
    static Optional<List<String>> textOrTexts(Fields fields, String name) {
        Optional<Node> node = fields.node(name);
        if (node.isPresent() && node.get() instanceof Node.Sequence) {
            return texts(fields, name);
        }
        return fields.optionalText(name).map(List::of);
    }

    /** A list of texts; nothing, if the field is left out. */
    static Optional<List<String>> texts(Fields fields, String name) {
        return fields.node(name).map(node -> new ArrayList<>(fields.texts(name)));
    }

    /** True or false; nothing, if the field is left out. */
    static Optional<Boolean> bool(Fields fields, String name) {
        return fields.node(name).map(node -> fields.bool(name));
    }

    /** One line for a terminal: what could move a cursor or turn letters around is escaped. */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    safe.append("\\u{").append(Integer.toHexString(character)).append('}');
                default -> safe.appendCodePoint(character);
            }
        });
        return safe.toString();
    }

    static String quoted(String text) {
        return '"' + Fields.printable(text) + '"';
    }
}
