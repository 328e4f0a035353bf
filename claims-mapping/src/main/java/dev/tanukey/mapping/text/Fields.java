package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.strict.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The fields of one object, read as Kubernetes reads them: null is as good as nothing, no type is turned into another,
 * and a field that nobody asks for is unknown. Whatever is wrong is noted, and reading goes on with the zero value.
 */
public final class Fields {

    /**
     * Where the findings of a reading go.
     *
     * @param wording how they are worded
     * @param problems takes what is wrong
     * @param positions takes the place of each field that is there, by its path
     */
    public record Findings(Wording wording, DecodingProblems problems, Map<String, Position> positions) {}

    private final Findings findings;
    private final String path;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(Findings findings, String path) {
        this.findings = findings;
        this.path = path;
    }

    /**
     * Reads an object, or what stands in the place of one.
     *
     * @param node the object
     * @param path its path; empty for the whole text
     * @param findings where the findings go
     * @param reader asks for each field that the object may have
     * @param <T> what the reader makes
     * @return what the reader made; of use only if no problem was found
     */
    public static <T> T read(Node node, String path, Findings findings, Function<Fields, T> reader) {
        Fields fields = new Fields(findings, path);
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(fields::add);
        }
        T value = reader.apply(fields);
        if (!(node instanceof Node.Mapping)) {
            fields.mismatch(path, node, "object", FieldAdvice.writeObject(fields.asked));
        }
        fields.refuseUnknown();
        return value;
    }

    /**
     * Gives the path of a field; a name that nobody would print is escaped.
     *
     * @param path the path of the object
     * @param field the name of its field
     * @return the path of the field
     */
    public static String below(String path, String field) {
        String printable = printable(field);
        return path.isEmpty() ? printable : path + "." + printable;
    }

    /**
     * Prints a text as it is, unless it is long, strange or a secret.
     *
     * @param text any text
     * @return printable ASCII
     */
    public static String printable(String text) {
        String quoted = Printable.quote(Discreet.text(text));
        return quoted.endsWith("\"") ? quoted.substring(1, quoted.length() - 1) : quoted;
    }

    private void add(Node.Entry entry) {
        Node.Entry first = entries.putIfAbsent(entry.key(), entry);
        if (first == null) {
            return;
        }
        String field = below(path, entry.key());
        findings.problems()
                .add(
                        field,
                        entry.at(),
                        findings.wording().duplicate(field, printable(entry.key())),
                        "It is set in line %d already; keep one of the two"
                                .formatted(first.at().line()));
    }

    private void refuseUnknown() {
        entries.values().stream().filter(entry -> !asked.contains(entry.key())).forEach(entry -> findings.problems()
                .add(
                        below(path, entry.key()),
                        entry.at(),
                        "unknown field \"%s\"".formatted(below(path, entry.key())),
                        findings.wording().insteadOf(entry.key(), path, asked)));
    }

    /** Whether a name is spelled right but for upper and lower case. */
    boolean hasOneLike(String name) {
        return entries.keySet().stream().anyMatch(key -> !key.equals(name) && key.equalsIgnoreCase(name));
    }

    /** Whether it is left out, null or the empty text. */
    boolean isUnset(String name) {
        return value(name)
                .filter(node -> !(node instanceof Node.Scalar scalar
                        && scalar.type() == ScalarType.STRING
                        && scalar.text().isEmpty()))
                .isEmpty();
    }

    /** {@return the path of the object} */
    public String path() {
        return path;
    }

    /**
     * Gives a field as it stands there, whatever its type.
     *
     * @param name its name
     * @return its value; nothing, if it is left out or null
     */
    public Optional<Node> node(String name) {
        return value(name);
    }

    /**
     * Notes a problem of a field that was asked for, or of the whole object.
     *
     * @param name the field's name; empty for the object
     * @param detail what is wrong, without a full stop
     * @param advice what to do, without a full stop
     */
    public void problem(String name, String detail, String advice) {
        String field = name.isEmpty() ? path : below(path, name);
        Map<String, Position> known = findings.positions();
        Position at = known.getOrDefault(field, known.getOrDefault(path, new Position(1, 1)));
        findings.problems().add(field, at, detail, advice);
    }

    /**
     * Reads a text.
     *
     * @param name the field's name
     * @return its value; empty, if it is left out or null
     */
    public String text(String name) {
        return optionalText(name).orElse("");
    }

    /**
     * Reads a text that may be left out.
     *
     * @param name the field's name
     * @return its value; nothing, if it is left out or null
     */
    public Optional<String> optionalText(String name) {
        return value(name).map(node -> text(node, below(path, name)));
    }

    /**
     * Reads a boolean.
     *
     * @param name the field's name
     * @return its value; false, if it is left out or null
     */
    public boolean bool(String name) {
        return value(name)
                .map(node -> {
                    if (node instanceof Node.Scalar scalar && scalar.type() == ScalarType.BOOLEAN) {
                        return ScalarType.isTrue(scalar.text());
                    }
                    mismatch(below(path, name), node, "bool", FieldAdvice.WRITE_BOOLEAN);
                    return false;
                })
                .orElse(false);
    }

    /**
     * Reads a list of texts.
     *
     * @param name the field's name
     * @return its elements; none, if it is left out or null
     */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        each(name, (node, at) -> texts.add(isNull(node) ? "" : text(node, at)));
        return texts;
    }

    /**
     * Reads a list of objects.
     *
     * @param name the field's name
     * @param reader asks for each field that an element may have
     * @param <T> what the reader makes
     * @return its elements; none, if it is left out or null
     */
    public <T> List<T> objects(String name, Function<Fields, T> reader) {
        List<T> objects = new ArrayList<>();
        each(name, (node, at) -> objects.add(read(emptyIfNull(node), at, findings, reader)));
        return objects;
    }

    <T> T object(String name, Function<Fields, T> reader) {
        Node node = value(name).orElse(new Node.Mapping(List.of(), new Position(1, 1)));
        return read(node, below(path, name), findings, reader);
    }

    /**
     * Reads an object that may be left out.
     *
     * @param name the field's name
     * @param reader asks for each field that the object may have
     * @param <T> what the reader makes
     * @return what the reader made; nothing, if it is left out or null
     */
    public <T> Optional<T> optionalObject(String name, Function<Fields, T> reader) {
        return value(name).map(node -> read(node, below(path, name), findings, reader));
    }

    private void each(String name, BiConsumer<Node, String> element) {
        Optional<Node> value = value(name);
        if (value.isEmpty()) {
            return;
        }
        if (!(value.get() instanceof Node.Sequence sequence)) {
            mismatch(below(path, name), value.get(), "array", FieldAdvice.writeList(value.get()));
            return;
        }
        for (int i = 0; i < sequence.elements().size(); i++) {
            Node node = sequence.elements().get(i);
            String at = below(path, name) + "[" + i + "]";
            findings.positions().put(at, node.at());
            element.accept(node, at);
        }
    }

    private String text(Node node, String at) {
        if (node instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING) {
            return scalar.text();
        }
        mismatch(at, node, "string", FieldAdvice.writeText(node));
        return "";
    }

    /** What a field is set to; nothing, if that is null. */
    private Optional<Node> value(String name) {
        asked.add(name);
        return Optional.ofNullable(entries.get(name))
                .map(entry -> {
                    findings.positions().put(below(path, name), entry.at());
                    return entry.value();
                })
                .filter(node -> !isNull(node));
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() == ScalarType.NULL;
    }

    private static Node emptyIfNull(Node node) {
        return isNull(node) ? new Node.Mapping(List.of(), node.at()) : node;
    }

    private void mismatch(String at, Node node, String wanted, String advice) {
        if (!(node instanceof Node.Refused)) {
            findings.problems().add(at, node.at(), findings.wording().mismatch(node.typeName(), wanted), advice);
        }
    }
}
