package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.strict.JsonEvents;
import dev.tanukey.strict.JsonEvents.Event;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads one JSON text into nodes, as Kubernetes does with everything that begins with a brace. */
final class JsonTree {
    private final DecodingProblems problems;
    private final Iterator<Event> events;

    private JsonTree(Iterator<Event> events, DecodingProblems problems) {
        this.events = events;
        this.problems = problems;
    }

    static Node read(String text, DecodingProblems problems) {
        try {
            JsonTree tree = new JsonTree(JsonEvents.read(text).iterator(), problems);
            return tree.node(tree.events.next(), 1);
        } catch (JsonEvents.NotJsonException notJson) {
            throw problems.andLast(
                    "",
                    new Position(notJson.line(), notJson.column()),
                    "not well-formed JSON: " + DecodingProblems.printable(notJson.getMessage()),
                    "A text that begins with { is JSON to a kube-apiserver: write strict JSON, or YAML without that"
                            + " brace");
        }
    }

    private Node node(Event event, int depth) {
        Position at = position(event);
        if (depth > YamlTree.MAXIMUM_DEPTH) {
            throw problems.andLast(
                    "",
                    at,
                    "more than %d levels".formatted(YamlTree.MAXIMUM_DEPTH),
                    "Take levels away; a configuration needs nine");
        }
        return switch (event.kind()) {
            case OBJECT_START -> new Node.Mapping(entries(depth), at);
            case ARRAY_START -> new Node.Sequence(elements(depth), at);
            case NUMBER -> new Node.Scalar(ScalarType.NUMBER, event.text(), at);
            case BOOLEAN -> new Node.Scalar(ScalarType.BOOLEAN, event.text(), at);
            case NULL -> new Node.Scalar(ScalarType.NULL, event.text(), at);
            default -> new Node.Scalar(ScalarType.STRING, event.text(), at);
        };
    }

    private List<Node> elements(int depth) {
        List<Node> elements = new ArrayList<>();
        for (Event event = events.next(); event.kind() != JsonEvents.Kind.ARRAY_END; event = events.next()) {
            elements.add(node(event, depth + 1));
        }
        return elements;
    }

    private List<Node.Entry> entries(int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Event name = events.next(); name.kind() != JsonEvents.Kind.OBJECT_END; name = events.next()) {
            entries.add(new Node.Entry(name.text(), position(name), node(events.next(), depth + 1)));
        }
        return entries;
    }

    private static Position position(Event event) {
        return new Position(event.line(), event.column());
    }
}
