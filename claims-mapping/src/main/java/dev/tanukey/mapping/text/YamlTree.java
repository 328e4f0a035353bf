package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML document into nodes. Anchors, aliases, tags, merge keys and further documents are refused: with them,
 * what a reader sees is not what a machine reads.
 */
public final class YamlTree {
    static final int MAXIMUM_DEPTH = 32;

    private static final Position START = new Position(1, 1);

    private final DecodingProblems problems;
    private final Yaml11 yaml11;
    private final Iterator<Event> events;
    private int brackets;
    private Event last = new StreamStartEvent();

    private YamlTree(String text, DecodingProblems problems) {
        this.problems = problems;
        this.yaml11 = new Yaml11(text, problems);
        LoadSettings settings = LoadSettings.builder()
                .setLabel("configuration")
                .setCodePointLimit(ConfigurationReader.MAXIMUM_LENGTH)
                .build();
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /**
     * Reads the only document.
     *
     * @param text YAML
     * @param problems takes what is wrong and does not end the reading
     * @return the document; nothing, if there is none
     * @throws InvalidConfigurationException if it cannot be read to its end
     */
    public static Optional<Node> read(String text, DecodingProblems problems) {
        refuseStrangeCharacters(text, problems);
        YamlTree tree = new YamlTree(text, problems);
        try {
            return tree.stream();
        } catch (MarkedYamlEngineException fault) {
            throw problems.andLast(
                    "",
                    fault.getProblemMark().map(YamlTree::position).orElse(position(tree.last)),
                    "not well-formed YAML: " + YamlWords.detail(fault),
                    YamlWords.advice(fault));
        } catch (YamlEngineException fault) {
            throw problems.andLast(
                    "",
                    position(tree.last),
                    "not well-formed YAML: " + DecodingProblems.printable(String.valueOf(fault.getMessage())),
                    "Look at what stands behind this place");
        } catch (NumberFormatException fault) {
            // For "\UFFFFFFFF", which snakeyaml-engine 3.2 takes for a number that it is not.
            throw problems.andLast(
                    "",
                    position(tree.last),
                    "not well-formed YAML: found invalid Unicode character escape code",
                    "Look for \\U behind this place; the greatest is \\U0010FFFF");
        }
    }

    /** Some end a line or are skipped for one reader of YAML and not for another. */
    private static void refuseStrangeCharacters(String text, DecodingProblems problems) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                line++;
                column = 0;
            } else if (isStrange(c)) {
                throw problems.andLast(
                        "",
                        new Position(line, column),
                        "control characters are not allowed: %s".formatted(name(c)),
                        Character.getType(c) == Character.SURROGATE
                                ? "Delete it: it is half of a character"
                                : "Delete it, or write it as \"%s\" in double quotes".formatted(escape(c)));
            }
            column++;
        }
    }

    /** Whether it must be escaped. */
    static boolean isStrange(int c) {
        return (c < ' ' && c != '\t' && c != '\r' && c != '\n')
                || (c >= 0x7F && c < 0xA0)
                || c == 0x2028
                || c == 0x2029
                || c == 0xFEFF
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || c == 0xFFFE
                || c == 0xFFFF;
    }

    private static String name(int c) {
        return "U+%04X".formatted(c);
    }

    private static String escape(int c) {
        return "\\u%04X".formatted(c);
    }

    private Event next() {
        last = events.next();
        return last;
    }

    private Optional<Node> stream() {
        next();
        Optional<Node> root =
                next() instanceof DocumentStartEvent start ? Optional.of(document(start)) : Optional.empty();
        if (root.isPresent() && next() instanceof DocumentStartEvent second) {
            problems.add(
                    "",
                    position(second),
                    "a second document begins",
                    "Keep one document: a kube-apiserver would read the first and ignore all others without a word");
        }
        yaml11.refuseTabs();
        return root;
    }

    private Node document(DocumentStartEvent start) {
        boolean old = start.getSpecVersion()
                .map(version -> version.getMajor() == 1 && version.getMinor() == 1)
                .orElse(true);
        if (!old || !start.getTags().keySet().stream().allMatch(handle -> handle.equals("!") || handle.equals("!!"))) {
            problems.add("", position(start), "found a YAML directive", "Delete the lines that begin with %");
        }
        Node root = node(next(), "", 1);
        next();
        return root;
    }

    private Node node(Event event, String path, int depth) {
        Position at = position(event);
        if (depth > MAXIMUM_DEPTH) {
            throw problems.andLast(
                    "",
                    at,
                    "more than %d levels".formatted(MAXIMUM_DEPTH),
                    "Take levels away; a configuration needs nine");
        }
        boolean refused = refuse((NodeEvent) event, path, at);
        Node node;
        if (event instanceof ScalarEvent scalar) {
            yaml11.scalar(scalar, path, at, brackets > 0);
            node = new Node.Scalar(
                    scalar.isPlain() ? ScalarType.ofPlain(scalar.getValue()) : ScalarType.STRING,
                    yaml11.value(scalar),
                    at);
        } else if (event instanceof SequenceStartEvent) {
            node = new Node.Sequence(collection(event, () -> elements(path, depth)), at);
        } else if (event instanceof MappingStartEvent) {
            node = new Node.Mapping(collection(event, () -> entries(path, depth)), at);
        } else {
            node = new Node.Refused(at);
        }
        return refused ? new Node.Refused(at) : node;
    }

    /** Whether its meaning hangs on a tag or on another place. */
    private boolean refuse(NodeEvent event, String path, Position at) {
        if (event instanceof AliasEvent alias) {
            problems.add(path, at, "found the alias *" + anchor(alias), "Write the value out here");
            return true;
        }
        event.getAnchor()
                .ifPresent(anchor -> problems.add(
                        path,
                        at,
                        "found the anchor &" + anchor(event),
                        "Delete it, and write its value out at each place that refers to it"));
        Optional<String> tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : Optional.empty();
        tag.ifPresent(name -> problems.add(
                path,
                at,
                "found the tag " + Fields.printable(name.replace("tag:yaml.org,2002:", "!!")),
                "Delete it; to make a text of a number or a boolean, put it into quotes"));
        return tag.isPresent();
    }

    private static String anchor(NodeEvent event) {
        return Fields.printable(event.getAnchor().map(Object::toString).orElse(""));
    }

    private <T> List<T> collection(Event start, Supplier<List<T>> content) {
        boolean flow = ((CollectionStartEvent) start).isFlow();
        brackets += flow ? 1 : 0;
        List<T> read = content.get();
        if (flow) {
            brackets--;
            yaml11.cover(start, last);
        }
        return read;
    }

    private List<Node> elements(String path, int depth) {
        List<Node> elements = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            elements.add(node(event, path + "[" + elements.size() + "]", depth + 1));
        }
        return elements;
    }

    private List<Node.Entry> entries(String path, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            Optional<String> key = key(event, path, depth);
            Node value = node(next(), Fields.below(path, key.orElse("")), depth + 1);
            Position at = position(event);
            key.ifPresent(name -> entries.add(new Node.Entry(name, at, value)));
        }
        return entries;
    }

    /** The name of a field; nothing, if it is refused. */
    private Optional<String> key(Event event, String path, int depth) {
        Position at = position(event);
        Node key = node(event, path, depth + 1);
        if (key instanceof Node.Refused) {
            return Optional.empty();
        }
        if (!(key instanceof Node.Scalar scalar) || scalar.type() == ScalarType.NULL) {
            problems.add(path, at, "invalid map key", "Write the name of a field before the colon");
            return Optional.empty();
        }
        if (scalar.text().equals("<<") && ((ScalarEvent) event).isPlain()) {
            problems.add(path, at, "found the merge key <<", "Write the merged fields out here");
            return Optional.empty();
        }
        return Optional.of(
                scalar.type() == ScalarType.BOOLEAN ? String.valueOf(ScalarType.isTrue(scalar.text())) : scalar.text());
    }

    private static Position position(Event event) {
        return event.getStartMark().map(YamlTree::position).orElse(START);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
