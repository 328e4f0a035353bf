package dev.tanukey.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoTextTest {

    @Test
    void texts_are_quoted_as_go_quotes_them() {
        assertThat(GoText.quote("")).isEqualTo("\"\"");
        assertThat(GoText.quote("a \"b\" \\ '<é>'")).isEqualTo("\"a \\\"b\\\" \\\\ '<é>'\"");
        assertThat(GoText.quote("\u0007\b\f\n\r\t\u000b")).isEqualTo("\"\\a\\b\\f\\n\\r\\t\\v\"");
        assertThat(GoText.quote("\u0000\u001b\u007f")).isEqualTo("\"\\x00\\x1b\\x7f\"");
        assertThat(GoText.quote("\u0080\u00a0\u00ad\u2028\ufeff")).isEqualTo("\"\\u0080\\u00a0\\u00ad\\u2028\\ufeff\"");
        assertThat(GoText.quote("\ud83d\ude00\udb40\udc41")).isEqualTo("\"\ud83d\ude00\\U000e0041\"");
    }

    @Test
    void texts_are_written_as_json_as_go_writes_them() {
        assertThat(GoText.json("")).isEqualTo("\"\"");
        assertThat(GoText.json("\"\\/é\u007f")).isEqualTo("\"\\\"\\\\/é\u007f\"");
        assertThat(GoText.json("\b\f\n\r\t\u0007\u000b")).isEqualTo("\"\\b\\f\\n\\r\\t\\u0007\\u000b\"");
        assertThat(GoText.json("<&>\u2028\u2029")).isEqualTo("\"\\u003c\\u0026\\u003e\\u2028\\u2029\"");
    }
}
