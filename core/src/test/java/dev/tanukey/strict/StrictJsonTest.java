package dev.tanukey.strict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void values_come_in_their_java_types_and_in_order() throws MalformedTextException {
        Map<String, Object> object =
                read("{\"text\":\"a\\u00e9\\ud83d\\ude00\",\"whole\":42,\"fraction\":1.5,\"exponent\":1e3,\"yes\":true,"
                        + "\"no\":false,\"nothing\":null,\"list\":[1,[\"x\"]],\"object\":{\"a\":{}}}");

        assertThat(object.keySet())
                .containsExactly("text", "whole", "fraction", "exponent", "yes", "no", "nothing", "list", "object");
        assertThat(object)
                .containsEntry("text", "aé\uD83D\uDE00")
                .containsEntry("whole", 42L)
                .containsEntry("fraction", 1.5)
                .containsEntry("exponent", 1000.0)
                .containsEntry("yes", true)
                .containsEntry("no", false)
                .containsEntry("nothing", null)
                .containsEntry("list", List.of(1L, List.of("x")))
                .containsEntry("object", Map.of("a", Map.of()));
    }

    @Test
    void a_whole_number_beyond_long_becomes_the_nearest_double() throws MalformedTextException {
        assertThat(read("{\"a\":9223372036854775807,\"b\":9223372036854775808,\"c\":-9223372036854775808}"))
                .containsEntry("a", Long.MAX_VALUE)
                .containsEntry("b", 9.223372036854775808e18)
                .containsEntry("c", Long.MIN_VALUE);
    }

    @Test
    void nothing_that_was_read_can_be_changed() throws MalformedTextException {
        Map<String, Object> object = read("{\"list\":[1],\"object\":{}}");

        assertThatThrownBy(() -> object.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) object.get("list")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) object.get("object")).remove("a"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"a\"",
                "[]",
                "{",
                "}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":0x1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":1}{",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":1}\u0000",
                "/* c */{}",
                "// c\n{}",
                "# c\n{}",
                "{}//",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":1;\"b\":2}",
                "\ufeff{}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"\\ud800\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"x\":[{\"a\":1,\"a\":null}]}",
                "{\"a\":null,\"a\":null}",
                "{\"a\":1e400}",
                "{\"a\":-1e400}"
            })
    void a_lax_text_is_refused(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    @Test
    void only_utf_8_is_read() {
        assertRefused("{\"a\":\"é\"}".getBytes(ISO_8859_1));
        assertRefused("{\"a\":1}".getBytes(UTF_16LE));
        assertRefused(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'});
        assertRefused(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
        assertRefused(new byte[] {'{', '"', (byte) 0xC3});
    }

    @Test
    void limits_hold_at_their_border() throws MalformedTextException {
        assertThat(read("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}")).hasSize(1);
        assertRefused(("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}").getBytes(UTF_8));

        assertThat(read("{\"a\":" + "1".repeat(32) + "}")).hasSize(1);
        assertRefused(("{\"a\":" + "1".repeat(33) + "}").getBytes(UTF_8));
        assertThat(read("{\"a\":0." + "1".repeat(30) + "}")).hasSize(1);
        assertRefused(("{\"a\":0." + "1".repeat(31) + "}").getBytes(UTF_8));

        assertThat(read("{\"" + "n".repeat(256) + "\":1}")).hasSize(1);
        assertRefused(("{\"" + "n".repeat(257) + "\":1}").getBytes(UTF_8));

        assertThat(read("{\"a\":\"" + "s".repeat(65_536) + "\"}")).hasSize(1);
        assertRefused(("{\"a\":\"" + "s".repeat(65_537) + "\"}").getBytes(UTF_8));

        assertRefused(("{\"a\":[" + "1,".repeat(20_000) + "1]}").getBytes(UTF_8));
    }

    @Test
    void deep_nesting_never_overflows_the_stack() {
        assertRefused(("{\"a\":".repeat(100_000)).getBytes(UTF_8));
        assertRefused(("[".repeat(1_000_000)).getBytes(UTF_8));
    }

    @Test
    void the_message_never_quotes_the_text() {
        assertThatThrownBy(() -> read("{\"secret-name\":secret-value}"))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageNotContaining("secret");
    }

    private static Map<String, Object> read(String text) throws MalformedTextException {
        return StrictJson.readObject(text.getBytes(UTF_8));
    }

    private static void assertRefused(byte[] text) {
        assertThatThrownBy(() -> StrictJson.readObject(text)).isInstanceOf(MalformedTextException.class);
    }
}
