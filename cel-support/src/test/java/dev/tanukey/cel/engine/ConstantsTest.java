package dev.tanukey.cel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.token.Claims;
import dev.tanukey.token.GivenClaims;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks at no token is evaluated once, unless it fails or takes long. */
class ConstantsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['a', 'b']",
                "['a'].map(x, x + 'b')",
                "[optional.of('a'), optional.of('b')]",
                "'a' + 'b'",
                "true ? ['a'] : ['b']"
            })
    void a_value_that_looks_at_no_token_is_evaluated_once(String text) throws Exception {
        Expression<Claims> expression = compile(text, EvaluationLimits.DEFAULT);
        assertThat(evaluate(expression)).isNotNull().isSameAs(evaluate(expression));
    }

    @Test
    void it_is_the_value_that_an_evaluation_gives_and_cannot_be_changed() throws Exception {
        List<?> list = (List<?>) evaluate(compile("['a', ?optional.none(), 'b']", EvaluationLimits.DEFAULT));
        assertThat(list.toString()).isEqualTo("[a, b]");
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(evaluate(compile("1 + 1 == 2", EvaluationLimits.DEFAULT))).isEqualTo(true);
        assertThat(evaluate(compile("null", EvaluationLimits.DEFAULT))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[claims.sub]",
                "[.claims.sub]",
                "[1].map(x, claims.sub)",
                "[claims.?sub.orValue('')]",
                "has(claims.sub) ? [claims.sub] : []"
            })
    void what_looks_at_the_token_is_evaluated_for_each(String text) throws Exception {
        Expression<Claims> expression =
                compile(text.replace("[claims.sub]", "[dyn(claims.sub)]"), EvaluationLimits.DEFAULT);
        for (String subject : List.of("alice", "bob")) {
            Claims claims = GivenClaims.of("{\"sub\":\"" + subject + "\"}");
            assertThat(expression.evaluate(new ExpressionInput<>(claims))).isEqualTo(List.of(subject));
        }
    }

    @Test
    void what_takes_long_is_evaluated_for_each_token_and_watched() throws Exception {
        Expression<Claims> expression = compile("lists.range(100).map(i, string(i))", EvaluationLimits.DEFAULT);
        assertThat(evaluate(expression)).isEqualTo(evaluate(expression)).isNotSameAs(evaluate(expression));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> evaluate(expression)).hasMessage("an evaluation that was interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            dyn(['a'])[1]                | index out of bounds at line 1, column 11
            1 / 0 == 1                   | division by zero at line 1, column 3
            """)
    void what_fails_fails_at_each_evaluation(String text, String message) throws Exception {
        Expression<Claims> expression = compile(text, EvaluationLimits.DEFAULT);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> evaluate(expression))
                    .isInstanceOf(ExpressionFailedException.class)
                    .hasMessageStartingWith(message);
        }
    }

    @Test
    void what_costs_or_holds_too_much_is_stopped_at_each_evaluation() throws Exception {
        Duration second = Duration.ofSeconds(1);
        Expression<Claims> dear = compile("'0123456789' + '0123456789' == ''", new EvaluationLimits(1, second, 99));
        Expression<Claims> large = compile("['a', 'b', 'c']", new EvaluationLimits(99, second, 2));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> evaluate(dear))
                    .hasMessage("an evaluation with a cost of more than the limit of 1");
            assertThatThrownBy(() -> evaluate(large))
                    .hasMessage("an evaluation with a text, list or map larger than the limit of 2");
        }
    }

    private static Expression<Claims> compile(String text, EvaluationLimits limits) throws Exception {
        return new Compiler(KubernetesVersion.V1_36, limits, () -> 0L, false).overClaims(text);
    }

    private static Object evaluate(Expression<Claims> expression) throws Exception {
        return expression.evaluate(new ExpressionInput<>(GivenClaims.of("{}")));
    }
}
