package dev.tanukey.cel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Corners of the language, found by random expressions. What is expected is what Kubernetes 1.36.3 did. */
class CornersTest {
    private static final String CLAIMS =
            """
            {"sub": "alice", "key": "a", "none": [], "inner": {"none": []}, "list": ["a", {"a": 1}], "huge": 1e300}""";

    private final Probe probe = new Probe();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            [1].map(x, .x)                                   | [1]
            [1].map(claims, .claims)                         | [1]
            [1].map(x, [2].map(x, .x))                       | [[2]]
            [true].exists(x, .x)                             | true
            .claims.sub                                      | "alice"
            .int                                             | type(int)
            """)
    void a_dot_before_a_name_of_a_macro_changes_nothing(String expression, String value) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            optional.ofNonZeroValue(claims.none)             | optional([])
            optional.ofNonZeroValue(claims.inner.none)       | optional([])
            optional.ofNonZeroValue(claims.none.distinct())  | optional([])
            optional.ofNonZeroValue(claims.none + [])        | optional.none()
            optional.ofNonZeroValue("a".findAll("b"))        | optional.none()
            """)
    void an_empty_list_of_a_claim_is_no_zero_value(String expression, String value) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            claims.list.last().value().orValue(1)            | map{"\\"a\\"":"double(1.0)"}
            optional.of(null).value().orValue(2)             | null
            optional.none().or(claims.sub).orValue("x")      | "alice"
            dyn(claims)[?"sub"].n                            | optional.none()
            claims.list[?claims.huge]                        | eval-error
            claims.exists(k, v, [v] == [])                   | eval-error
            claims.exists(k, v, v == 1 && false)             | false
            """)
    void values_of_unknown_type_do_what_they_do_in_a_cluster(String expression, String value) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            false && claims.sub[null]                         | compile-error
            false && claims.sub[?null]                        | compile-error
            false && claims.sub[b"a"]                         | compile-error
            false && claims.sub[dyn([])]                      | compile-error
            false && claims.sub[duration("1s")]               | compile-error
            false && claims.sub[int]                          | compile-error
            false && claims.sub[[claims.a]]                   | false
            false && claims.sub[type(claims.a)]               | false
            false && claims.sub[string(1)]                    | false
            """)
    void a_constant_that_can_be_no_key_is_seen_at_once(String expression, String outcome) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo(outcome);
    }

    /** Kubernetes panics over these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"[?claims.sub]", "[?dyn(1)]", "{?\"a\": claims.sub}"})
    void an_element_that_may_be_missing_is_known_to_be_optional(String expression) {
        assertThat(probe.constant(expression).error()).contains("expected type 'optional_type' but found '");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            1e400                            | ERROR: <input>:1:1: invalid double literal
            9223372036854775808              | ERROR: <input>:1:1: invalid int literal
            18446744073709551616u            | ERROR: <input>:1:1: invalid uint literal
            "\\ud800"                        | ERROR: <input>:1:1: invalid unicode code point
            b"\\u00e9"                       | ERROR: <input>:1:1: unable to unescape string
            duration(1)                      | ERROR: <input>:1:10: invalid duration argument
            timestamp(253402300800)          | ERROR: <input>:1:11: invalid timestamp argument
            string(timestamp("2026-01-02"))  | ERROR: <input>:1:18: invalid timestamp argument
            """)
    void a_literal_that_cannot_be_is_complained_of_once_and_in_the_words_of_a_cluster(
            String expression, String complaint) {
        assertThat(probe.constant(expression).error()).startsWith(complaint).containsOnlyOnce("ERROR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
            [[1].all(x, 1 / 0 == x)].size()                  ; eval-error
            [claims.absent || false].size()                  ; eval-error
            {"a": claims.absent && true}.size()              ; eval-error
            [[1].all(x, 1 / 0 == x) || true]                 ; [true]
            """)
    void an_error_is_no_element(String expression, String value) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            claims == {}                                     | eval-error
            ip("::1") == dyn("x")                            | eval-error
            ip("::1") != dyn("x")                            | true
            dyn(quantity("1")) == 1                          | eval-error
            dyn(ip("::1")) == null                           | false
            """)
    void a_value_of_a_type_of_its_own_is_compared_with_its_like_only(String expression, String value) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            claims.a__dot__b                                 | double(2.0)
            claims["a__dot__b"]                              | double(2.0)
            claims["a__in__b"]                               | eval-error
            claims.a__in__b                                  | eval-error
            claims["a__x__b"]                                | eval-error
            claims.__in__                                    | double(3.0)
            """)
    void an_escape_of_a_keyword_is_the_whole_name(String expression, String value) {
        assertThat(probe.overClaims(expression, "{\"ainb\": 1, \"a.b\": 2, \"in\": 3, \"a__x__b\": 4}")
                        .valueOrPhase())
                .isEqualTo(value);
    }
}
