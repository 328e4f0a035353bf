package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.util.List;

/** A piece of a configuration's text with its place, before anybody knows which field it is. */
sealed interface Node {

    /** Where it begins. */
    Position at();

    /** What Kubernetes calls its type, which is what JSON calls it. */
    String typeName();

    record Scalar(ScalarType type, String text, Position at) implements Node {
        @Override
        public String typeName() {
            return type.jsonName();
        }
    }

    record Sequence(List<Node> elements, Position at) implements Node {
        @Override
        public String typeName() {
            return "array";
        }
    }

    record Mapping(List<Entry> entries, Position at) implements Node {
        @Override
        public String typeName() {
            return "object";
        }
    }

    /** Refused already; nothing more is said about it. */
    record Refused(Position at) implements Node {
        @Override
        public String typeName() {
            return "refused";
        }
    }

    record Entry(String key, Position at, Node value) {}
}
