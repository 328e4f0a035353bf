package dev.tanukey.mapping;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import java.util.List;

/**
 * Expressions that must all be true. All of them are evaluated before any is judged, so that one that fails is told
 * before one that is false, as in Kubernetes.
 */
final class ValidationRules<T> {
    private final RejectionReason reason;
    private final List<Rule<T>> rules;

    ValidationRules(RejectionReason reason, List<Rule<T>> rules) {
        this.reason = reason;
        this.rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param message what to say when it does not hold; may be empty
     */
    record Rule<T>(Expression<T> expression, String message) {}

    void require(ExpressionInput<T> input) throws RejectedException {
        Rule<T> broken = null;
        for (Rule<T> rule : rules) {
            boolean holds = Boolean.TRUE.equals(ExpressionSource.evaluate(rule.expression, input));
            if (!holds && broken == null) {
                broken = rule;
            }
        }
        if (broken != null) {
            throw refusal(broken);
        }
    }

    private RejectedException refusal(Rule<T> rule) {
        return new RejectedException(Rejection.of(
                reason,
                "a token over which " + Rejection.quote(rule.expression.text()) + " is true",
                rule.message.isEmpty() ? "one over which it is not" : "one over which it is not: " + rule.message));
    }
}
