package dev.tanukey.mapping.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of src/test/resources/conformance; its README.md explains the members. */
public final class ConformanceCases {
    private final String text;

    private ConformanceCases(String text) {
        this.text = text;
    }

    /** The cases of a group, such as {@code claim-mappings}, in the order of the file. */
    public static List<ConformanceCase> of(String group) {
        return list(object(read(group + ".json")).get("cases")).stream()
                .map(members -> new ConformanceCase(object(members)))
                .toList();
    }

    /** The default key set, as it is served. */
    public static String defaultKeySet() {
        return text("jwks.json");
    }

    /** One JSON value a line, such as those of {@code cel-expressions.jsonl}. */
    public static List<Map<String, Object>> lines(String file) {
        return text(file)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> object(json(line)))
                .toList();
    }

    /** A whole JSON file, with member {@code jwks} as the text that it is. */
    public static Object read(String file) {
        return json(text(file));
    }

    static String text(String file) {
        try (InputStream in = ConformanceCases.class.getResourceAsStream("/conformance/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Object json(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            return new ConformanceCases(text).value(parser);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                parser.getNumberValue() instanceof Integer whole ? (Object) whole.longValue() : parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, name.equals("jwks") ? raw(parser) : value(parser));
        }
        return Collections.unmodifiableMap(members);
    }

    private String raw(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return text.substring(from, (int) parser.currentLocation().getCharOffset());
    }

    private List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return Collections.unmodifiableList(elements);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    static List<String> strings(Object value) {
        return list(value).stream().map(String.class::cast).toList();
    }

    /**
     * A case, or a step of a case with steps. Numbers are {@code Long}, {@code BigInteger} or {@code Double}; the
     * member {@code jwks} is its text.
     */
    public record ConformanceCase(Map<String, Object> members) {

        public String id() {
            return (String) members.get("id");
        }

        public String title() {
            return (String) members.get("title");
        }

        /** Empty for a case with flags. */
        public Optional<String> configuration() {
            return Optional.ofNullable((String) members.get("configuration"));
        }

        public List<String> flags() {
            return strings(members.get("flags"));
        }

        public List<String> tags() {
            return strings(members.get("tags"));
        }

        public List<String> disallowedIssuers() {
            return strings(members.get("disallowedIssuers"));
        }

        public Optional<String> token() {
            return Optional.ofNullable((String) members.get("token"));
        }

        /** Seconds since the epoch. */
        public Optional<Long> now() {
            return Optional.ofNullable((Long) members.get("now"));
        }

        public long nowNanos() {
            return (long) members.getOrDefault("nowNanos", 0L);
        }

        /** The key set served instead of the default one, be it one or not. */
        public Optional<String> keySet() {
            return Optional.ofNullable((String) members.getOrDefault("jwksText", members.get("jwks")));
        }

        public Map<String, Object> jwksHeaders() {
            return members.containsKey("jwksHeaders") ? object(members.get("jwksHeaders")) : Map.of();
        }

        /** Answers by URL: an object, or null for none. */
        public Map<String, Object> http() {
            return members.containsKey("http") ? object(members.get("http")) : Map.of();
        }

        /** What Kubernetes does. */
        public Expectation expect() {
            return new Expectation(object(members.get("expect")));
        }

        /** What other releases do, by their name. */
        public Map<String, Object> differs() {
            return members.containsKey("differs") ? object(members.get("differs")) : Map.of();
        }

        public Optional<String> deviation() {
            return Optional.ofNullable((String) members.get("deviation"));
        }

        /** What we do where that is not what Kubernetes does. */
        public Optional<Expectation> expectOurs() {
            return Optional.ofNullable(members.get("expectOurs")).map(ours -> new Expectation(object(ours)));
        }

        /** What we have to do. */
        public Expectation wanted() {
            return expectOurs().orElseGet(this::expect);
        }

        /** Our code for a rejected or not handled token. */
        public Optional<String> reason() {
            return Optional.ofNullable((String) members.get("reason"));
        }

        public boolean optional() {
            return is("optional");
        }

        public boolean orderSensitive() {
            return is("orderSensitive");
        }

        public boolean textVaries() {
            return is("textVaries");
        }

        /** The steps of a sequence. */
        public List<ConformanceCase> steps() {
            return list(members.get("steps")).stream()
                    .map(step -> new ConformanceCase(object(step)))
                    .toList();
        }

        private boolean is(String member) {
            return Boolean.TRUE.equals(members.get(member));
        }

        @Override
        public String toString() {
            return id() + " (" + title() + ")";
        }
    }

    /** A result, or what must be one. */
    public record Expectation(Map<String, Object> members) {

        public String outcome() {
            return (String) members.get("outcome");
        }

        /** Of an invalid configuration: decode, validate, construct or flags. */
        public Optional<String> phase() {
            return Optional.ofNullable((String) members.get("phase"));
        }

        /** What is wrong with a configuration, in Kubernetes' order. */
        public List<KubeError> kubeErrors() {
            return list(members.get("kubeErrors")).stream()
                    .map(ConformanceCases::object)
                    .map(error -> new KubeError((String) error.get("path"), (String) error.get("text")))
                    .toList();
        }

        public Optional<String> kubeError() {
            return Optional.ofNullable((String) members.get("kubeError"));
        }

        public Optional<String> kubeHealth() {
            return Optional.ofNullable((String) members.get("kubeHealth"));
        }

        /** Of an authenticated one: username, uid, groups, extra. */
        public Optional<Map<String, Object>> user() {
            return Optional.ofNullable(members.get("user")).map(ConformanceCases::object);
        }

        /** What the reference asked for. */
        public List<String> requests() {
            return strings(members.get("requests"));
        }
    }

    /** An error of Kubernetes: the path of a field and the rest of the text. */
    public record KubeError(String path, String text) {}
}
