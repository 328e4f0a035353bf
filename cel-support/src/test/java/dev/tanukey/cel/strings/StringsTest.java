package dev.tanukey.cel.strings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.engine.Probe;
import dev.tanukey.cel.function.Stopped;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class StringsTest {
    private static final Probe PROBE = new Probe();
    private static final String MEBIBYTE = "x".repeat(1 << 20);

    /** The values are what Kubernetes 1.36.3 gave; {@code !} where it gave none. */
    @ParameterizedTest
    @CsvFileSource(
            resources = "strings.tsv",
            delimiter = '\t',
            quoteCharacter = '\u0001',
            ignoreLeadingAndTrailingWhitespace = false)
    void a_function_of_strings_gives_what_a_cluster_gives(String expression, String expected) {
        Probe.Outcome outcome = PROBE.constant(expression);

        assertThat(outcome.phase().equals("ok") ? outcome.result() : "!").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claims.s.split(',')|[\"a\", \"b\"]",
                "claims.l.join(claims.s)|\"xa,by\"",
                "claims.s.replace('a', claims.s)|\"a,b,b\"",
                "strings.quote(claims.q)|\"\\\"a\\\\\\\"\\\"\"",
            })
    void a_claim_is_a_string_like_any_other(String expression, String expected) {
        assertThat(PROBE.overClaims(expression, "{\"s\": \"a,b\", \"l\": [\"x\", \"y\"], \"q\": \"a\\\"\"}")
                        .result())
                .isEqualTo(expected);
    }

    @Test
    void a_result_of_more_than_a_mebibyte_is_refused() {
        assertThat(Pieces.join(List.of(MEBIBYTE), "")).isEqualTo(MEBIBYTE);
        assertThatThrownBy(() -> Pieces.join(List.of(MEBIBYTE, "x"), "")).isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> Pieces.join(Collections.nCopies(1_000_000, ""), "xx"))
                .isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> Pieces.replace(MEBIBYTE, "x", "yy", -1)).isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> Pieces.replace(MEBIBYTE, "", "y", -1)).isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> Quotes.cel(MEBIBYTE)).isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> FormatString.parse("%x").format(List.of(MEBIBYTE)))
                .isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> FormatString.parse("%s%s").format(List.of(MEBIBYTE, "x")))
                .isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> Pieces.split(MEBIBYTE, "", -1)).isInstanceOf(Stopped.class);
    }

    @Test
    void a_sum_of_strings_or_lists_cannot_grow_without_end() {
        assertThat(PROBE.overClaims("(claims.s + claims.s).size()", "{\"s\": \"" + "x".repeat(1 << 10) + "\"}")
                        .result())
                .isEqualTo("2048");
        String doubled = "claims.s";
        for (int i = 0; i < 11; i++) {
            doubled = "[" + doubled + "].map(x, x + x)[0]";
        }
        assertThat(PROBE.overClaims(doubled, "{\"s\": \"" + "x".repeat(1 << 10) + "\"}")
                        .phase())
                .isEqualTo("eval-error");
    }
}
