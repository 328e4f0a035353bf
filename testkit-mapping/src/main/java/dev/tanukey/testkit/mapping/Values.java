package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.mapping.text.DecodingProblems;
import dev.tanukey.mapping.text.Fields;
import dev.tanukey.mapping.text.Node;
import dev.tanukey.mapping.text.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what stands in a suite into the values of a token, without turning one type into another: what YAML alone takes
 * for a boolean or a number is refused, since nobody sees it.
 */
final class Values {
    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern FRACTION =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,17})\\.[0-9]{1,18}(?:[eE][-+]?[0-9]{1,3})?");

    private final DecodingProblems problems;
    private final Map<String, Position> positions = new HashMap<>();

    Values(DecodingProblems problems) {
        this.problems = problems;
    }

    /** The place of each value by its path. */
    Map<String, Position> positions() {
        return positions;
    }

    /** A String, Boolean, Long, Double, List, Map or null. */
    @Nullable
    Object of(Node node, String path) {
        positions.putIfAbsent(path, node.at());
        if (node instanceof Node.Mapping mapping) {
            return object(mapping, path);
        }
        if (node instanceof Node.Sequence sequence) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Node element : sequence.elements()) {
                elements.add(of(element, path + "[" + elements.size() + "]"));
            }
            return elements;
        }
        return node instanceof Node.Scalar scalar ? scalar(scalar, path) : null;
    }

    /** The members of an object in order; of two with one name the first, and the second is told. */
    Map<String, @Nullable Object> object(Node.Mapping mapping, String path) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            String below = Fields.below(path, entry.key());
            if (members.containsKey(entry.key())) {
                problems.add(
                        below,
                        entry.at(),
                        "\"%s\" is set twice".formatted(Fields.printable(entry.key())),
                        "Keep one of the two");
                continue;
            }
            positions.put(below, entry.at());
            members.put(entry.key(), of(entry.value(), below));
        }
        return members;
    }

    private @Nullable Object scalar(Node.Scalar scalar, String path) {
        String text = scalar.text();
        return switch (scalar.type()) {
            case NULL -> null;
            case STRING -> text;
            case BOOLEAN -> bool(scalar, path);
            case NUMBER -> {
                if (WHOLE.matcher(text).matches()) {
                    yield Long.valueOf(text);
                }
                if (FRACTION.matcher(text).matches()) {
                    yield Double.valueOf(text);
                }
                refuse(scalar, path, "a number", "Write it in plain decimal digits");
                yield null;
            }
        };
    }

    private @Nullable Boolean bool(Node.Scalar scalar, String path) {
        if (scalar.text().equals("true") || scalar.text().equals("false")) {
            return ScalarType.isTrue(scalar.text());
        }
        refuse(scalar, path, "a boolean", "Write true or false");
        return null;
    }

    private void refuse(Node.Scalar scalar, String path, String type, String otherwise) {
        String printable = Fields.printable(scalar.text());
        problems.add(
                path,
                scalar.at(),
                "%s is %s to YAML".formatted(printable, type),
                "%s, or put it into quotes if it is a text: \"%s\"".formatted(otherwise, printable));
    }
}
