package dev.tanukey.cel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.expression.ExpressionProblem;
import dev.tanukey.mapping.expression.ExpressionProblem.Kind;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    private static final CelExpressionLanguage CEL =
            CelExpressionLanguage.builder().ticker(() -> 0).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claims.groups.map(g, g)            | TYPE     | 1 | 7  | dyn(claims.x)",
                "[claims.sub, 'a']                  | TYPE     | 1 | 14 | string(claims.x)",
                "'%s'.format([claims.sub])          | CONSTANT | 1 | 20 | string(claims.x)",
                "claims.x ? 'a' : 1                 | TYPE     | 1 | 10 | both branches",
                "'a' + 1                            | TYPE     | 1 | 5  | string(...)",
                "has(claims['x'])                   | SYNTAX   | 1 | 4  | .hasValue()",
                "claims.in                          | SYNTAX   | 1 | 8  | claims.__in__",
                "claims.sub.matches('(?=a)')        | CONSTANT | 1 | 20 | RE2",
                "claims.sub.find('(')               | CONSTANT | 1 | 17 | RE2",
                "duration('1d')                     | CONSTANT | 1 | 10 | there are no days",
                "timestamp('today')                 | CONSTANT | 1 | 11 | 2026-01-31",
                "google.protobuf.Timestamp{}        | TYPE     | 1 | 26 | timestamp(...)",
                "math.abs(1)                        | TYPE     | 1 | 1  | no math",
                "cel.bind(x, 1, x)                  | TYPE     | 1 | 1  | cel.bind",
                "authorizer.path('/')               | TYPE     | 1 | 1  | no authorizer",
                "user.username == 'a'               | TYPE     | 1 | 1  | userValidationRules only"
            })
    void what_does_not_compile_says_where_and_what_to_write_instead(
            String expression, Kind kind, int line, int column, String advice) {
        InvalidExpressionException invalid =
                catchThrowableOfType(InvalidExpressionException.class, () -> CEL.overClaims(expression));

        ExpressionProblem problem = invalid.problems().get(0);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
        assertThat(problem.advice()).hasValueSatisfying(text -> assertThat(text).contains(advice));
    }

    @Test
    void claims_in_a_rule_about_the_user_get_a_word_of_advice() {
        InvalidExpressionException invalid =
                catchThrowableOfType(InvalidExpressionException.class, () -> CEL.overUser("claims.sub == 'a'"));

        assertThat(invalid.problems().get(0).advice())
                .hasValueSatisfying(text -> assertThat(text).contains("write user.username"));
    }

    @Test
    void the_message_is_the_picture_that_a_cluster_draws() {
        InvalidExpressionException invalid = catchThrowableOfType(
                InvalidExpressionException.class, () -> CEL.overClaims("claims.sub\n  + foo\n  + bar"));

        assertThat(invalid)
                .hasMessage(
                        """
                        ERROR: <input>:2:5: undeclared reference to 'foo' (in container '')
                         |   + foo
                         | ....^
                        ERROR: <input>:3:5: undeclared reference to 'bar' (in container '')
                         |   + bar
                         | ....^""");
        assertThat(invalid.problems()).extracting(ExpressionProblem::line).containsExactly(2, 3);
    }
}
