package dev.tanukey.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What go.yaml.in/yaml v2.4.2 makes of each, the reader behind sigs.k8s.io/yaml v1.6.0. */
class ScalarTypeTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void nothing(String text) {
        assertThat(ScalarType.ofPlain(text)).isEqualTo(ScalarType.NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
    void yes(String text) {
        assertThat(ScalarType.ofPlain(text)).isEqualTo(ScalarType.BOOLEAN);
        assertThat(ScalarType.isTrue(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
    void no(String text) {
        assertThat(ScalarType.ofPlain(text)).isEqualTo(ScalarType.BOOLEAN);
        assertThat(ScalarType.isTrue(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "+1",
                "00",
                "08",
                "0777",
                "0x1F",
                "0X1f",
                "-0x1F",
                "0xFFFFFFFFFFFFFFFF",
                "-0x8000000000000000",
                "0o7",
                "0O17",
                "-0o7",
                "0b101",
                "0B1",
                "-0b11",
                "+0b1",
                "0b-101",
                "0b+1",
                "1_000",
                "1__0",
                "1_",
                "+_1",
                "0_x1F",
                "1.5",
                "1.",
                "-.5",
                ".5",
                ".5_0",
                ".5E-3",
                "1e5",
                "1_0.5_0",
                "1e5_0",
                "99999999999999999999",
                ".inf",
                "-.Inf",
                "+.INF",
                ".nan",
                ".NaN"
            })
    void number(String text) {
        assertThat(ScalarType.ofPlain(text)).isEqualTo(ScalarType.NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yEs",
                "tRUE",
                "nULL",
                "_1",
                "-",
                "+",
                "-_",
                "0o8",
                "0b2",
                "0x",
                "0b",
                "-0b-1",
                "+0xFFFFFFFFFFFFFFFF",
                "-0x8000000000000001",
                "0x1FFFFFFFFFFFFFFFF",
                ".",
                "._5",
                ".5__0",
                ".5_",
                "1e",
                "1e999",
                ".5e999",
                "1.5.6",
                ".iNF",
                "-.nan",
                "infinity",
                "NaN",
                "0x1p4",
                "2001-01-01",
                "2001-01-01T00:00:00Z",
                "12:30",
                "190:20:30",
                "1 2",
                "1,000",
                "1a",
                "="
            })
    void text(String text) {
        assertThat(ScalarType.ofPlain(text)).isEqualTo(ScalarType.STRING);
    }
}
