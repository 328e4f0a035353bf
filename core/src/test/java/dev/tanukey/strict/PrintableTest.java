package dev.tanukey.strict;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void plain_text_stays_readable() {
        assertThat(Printable.quote("https://gitlab.com")).isEqualTo("\"https://gitlab.com\"");
    }

    @Test
    void line_breaks_colours_and_writing_directions_are_escaped() {
        assertThat(Printable.quote("a\r\n\u001b[31m\u202e\"\\"))
                .isEqualTo("\"a\\u000d\\u000a\\u001b[31m\\u202e\\\"\\\\\"");
    }

    @Test
    void what_cannot_be_seen_is_escaped() {
        assertThat(Printable.quote("a\u007f\u200b")).isEqualTo("\"a\\u007f\\u200b\"");
    }

    @Test
    void long_text_is_cut_at_64_characters() {
        assertThat(Printable.quote("x".repeat(64))).isEqualTo("\"" + "x".repeat(64) + "\"");
        assertThat(Printable.quote("x".repeat(10_000))).isEqualTo("\"" + "x".repeat(64) + "\"... (10000 characters)");
    }

    @Property
    void whatever_comes_only_printable_ascii_leaves(@ForAll String text) {
        assertThat(Printable.quote(text)).matches("[ -~]*").hasSizeLessThan(450);
    }
}
