package dev.tanukey.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictJson;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnverifiedPayloadTest {

    private static Optional<String> issuer(String json) throws MalformedTextException {
        return UnverifiedPayload.text(json.getBytes(UTF_8), "iss");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"iss\":\"a\"} | a",
                " { \"iss\" : \"a\" , \"b\" : 1 } | a",
                "{\"sub\":\"iss\",\"iss\":\"a\"} | a",
                "{\"x\":{\"iss\":\"b\"},\"iss\":\"a\"} | a",
                "{\"x\":[\"iss\",\"b\",{\"iss\":\"c\"}],\"iss\":\"a\"} | a",
                "{\"x\":\"\\\"iss\\\":\\\"b\\\"\",\"iss\":\"a\"} | a",
                "{\"x\\\\\":\"b\",\"iss\":\"a\"} | a",
                "{\"iss\":\"https:\\/\\/gitlab.com\"} | https://gitlab.com",
                "{\"iss\":\"\\u0061\"} | a",
                "{\"iss\":\"\u00e9\"} | \u00e9"
            })
    void the_string_at_the_top_is_found(String json, String issuer) throws MalformedTextException {
        assertThat(issuer(json)).contains(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"iss\":7}",
                "{\"iss\":null}",
                "{\"iss\":[\"a\"]}",
                "{\"Iss\":\"a\"}",
                "{\"iss \":\"a\"}",
                "{\"x\":{\"iss\":\"a\"}}",
                "{\"\\u0069ss\":\"a\"}",
                "{\"x\":\"iss\"}"
            })
    void nothing_else_is(String json) throws MalformedTextException {
        assertThat(issuer(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "7",
                "[]",
                "\"iss\"",
                "[{\"iss\":\"a\"}]",
                "{",
                "{\"iss",
                "{\"iss\"",
                "{\"iss\" \"a\"}",
                "{iss:\"a\"}",
                "{\"b\":1,iss:\"a\"}",
                "{\"iss\":\"a",
                "{\"iss\":\"\\x\"}",
                "{\"x\":1,\"y\":\u0000}",
                "hello"
            })
    void what_is_recognizably_no_object_is_refused(String json) {
        assertThatThrownBy(() -> issuer(json)).isInstanceOf(MalformedTextException.class);
    }

    @Property
    void what_the_strict_reader_reads_is_found_alike(@ForAll("objects") String json) throws MalformedTextException {
        Object strictly;
        try {
            strictly = StrictJson.readObject(json.getBytes(UTF_8)).get("iss");
        } catch (MalformedTextException twoMembersOfOneName) {
            return;
        }
        assertThat(issuer(json))
                .isEqualTo(Optional.ofNullable(strictly)
                        .filter(String.class::isInstance)
                        .map(String.class::cast));
    }

    @Property
    void no_bytes_make_it_throw_anything_else(@ForAll byte[] bytes) {
        try {
            UnverifiedPayload.text(bytes, "iss");
        } catch (MalformedTextException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> objects() {
        return objects(2);
    }

    private static Arbitrary<String> objects(int depth) {
        Arbitrary<String> names = Arbitraries.oneOf(Arbitraries.of("\"iss\"", "\"sub\"", "\"a\\\\\""), strings());
        return members(names, values(depth));
    }

    private static Arbitrary<String> members(Arbitrary<String> names, Arbitrary<String> values) {
        return net.jqwik.api.Combinators.combine(names, values)
                .as((name, value) -> name + ":" + value)
                .list()
                .ofMaxSize(4)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> plain =
                Arbitraries.oneOf(strings(), Arbitraries.of("1", "-2.5e3", "true", "null", "[]", "{}"));
        return depth == 0
                ? plain
                : Arbitraries.oneOf(
                        plain,
                        objects(depth - 1),
                        values(depth - 1).list().ofMaxSize(3).map(list -> "[" + String.join(", ", list) + "]"));
    }

    /** Strings as JSON writes them, some characters escaped that need it and some that do not. */
    private static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .withChars("iss\"\\{}[]:,/ aé\n")
                .ofMaxLength(8)
                .map(text -> text.chars()
                        .mapToObj(c -> c < ' ' || c == '"' || c == '\\' || c == 'a' || c == '/'
                                ? String.format("\\u%04x", c)
                                : String.valueOf((char) c))
                        .collect(Collectors.joining("", "\"", "\"")));
    }
}
