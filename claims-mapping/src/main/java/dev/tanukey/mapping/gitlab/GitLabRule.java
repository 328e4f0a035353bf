package dev.tanukey.mapping.gitlab;

import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.Claims;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a GitLab token must be for it to be let in. {@link GitLabRules} has them; a mapping takes them
 * with {@link GitLabMapping#with}.
 *
 * <p>A token without the claim is refused with {@code CLAIM_MISSING}, one with a value of which GitLab sends none with
 * {@code CLAIM_MALFORMED}, one with another value with {@code CLAIM_RULE_FAILED}.
 *
 * <p>Immutable and thread-safe. Equal to a rule that says the same.
 */
public final class GitLabRule {
    private final Condition condition;
    private final String message;

    GitLabRule(Condition condition, String message) {
        this.condition = condition;
        this.message = message;
    }

    void require(Claims claims) throws RejectedException {
        condition.require(claims, message);
    }

    ClaimValidationRule written() {
        return ClaimValidationRule.expression(expression(), message);
    }

    /** {@return the rule as an expression over {@code claims}, for a kube-apiserver of 1.34 or later} */
    public String expression() {
        return condition.cel();
    }

    /** {@return what is told when it does not hold} */
    public String message() {
        return message;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GitLabRule that && condition.equals(that.condition) && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return condition.hashCode();
    }

    /** {@return the expression} */
    @Override
    public String toString() {
        return expression();
    }
}
