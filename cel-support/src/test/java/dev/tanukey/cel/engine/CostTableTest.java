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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CostTableTest {
    private static final Claims CLAIMS = GivenClaims.of(
            "{\"sub\":\"alice\",\"n\":1,\"o\":{\"p\":{\"q\":\"deep\"},\"list\":[1,2,3]},\"email\":\"alice@example.com\","
                    + "\"t\":true,\"groups\":"
                    + IntStream.range(0, 20).mapToObj(i -> "\"g" + i + "\"").collect(Collectors.joining(",", "[", "]"))
                    + "}");

    /** The costs are what Kubernetes 1.36.3 reports. */
    @ParameterizedTest
    @CsvFileSource(resources = "costs.tsv", delimiter = '\t', quoteCharacter = '\0')
    void an_expression_costs_what_it_costs_in_a_cluster_and_may_cost_no_more_than_the_limit(long cost, String text)
            throws Exception {
        CompiledExpression<Claims> expression = (CompiledExpression<Claims>) compile(text, 1_000_000);
        ExpressionInput<Claims> input = new ExpressionInput<>(CLAIMS);
        Meter meter = expression.metering().start();
        Object value = expression.value(input, meter);
        assertThat(meter.cost()).isEqualTo(cost);
        if (cost > 0) {
            assertThat(((CompiledExpression<Claims>) compile(text, cost)).value(input))
                    .isEqualTo(value);
        }
        if (cost > 1) {
            assertThatThrownBy(() -> compile(text, cost - 1).evaluate(input))
                    .isInstanceOf(ExpressionFailedException.class)
                    .hasMessage("an evaluation with a cost of more than the limit of " + (cost - 1));
        }
    }

    private static Expression<Claims> compile(String text, long cost) throws Exception {
        EvaluationLimits limits = new EvaluationLimits(cost, Duration.ofMillis(100), 1 << 20);
        return new Compiler(KubernetesVersion.V1_36, limits, () -> 0L, false).overClaims(text);
    }
}
