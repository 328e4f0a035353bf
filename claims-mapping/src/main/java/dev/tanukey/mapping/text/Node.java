package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.util.List;

/** A piece of a document's text with its place, before anybody knows which field it is. Immutable. */
public sealed interface Node {

    /** {@return where it begins} */
    Position at();

    /** {@return what Kubernetes calls its type, which is what JSON calls it} */
    String typeName();

    /**
     * A value without parts.
     *
     * @param type what it is to a reader of YAML 1.1
     * @param text the value as it is written, without its quotes
     * @param at where it begins
     */
    record Scalar(ScalarType type, String text, Position at) implements Node {
        @Override
        public String typeName() {
            return type.jsonName();
        }
    }

    /**
     * A list.
     *
     * @param elements its elements in order
     * @param at where it begins
     */
    record Sequence(List<Node> elements, Position at) implements Node {
        @Override
        public String typeName() {
            return "array";
        }
    }

    /**
     * A map.
     *
     * @param entries its entries in order; nobody has looked for repeated keys yet
     * @param at where it begins
     */
    record Mapping(List<Entry> entries, Position at) implements Node {
        @Override
        public String typeName() {
            return "object";
        }
    }

    /**
     * Refused already; nothing more is said about it.
     *
     * @param at where it begins
     */
    record Refused(Position at) implements Node {
        @Override
        public String typeName() {
            return "refused";
        }
    }

    /**
     * An entry of a map.
     *
     * @param key its name
     * @param at where the name stands
     * @param value its value
     */
    record Entry(String key, Position at, Node value) {}
}
