package dev.tanukey.cel.strings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.cel.engine.Probe;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionsTest {
    private static final Probe PROBE = new Probe();

    /** The values are what Kubernetes 1.36.3 gave; {@code !} where it gave none. */
    @ParameterizedTest
    @CsvFileSource(
            resources = "conversions.tsv",
            delimiter = '\t',
            quoteCharacter = '\u0001',
            ignoreLeadingAndTrailingWhitespace = false)
    void a_conversion_gives_what_a_cluster_gives(String expression, String expected) {
        Probe.Outcome outcome = PROBE.constant(expression);

        assertThat(outcome.phase().equals("ok") ? outcome.result() : "!").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "claims.n, 1.2345678e+07",
        "claims.small, 999999",
        "int(claims.n), 12345678",
    })
    void a_number_of_a_token_is_a_double(String expression, String expected) {
        assertThat(PROBE.overClaims("string(" + expression + ")", "{\"n\": 12345678, \"small\": 999999}")
                        .result())
                .isEqualTo('"' + expected + '"');
    }

    @Property
    void the_text_of_a_double_is_read_as_the_same_double(@ForAll double number) {
        assertThat(Numbers.parseDouble(Numbers.text(number))).isEqualTo(number);
        assertThat(Numbers.shortest(number).doubleValue()).isEqualTo(number);
    }

    @Property
    void no_double_needs_more_digits_than_java_gives(@ForAll double number) {
        assertThat(Numbers.shortest(number).precision())
                .isLessThanOrEqualTo(new java.math.BigDecimal(Double.toString(number))
                        .stripTrailingZeros()
                        .precision());
    }

    @Test
    void an_offset_of_a_time_is_lost() {
        // a cluster gives 2020-01-01T00:00:00+02:00
        assertThat(PROBE.constant("string(timestamp('2020-01-01T00:00:00+02:00'))")
                        .result())
                .isEqualTo("\"2019-12-31T22:00:00Z\"");
    }

    @Test
    void a_failure_does_not_tell_the_value() {
        assertThat(PROBE.overClaims("int(claims.x)", "{\"x\": \"secret\"}").error())
                .contains("type conversion error")
                .doesNotContain("secret");
    }
}
