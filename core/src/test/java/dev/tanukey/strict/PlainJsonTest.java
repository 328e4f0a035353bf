package dev.tanukey.strict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The fast reader is held against the strict one: it reads the same, or nothing. */
class PlainJsonTest {
    private static final KnownTexts KNOWN = new KnownTexts(List.of("sub", "ref", "exp", "groups", "true", "branch"));
    private static final String CLAIMS = "{\"sub\":\"project_path:acme/shop\",\"ref\":\"main\",\"exp\":1790003600,"
            + "\"groups\":[\"acme\",\"acme/shop\"],\"none\":[],\"policy\":{\"url\":\"https://x\",\"deep\":[[1],[{\"a\":0}]]},"
            + "\"yes\":true,\"no\":false,\"nothing\":null,\"ref_protected\":\"true\",\"ref_type\":\"branch\",\"\":\"\"}";

    private static Optional<Map<String, @Nullable Object>> plain(String json) {
        return PlainJson.readObject(json.getBytes(UTF_8), KNOWN);
    }

    private static Map<String, @Nullable Object> strict(String json) throws MalformedTextException {
        return StrictJson.readObject(json.getBytes(UTF_8));
    }

    @Example
    void claims_are_read_as_the_strict_reader_reads_them() throws MalformedTextException {
        Map<String, @Nullable Object> plain = plain(CLAIMS).orElseThrow();

        assertThat(plain).isEqualTo(strict(CLAIMS)).hasSameHashCodeAs(strict(CLAIMS));
        assertThat(List.copyOf(plain.keySet()))
                .isEqualTo(List.copyOf(strict(CLAIMS).keySet()));
        assertThat(plain.get("exp")).isEqualTo(1_790_003_600L);
        assertThat(plain).containsEntry("nothing", null).doesNotContainKey("nobody");
        assertThat(plain.get("nobody")).isNull();
    }

    /** Expected names come without a new text, in any order, and others between them. */
    @Example
    void known_texts_are_the_very_ones_that_are_known() {
        Map<String, @Nullable Object> plain = plain("{\"exp\":1,\"strange\":2,\"sub\":\"true\",\"ref\":\"branch\"}")
                .orElseThrow();

        assertThat(plain.keySet()).containsExactly("exp", "strange", "sub", "ref");
        assertThat(plain.get("sub")).isSameAs("true");
        assertThat(plain.get("ref")).isSameAs("branch");
    }

    @Example
    void a_text_is_made_once_and_stays() {
        Map<String, @Nullable Object> plain = plain(CLAIMS).orElseThrow();

        assertThat(plain.get("sub")).isEqualTo("project_path:acme/shop").isSameAs(plain.get("sub"));
        assertThat(plain.values()).anyMatch(value -> value == plain.get("sub"));
    }

    @Example
    void what_is_not_plain_is_left_to_the_strict_reader() {
        for (String other : List.of(
                "",
                "{",
                "{}",
                "[]",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":1} ",
                " {\"a\":1}",
                "{\"a\": 1}",
                "{\"a\" :1}",
                "{\"a\":1,}",
                "{\"a\":1;\"b\":2}",
                "{'a':1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":\"\\n\"}",
                "{\"\\u0061\":1}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"ä\"}",
                "{\"ä\":1}",
                "{\"a\":-1}",
                "{\"a\":01}",
                "{\"a\":1.0}",
                "{\"a\":1e3}",
                "{\"a\":1234567890123456789}",
                "{\"a\":tru}",
                "{\"a\":trux}",
                "{\"a\":nul}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\":[",
                "{\"a\":\"",
                "{\"" + "n".repeat(129) + "\":1}",
                "{\"a\":\"" + "v".repeat(16_385) + "\"}",
                "{\"a\":" + "[".repeat(9) + "1" + "]".repeat(9) + "}",
                "{\"a\":[" + "1,".repeat(1_024) + "1]}",
                members(128))) {
            assertThat(plain(other)).as(other).isEmpty();
        }
    }

    @Example
    void the_greatest_plain_object_is_read() throws MalformedTextException {
        for (String greatest : List.of(
                members(127),
                members(127).replaceAll(":(\\d+)", ":\"text $1\""),
                "{\"" + "n".repeat(128) + "\":\"" + "v".repeat(16_384) + "\"}",
                "{\"a\":999999999999999999,\"b\":0}",
                "{\"a\":" + "[".repeat(7) + "1" + "]".repeat(7) + "}",
                "{\"a\":[" + "1,".repeat(1_022) + "1]}")) {
            assertThat(plain(greatest)).contains(strict(greatest));
        }
    }

    /** A list of the strict reader has no null, and says so when asked. */
    @Example
    void lists_answer_as_those_of_the_strict_reader() throws MalformedTextException {
        for (String list : List.of("[]", "[1]", "[null]", "[[]]")) {
            String json = "{\"a\":" + list + "}";
            List<?> plain = (List<?>) plain(json).orElseThrow().get("a");
            List<?> strict = (List<?>) strict(json).get("a");

            assertThat(plain.contains(null)).isEqualTo(strict.contains(null));
            assertThat(plain.indexOf(null)).isEqualTo(strict.indexOf(null));
        }
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"m" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Of any objects, however they are written. */
    @Property
    void an_object_is_read_as_the_strict_reader_reads_it_or_not_at_all(@ForAll("objects") String json)
            throws MalformedTextException {
        Optional<Map<String, @Nullable Object>> plain = plain(json);

        if (plain.isPresent()) {
            assertThat(plain.get()).isEqualTo(strict(json));
            assertThat(List.copyOf(plain.get().keySet()))
                    .isEqualTo(List.copyOf(strict(json).keySet()));
        }
    }

    /** The strict reader refuses most of these. */
    @Property(tries = 20_000)
    void a_damaged_object_is_never_read_otherwise(
            @ForAll @IntRange(max = 10_000) int at,
            @ForAll @IntRange(max = 3) int removed,
            @ForAll("pieces") String piece) {
        byte[] good = CLAIMS.getBytes(UTF_8);
        int start = at % good.length;
        byte[] inserted = piece.getBytes(UTF_8);
        byte[] rest = Arrays.copyOfRange(good, Math.min(good.length, start + removed), good.length);
        byte[] damaged = Arrays.copyOf(good, start + inserted.length + rest.length);
        System.arraycopy(inserted, 0, damaged, start, inserted.length);
        System.arraycopy(rest, 0, damaged, start + inserted.length, rest.length);

        requireSameOrNothing(damaged);
    }

    @Property
    void any_bytes_are_read_as_the_strict_reader_reads_them_or_not_at_all(@ForAll byte[] bytes) {
        requireSameOrNothing(bytes);
    }

    private static void requireSameOrNothing(byte[] json) {
        Optional<Map<String, @Nullable Object>> plain = PlainJson.readObject(json, KNOWN);
        if (plain.isPresent()) {
            assertThat(plain).contains(strictOrFail(json));
        }
    }

    private static Map<String, @Nullable Object> strictOrFail(byte[] json) {
        try {
            return StrictJson.readObject(json);
        } catch (MalformedTextException refused) {
            throw new AssertionError("read what is " + refused.getMessage() + ": " + new String(json, UTF_8), refused);
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "\"",
                        "\\",
                        ",",
                        ":",
                        "{",
                        "}",
                        "[",
                        "]",
                        "0",
                        "1",
                        "-",
                        ".",
                        "e",
                        " ",
                        "\n",
                        "\u0000",
                        "ä",
                        "\\u0061",
                        "null",
                        "true",
                        "\"a\":1",
                        "\"sub\":1,",
                        "[]",
                        "{}",
                        "//",
                        "\u007f",
                        "\ufeff"),
                Arbitraries.strings().ofMaxLength(3));
    }

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> name = Arbitraries.oneOf(
                        Arbitraries.of("sub", "ref", "exp", "groups", "su", "subs", "xub", "sxb"),
                        Arbitraries.strings().ascii().excludeChars('"', '\\').ofMaxLength(6))
                .map(text -> "\"" + text + "\"");
        Arbitrary<String> space = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(30, Arbitraries.just("")), net.jqwik.api.Tuple.of(1, Arbitraries.of(" ", "\n")));
        return Combinators.combine(name, Arbitraries.lazy(() -> values(3)), space)
                .as((member, value, gap) -> member + ":" + gap + value)
                .list()
                .ofMaxSize(50)
                .map(members -> String.join(",", distinct(members)))
                .map(members -> "{" + members + "}");
    }

    private static List<String> distinct(List<String> members) {
        List<String> names = new ArrayList<>();
        return members.stream()
                .filter(member -> !names.contains(member.split(":", 2)[0]) && names.add(member.split(":", 2)[0]))
                .toList();
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> scalar = Arbitraries.oneOf(
                Arbitraries.of("true", "false", "null", "0", "-0", "1.5", "1e2", "\"true\"", "\"\\u00e4\""),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.bigIntegers().map(String::valueOf),
                Arbitraries.strings()
                        .ascii()
                        .excludeChars('"', '\\')
                        .map(text -> "\"" + text.replaceAll("\\p{Cntrl}", "") + "\""));
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<String> nested = values(depth - 1);
        return Arbitraries.oneOf(
                scalar,
                scalar,
                nested.list().ofMaxSize(4).map(elements -> "[" + String.join(",", elements) + "]"),
                nested.map(value -> "{\"member\":" + value + "}"));
    }

    @Example
    void what_was_read_cannot_be_changed() {
        Map<String, @Nullable Object> plain = plain(CLAIMS).orElseThrow();

        assertThatThrownBy(() -> plain.put("sub", "x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> plain.remove("sub")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(plain::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> plain.entrySet().iterator().next().setValue("x"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) plain.get("groups")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) plain.get("none")).remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
        var entries = plain.entrySet().iterator();
        plain.forEach((name, value) -> entries.next());
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }
}
