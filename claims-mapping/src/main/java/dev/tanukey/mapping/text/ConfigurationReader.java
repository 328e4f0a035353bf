package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.util.List;
import java.util.Optional;

/**
 * Reads a configuration strictly, as a kube-apiserver of 1.34 or later does: a text that begins with a brace is JSON,
 * every other one YAML. Stateless.
 */
public final class ConfigurationReader {
    static final int MAXIMUM_LENGTH = 1 << 20;

    private static final Position START = new Position(1, 1);
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ConfigurationReader() {}

    /**
     * Reads a text.
     *
     * @param text YAML or JSON of at most 1,048,576 characters
     * @return what it says, judged by nobody yet
     * @throws dev.tanukey.mapping.schema.InvalidConfigurationException with everything that cannot be read, each with
     *     its line and column
     */
    public static ConfigurationDocument read(String text) {
        DecodingProblems problems = new DecodingProblems();
        if (text.isEmpty()) {
            throw problems.andLast(
                    "", START, "empty config data", "Write an AuthenticationConfiguration into the file");
        }
        if (text.length() > MAXIMUM_LENGTH) {
            throw problems.andLast(
                    "",
                    START,
                    "%d characters".formatted(text.length()),
                    "Make it shorter; at most %d characters are read".formatted(MAXIMUM_LENGTH));
        }
        boolean json = isJson(text);
        return new ConfigurationDecoder(json ? JsonTree.read(text, problems) : yaml(text, problems), json, problems)
                .decode();
    }

    private static Node yaml(String text, DecodingProblems problems) {
        String content = text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        Node nothing = new Node.Mapping(List.of(), START);
        Optional<Node> root = YamlTree.read(content, problems);
        return root.filter(node -> !(node instanceof Node.Scalar scalar && scalar.type() == ScalarType.NULL))
                .orElse(nothing);
    }

    private static boolean isJson(String text) {
        return text.chars().filter(c -> !isSpace(c)).limit(1).anyMatch(c -> c == '{');
    }

    /** What Go takes for white space; a byte order mark is none. */
    private static boolean isSpace(int c) {
        boolean control = (c >= '\t' && c <= '\r') || c == 0x85;
        return control || Character.isSpaceChar(c);
    }
}
