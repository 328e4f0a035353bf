package dev.tanukey.cel.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tanukey.cel.engine.Probe;
import dev.tanukey.cel.function.FunctionFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected comes from the functions of Kubernetes 1.36.3. */
class QuantityTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Probe probe = new Probe();

    private String value(String expression) {
        return probe.constant(expression).valueOrPhase();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                '0' | 0 | 0 | 0.0
                '-0' | 0 | 0 | 0.0
                '+0' | 0 | 0 | 0.0
                '00' | 0 | 0 | 0.0
                '+' | 0 | 0 | 0.0
                '-' | 0 | 0 | 0.0
                '.' | 0 | 0 | 0.0
                '-.' | 0 | 0 | 0.0
                '+.5' | 1 | eval-error | 0.5
                '.5' | 1 | eval-error | 0.5
                '5.' | 1 | 5 | 5.0
                '-5.' | -1 | -5 | -5.0
                '0.1' | 1 | eval-error | 0.1
                '1.5' | 1 | eval-error | 1.5
                '-1.5' | -1 | eval-error | -1.5
                '007' | 1 | 7 | 7.0
                '1n' | 1 | eval-error | 1e-09
                '1u' | 1 | eval-error | 1e-06
                '1m' | 1 | eval-error | 0.001
                '1' | 1 | 1 | 1.0
                '1k' | 1 | 1000 | 1000.0
                '1M' | 1 | 1000000 | 1000000.0
                '1G' | 1 | 1000000000 | 1000000000.0
                '1T' | 1 | 1000000000000 | 1000000000000.0
                '1P' | 1 | 1000000000000000 | 1000000000000000.0
                '1E' | 1 | 1000000000000000000 | 1e+18
                '1Ki' | 1 | 1024 | 1024.0
                '1Mi' | 1 | 1048576 | 1048576.0
                '1Gi' | 1 | 1073741824 | 1073741824.0
                '1Ti' | 1 | 1099511627776 | 1099511627776.0
                '1Pi' | 1 | eval-error | 1125899906842624.0
                '1Ei' | 1 | eval-error | 1.152921504606847e+18
                '8Ei' | 1 | eval-error | 9.223372036854776e+18
                '-9Ei' | -1 | eval-error | -9.223372036854776e+18
                '7Ei' | 1 | eval-error | 8.070450532247929e+18
                '1.5Ki' | 1 | eval-error | 1536.0
                '0.5Ki' | 1 | eval-error | 512.0
                '1.0Mi' | 1 | eval-error | 1048576.0
                '1e3' | 1 | 1000 | 1000.0
                '1E3' | 1 | 1000 | 1000.0
                '1e+3' | 1 | 1000 | 1000.0
                '1E-3' | 1 | eval-error | 0.001
                '1e0' | 1 | 1 | 1.0
                '1e-9' | 1 | eval-error | 1e-09
                '1e-10' | 1 | eval-error | 1e-09
                '-1e-10' | -1 | eval-error | -1e-09
                '0.1n' | 1 | eval-error | 1e-09
                '1.1n' | 1 | eval-error | 2e-09
                '0.0000000001' | 1 | eval-error | 1e-09
                '0.0000000000' | 0 | eval-error | 0.0
                '999999999999999999' | 1 | 999999999999999999 | 1e+18
                '1000000000000000000' | 1 | eval-error | 1.0000000000000001e+18
                '9223372036854775807' | 1 | eval-error | 9.223372036854776e+18
                '9223372036854775808' | 1 | eval-error | 9.223372036854776e+18
                '99999999999Ki' | 1 | 102399999998976 | 102399999998976.0
                '100000000000Ki' | 1 | eval-error | 102400000000000.0
                '99999Gi' | 1 | 107373108658176 | 107373108658176.0
                '100000Gi' | 1 | eval-error | 107374182400000.0
                '99Ti' | 1 | 108851651149824 | 108851651149824.0
                '100Ti' | 1 | eval-error | 109951162777600.0
                '9e18' | 1 | 9000000000000000000 | 9e+18
                '10e18' | 1 | eval-error | 1e+19
                '1e18' | 1 | 1000000000000000000 | 1e+18
                '1e19' | 1 | eval-error | 1e+19
                '1e308' | 1 | eval-error | 1e+308
                '1e309' | 1 | eval-error | Infinity
                '-1e309' | -1 | eval-error | -Infinity
                '1e-308' | 1 | eval-error | 1e-09
                '0e400' | 0 | 0 | NaN
                '0e-400' | 0 | eval-error | 0.0
                '1e4294967296' | 1 | 1 | 1.0
                '1e4294967299' | 1 | 1000 | 1000.0
                '123456789012345678.9e1' | 1 | eval-error | 1.234567890123457e+18
                '12345678901234567890n' | 1 | eval-error | 12345678901.234568
                '1e23' | 1 | eval-error | 1e+23
                '.k' | 0 | 0 | 0.0
                '.Ki' | 0 | 0 | 0.0
                '.e5' | 0 | 0 | 0.0
                """)
    void a_quantity_has_a_sign_perhaps_an_integer_and_a_number_near_it(
            String text, String sign, String integer, double number) {
        String quantity = "quantity('" + text + "')";
        assertThat(value("isQuantity('" + text + "')")).isEqualTo("true");
        assertThat(value("sign(" + quantity + ")")).isEqualTo(sign);
        assertThat(value(quantity + ".asInteger()")).isEqualTo(integer);
        assertThat(value(quantity + ".isInteger()")).isEqualTo(String.valueOf(!integer.equals("eval-error")));
        assertThat(value(quantity + ".asApproximateFloat()")).isEqualTo("double(" + number + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1K",
                "1ki",
                "1KI",
                "1mi",
                "1Zi",
                "1y",
                "1ee3",
                "1e",
                "1e+",
                "1e3.5",
                "1e 3",
                "1 ",
                " 1",
                "1Ki1",
                "1k3",
                "1-3",
                "1+",
                "--1",
                "+-1",
                "1.2.3",
                "1,5",
                "0x10",
                "1_000",
                "1e9223372036854775808",
                "1e3n",
                "..",
                "1µ",
                "١",
                ".e-10",
                "+e-10",
                "1\\n",
                "Inf",
                "NaN",
                "1 Gi"
            })
    void what_has_another_form_is_no_quantity(String text) {
        assertThat(value("isQuantity('" + text + "')")).isEqualTo("false");
        assertThat(probe.constant("quantity('" + text + "')").error()).contains("the text is not a quantity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                1 | 1 | 0
                1 | 1000m | 0
                1Ki | 1024 | 0
                1Ki | 1.024k | 0
                1 | -1 | 1
                0.5Ki | 512 | 0
                1Pi | 1125899906842624 | 0
                1E | 1Ei | -1
                1n | 2n | -1
                -1n | -2n | 1
                0 | 0e400 | 0
                0 | -0.00000000000 | 0
                8Ei | 9223372036854775807 | 0
                1e19 | 1e18 | 1
                1.9 | 1 | 1
                -1.9 | -1 | -1
                1e300 | 1e-9 | 1
                999999999999999999e300 | 1e318 | -1
                1 | 1e18 | -1
                1n | 1e9 | -1
                """)
    void quantities_have_an_order_that_equality_keeps_to(String a, String b, int order) {
        String first = "quantity('" + a + "')";
        String second = "quantity('" + b + "')";
        assertThat(value(first + ".compareTo(" + second + ")")).isEqualTo(String.valueOf(order));
        assertThat(value(first + ".isLessThan(" + second + ")")).isEqualTo(String.valueOf(order < 0));
        assertThat(value(first + ".isGreaterThan(" + second + ")")).isEqualTo(String.valueOf(order > 0));
        assertThat(value(first + " == " + second)).isEqualTo(String.valueOf(order == 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                "quantity('1').add(quantity('2'))" | true | 3.0
                "quantity('1').sub(quantity('2'))" | true | -1.0
                "quantity('1k').add(quantity('1m'))" | false | 1000.001
                "quantity('1').add(5)" | true | 6.0
                "quantity('1Ki').sub(24)" | true | 1000.0
                "quantity('0').add(quantity('1.5'))" | false | 1.5
                "quantity('0').sub(quantity('1.5'))" | false | -1.5
                "quantity('1.5').add(quantity('0'))" | false | 1.5
                "quantity('1e19').add(0)" | false | 1e+19
                "quantity('1').add(quantity('1e19'))" | false | 1e+19
                "quantity('1e18').add(quantity('0.1'))" | false | 1e+18
                "quantity('1e18').add(quantity('8e18'))" | true | 9e+18
                "quantity('1e18').add(quantity('9e18'))" | false | 1e+19
                "quantity('1e17').add(quantity('0.1'))" | false | 1e+17
                "quantity('1Pi').sub(quantity('1Pi'))" | false | 0.0
                "quantity('1Pi').add(0)" | false | 1125899906842624.0
                "quantity('0').add(quantity('1Pi'))" | false | 1125899906842624.0
                "quantity('1').add(9223372036854775807)" | false | 9.223372036854776e+18
                "quantity('0').sub(-9223372036854775807 - 1)" | true | -9.223372036854776e+18
                "quantity('1').sub(-9223372036854775807 - 1)" | true | -9.223372036854776e+18
                "quantity('-1').sub(-9223372036854775807 - 1)" | false | 9.223372036854776e+18
                "quantity('-1').add(-9223372036854775807 - 1)" | false | -9.223372036854776e+18
                "quantity('1n').add(quantity('9e9'))" | false | 9000000000.0
                "quantity('1n').add(quantity('10e9'))" | false | 10000000000.0
                "quantity('1e300').add(1)" | false | 1e+300
                "quantity('0e-5000').add(quantity('1'))" | false | NaN
                "quantity('1.5Ki').add(quantity('0.5Ki'))" | false | 2048.0
                "quantity('100Ei').sub(quantity('1'))" | false | 9.223372036854776e+18
                """)
    void a_sum_and_a_difference_may_stop_being_integers(String expression, String isInteger, double number) {
        assertThat(value(expression + ".isInteger()")).isEqualTo(isInteger);
        assertThat(value(expression + ".asApproximateFloat()")).isEqualTo("double(" + number + ")");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "quantity('1').sign() | compile-error",
                "sign(1) | compile-error",
                "quantity('1') == 1 | compile-error",
                "quantity('1') < quantity('2') | compile-error",
                "quantity('1').add(1.0) | compile-error",
                "quantity('1').add(dyn(1.0)) | eval-error",
                "quantity('1').add(dyn(1)).asInteger() | 2",
                "quantity('1').add(dyn(quantity('1k'))).asInteger() | 1001",
                "dyn(quantity('1')).isLessThan(quantity('2')) | true",
                "quantity(dyn(1)) | eval-error",
                "string(quantity('1')) | compile-error",
                "kubernetes.Quantity | compile-error",
                "type(quantity('1')) | type(kubernetes.Quantity)",
                "1 == dyn(quantity('1')) | false",
                "quantity('1') in [quantity('1.0')] | true",
            })
    void a_quantity_goes_where_its_type_allows(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @Test
    void arithmetic_leaves_its_operands_as_they_are() {
        assertThat(value("[quantity('1Pi')].map(q, q.add(quantity('1Pi')).compareTo(q))"))
                .isEqualTo("[1]");
        assertThat(value("[quantity('1')].map(q, [q.isLessThan(quantity('1Pi')), q.isInteger()])"))
                .isEqualTo("[[true, true]]");
    }

    @ParameterizedTest
    @CsvSource({
        "1e1000000000, 1, 1",
        "-12345678901234567890e1000000000, 1, -1",
        "1e1000000000, 1e999999999, 1",
        "0e2000000000, 0, 0",
        "1e-1000000000, 1n, 0",
        "1e-2147483648, 1n, 0",
        "1e2147483647, 1n, 1"
    })
    void a_huge_exponent_takes_no_time(String a, String b, int order) {
        assertTimeoutPreemptively(SOON, () -> {
            Quantity first = Notation.read(a).orElseThrow();
            Quantity second = Notation.read(b).orElseThrow();
            assertThat(first.compareTo(second)).isEqualTo(order);
            assertThat(first.equals(second)).isEqualTo(order == 0);
            assertThat(order != 0 || first.hashCode() == second.hashCode()).isTrue();
            assertThat(first.integer().isPresent()).isEqualTo(a.startsWith("0"));
        });
    }

    @Test
    void amounts_that_are_too_far_apart_are_not_added() {
        assertTimeoutPreemptively(SOON, () -> {
            Quantity huge = Notation.read("1e1000000000").orElseThrow();
            assertThatThrownBy(() -> huge.plus(Quantity.small(1, 0, Style.DECIMAL)))
                    .isInstanceOf(FunctionFailedException.class);
            assertThatThrownBy(() -> Quantity.small(1, 0, Style.DECIMAL).minus(huge))
                    .isInstanceOf(FunctionFailedException.class);
            assertThat(huge.plus(Quantity.small(0, 0, Style.DECIMAL))).isEqualTo(huge);
            assertThat(huge.approximately()).isEqualTo(Double.POSITIVE_INFINITY);
        });
    }

    @Test
    void a_long_number_is_refused_before_it_takes_time() {
        assertThat(Notation.read("9".repeat(Quantity.MAX_DIGITS))).isPresent();
        assertThat(Notation.read("0".repeat(5_000_000) + "1").orElseThrow().integer())
                .hasValue(1);
        assertTimeoutPreemptively(SOON, () -> {
            assertThatThrownBy(() -> Notation.read("9".repeat(5_000_000))).isInstanceOf(FunctionFailedException.class);
            assertThat(Notation.read("9".repeat(5_000_000) + "x")).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "quantity('0Ki'), 0",
        "quantity('1.50Gi'), 1536Mi",
        "quantity('2048Ki'), 2Mi",
        "quantity('-2048'), -2048",
        "quantity('1000Ki'), 1000Ki",
        "quantity('0.5Ki'), 512",
        "quantity('1.0001Ki'), 1024102400u",
        "quantity('12000'), 12k",
        "quantity('0.10'), 100m",
        "quantity('12345678901234567890'), 12345678901234567890",
        "quantity('10e2'), 1e3",
        "quantity('2000e20'), 200e21",
        "quantity('1Ki').sub(quantity('1k')), 24",
        "quantity('0').add(2000), 2e3",
        "quantity('1Mi').add(quantity('1024k')), 2024Ki"
    })
    void it_is_shown_as_a_cluster_shows_it(String expression, String text) {
        assertThat(value(expression)).isEqualTo("kubernetes.Quantity<" + text + ">");
    }
}
