package dev.tanukey.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.ExpressionProblem;
import dev.tanukey.mapping.expression.ExpressionProblem.Kind;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.token.Claims;
import dev.tanukey.token.GivenClaims;
import dev.tanukey.user.UserInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelExpressionLanguageTest {
    private static final CelExpressionLanguage CEL =
            CelExpressionLanguage.builder().ticker(() -> 0).build();
    private static final Claims CLAIMS = GivenClaims.of("{\"sub\":\"secret-subject\",\"n\":1,\"roles\":\"a,b\","
            + "\"none\":null,\"groups\":[\"g1\",\"g2\"],\"o\":{\"a\":\"b\"}}");

    private static Object value(String expression) throws Exception {
        return CEL.overClaims(expression).evaluate(new ExpressionInput<>(CLAIMS));
    }

    @Nested
    class Values {

        @Test
        void are_strings_truths_lists_and_null() throws Exception {
            assertThat(value("\"gitlab:\" + claims.sub")).isEqualTo("gitlab:secret-subject");
            assertThat(value("claims.n == 1")).isEqualTo(true);
            assertThat(value("claims.roles.split(\",\")")).isEqualTo(List.of("a", "b"));
            assertThat(value("dyn(claims.groups).map(g, \"x:\" + g)")).isEqualTo(List.of("x:g1", "x:g2"));
            assertThat(value("claims.none")).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "1.5", "claims.o", "b\"a\"", "claims.?sub", "duration(\"1s\")", "type(1)"})
        void of_other_types_are_nothing_that_a_mapping_takes(String expression) throws Exception {
            assertThat(value(expression)).isNotNull().isNotInstanceOfAny(String.class, Boolean.class, List.class);
        }

        @Test
        void of_a_user_are_its_four_fields() throws Exception {
            UserInfo user = new UserInfo("jane", "7", List.of("a"), Map.of("example.org/x", List.of("y")));
            Expression<UserInfo> rule = CEL.overUser("user.username == 'jane' && user.uid == '7' && 'a' in user.groups"
                    + " && user.extra['example.org/x'] == ['y'] && user.extra.example__dot__org__slash__x == ['y']");

            assertThat(rule.evaluate(new ExpressionInput<>(user))).isEqualTo(true);
        }
    }

    @Nested
    class WhatIsKnownBeforeAnyToken {

        @Test
        void whether_it_is_boolean() throws Exception {
            assertThat(CEL.overClaims("claims.x == true").isBoolean()).isTrue();
            assertThat(CEL.overClaims("claims.x").isBoolean()).isFalse();
            assertThat(CEL.overClaims("dyn(true)").isBoolean()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "claims.email",
                    "has(claims.email)",
                    "claims.?email",
                    "[1].map(x, claims.email)",
                    "{\"a\": [claims.email]}"
                })
        void which_members_it_selects(String expression) throws Exception {
            assertThat(CEL.overClaims(expression).selects("email")).isTrue();
            assertThat(CEL.overClaims(expression).selects("email_verified")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"claims[\"email\"]", "dyn(claims).email", "claims.other.email", "\"claims.email\""})
        void an_index_is_no_selection(String expression) throws Exception {
            assertThat(CEL.overClaims(expression).selects("email")).isFalse();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "'gitlab:' + claims.sub                                                  | gitlab:",
                    "has(claims.x) ? 'a:' + claims.x : 'b:' + claims.sub                     | a:,b:",
                    "'gitlab:' + claims.a + ':' + claims.b                                   | gitlab:",
                    "['a:' + claims.x] + dyn(claims.g).map(g, 'g/' + g)                      | a:,g/",
                    "dyn(claims.g).filter(g, g != '').map(g, 'g/' + g)                       | g/",
                    "claims.?x.optMap(x, 'x:' + x).orValue('y:' + claims.sub)                | x:,y:",
                    "'gitlab' + claims.sub                                                   | ``",
                    "claims.sub + ':'                                                        | ``",
                    "claims.sub                                                              | ``"
                })
        void with_what_its_strings_begin(String expression, String prefixes) throws Exception {
            assertThat(CEL.overClaims(expression).prefixes())
                    .containsExactlyInAnyOrderElementsOf(
                            prefixes.isEmpty() ? List.of() : Arrays.asList(prefixes.split(",")));
        }
    }

    @Nested
    class WithoutValue {

        private static ExpressionProblem problem(String expression) {
            return catchThrowableOfType(ExpressionFailedException.class, () -> value(expression))
                    .problem();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "claims.absent                     | ABSENT | 1 | 7  | no such key: absent",
                    "claims.o.zz                       | ABSENT | 1 | 9  | no such key: zz",
                    "claims[\"absent\"]                | ABSENT | 1 | 7  | no such key: absent",
                    "claims[claims.sub]                | ABSENT | 1 | 7  | no such key",
                    "claims.groups[5]                  | ABSENT | 1 | 14 | index out of bounds",
                    "claims.n + 1                      | TYPE   | 1 | 10 | no such overload",
                    "claims.sub.startsWith(claims.n)   | TYPE   | 1 | 22 | no such overload",
                    "1 / int(claims.n - claims.n)      | VALUE  | 1 | 3  | division by zero",
                    "int(claims.sub)                   | VALUE  | 1 | 4  | type conversion error from 'string' to 'int'",
                    "timestamp(claims.sub)             | VALUE  | 1 | 10 | type conversion error",
                    "url(claims.sub)                   | VALUE  | 1 | 4  | not a URL"
                })
        void says_what_kind_of_trouble_and_where(String expression, Kind kind, int line, int column, String message) {
            ExpressionProblem problem = problem(expression);

            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.message()).contains(message);
            assertThat(problem.toString()).doesNotContain("secret");
        }

        @Test
        void advises_to_ask_first() {
            assertThat(problem("claims.absent").advice())
                    .hasValueSatisfying(advice -> assertThat(advice).contains("has(claims.x)"));
        }

        @Test
        void a_limit_says_which() throws Exception {
            CelExpressionLanguage strict = CelExpressionLanguage.builder()
                    .limits(new EvaluationLimits(3, Duration.ofSeconds(10), 1_000))
                    .build();
            Expression<Claims> tooDear = strict.overClaims("claims.sub + claims.sub");

            assertThatThrownBy(() -> tooDear.evaluate(new ExpressionInput<>(CLAIMS)))
                    .isInstanceOfSatisfying(
                            ExpressionFailedException.class,
                            failed -> assertThat(failed.problem().kind()).isEqualTo(Kind.STOPPED))
                    .hasMessage("an evaluation with a cost of more than the limit of 3");
        }
    }

    @Nested
    class Versions {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "V1_30 | ip('::1') == ip('::1')",
                    "V1_31 | !format.dns1123Label().validate('a').hasValue()",
                    "V1_32 | [1].all(i, v, v == 1)",
                    "V1_33 | isSemver('1.2.3')",
                    "V1_34 | [1, 1].distinct() == [1]",
                    "V1_37 | dyn([1]).includes(1)",
                    "V1_37 | has(claims.`a-b`)"
                })
        void have_a_function_from_a_release_on(KubernetesVersion since, String expression) {
            for (KubernetesVersion version : KubernetesVersion.values()) {
                CelExpressionLanguage language = CelExpressionLanguage.kubernetes(version);
                if (version.isAtLeast(since)) {
                    assertThatCode(() -> language.overClaims(expression))
                            .as(version.name())
                            .doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(() -> language.overClaims(expression))
                            .as(version.name())
                            .isInstanceOf(InvalidExpressionException.class);
                }
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "math.greatest(1, 2)",
                    "base64.encode(b'a')",
                    "cel.bind(x, 1, x)",
                    "regex.extract('a', 'a')",
                    "'abc'.reverse()"
                })
        void never_have_what_no_cluster_has(String expression) {
            for (KubernetesVersion version : KubernetesVersion.values()) {
                assertThatThrownBy(
                                () -> CelExpressionLanguage.kubernetes(version).overClaims(expression))
                        .as(version.name())
                        .isInstanceOf(InvalidExpressionException.class);
            }
        }
    }

    @Test
    void strict_parity_takes_no_native_list() throws Exception {
        CelExpressionLanguage strict =
                CelExpressionLanguage.builder().ticker(() -> 0).strictParity().build();

        assertThat(strict.overClaims("claims.roles.split(',')").evaluate(new ExpressionInput<>(CLAIMS)))
                .isNotInstanceOf(List.class);
        assertThat(strict.overClaims("claims.roles.split(',').map(r, r)").evaluate(new ExpressionInput<>(CLAIMS)))
                .isEqualTo(List.of("a", "b"));
    }

    @Test
    void the_claims_are_adapted_once_for_all_expressions_of_a_token() throws Exception {
        ExpressionInput<Claims> token = new ExpressionInput<>(CLAIMS);
        Object first = CEL.overClaims("claims.groups").evaluate(token);

        assertThat(CEL.overClaims("[claims.groups]").evaluate(token))
                .satisfies(list -> assertThat(((List<?>) list).get(0)).isSameAs(first));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1", "1, -1, 1", "1, 1, -1"})
    void limits_must_be_positive(long cost, long millis, int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationLimits(cost, Duration.ofMillis(millis), size))
                .withMessageContaining("Expected positive limits");
    }
}
