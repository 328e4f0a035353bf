package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges the section {@code claimValidationRules}. */
final class ClaimRules {
    private final ExpressionRules expressions;
    private final Problems problems;

    ClaimRules(ExpressionRules expressions, Problems problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    /** Judges the rules, and gives the expressions that compile and are boolean. */
    List<Expression<Claims>> judge(String path, List<ClaimValidationRule> rules) {
        List<Expression<Claims>> usable = new ArrayList<>();
        Set<String> seenClaims = new HashSet<>();
        Set<String> seenExpressions = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            ClaimValidationRule rule = rules.get(i);
            String rulePath = path + "[" + i + "]";
            boolean claim = !rule.claim().isEmpty();
            boolean expression = !rule.expression().isEmpty();
            if (claim && expression) {
                problems.invalid(
                        rulePath,
                        rule.claim(),
                        "claim and expression can't both be set",
                        "Make two rules of it, or take out one of the two");
            } else if (claim) {
                judgeClaim(rulePath, rule, seenClaims);
            } else if (!expression) {
                problems.required(
                        rulePath,
                        "claim or expression is required",
                        "Write a claim and its requiredValue, or an expression and a message, or take the rule out");
            } else if (isNewExpression(rulePath, rule, seenExpressions)) {
                expressions
                        .claimRule(rulePath + ".expression", rule.expression())
                        .ifPresent(usable::add);
            }
        }
        return usable;
    }

    private void judgeClaim(String path, ClaimValidationRule rule, Set<String> seen) {
        if (!rule.message().isEmpty()) {
            problems.invalid(
                    path + ".message",
                    rule.message(),
                    "may not be specified when claim is set",
                    "Take it out; a message goes with an expression");
        }
        if (!seen.add(rule.claim())) {
            problems.duplicate(
                    path + ".claim", rule.claim(), "Take out one of the two; a claim has one required value");
        }
    }

    private boolean isNewExpression(String path, ClaimValidationRule rule, Set<String> seen) {
        if (!rule.requiredValue().isEmpty()) {
            problems.invalid(
                    path + ".requiredValue",
                    rule.requiredValue(),
                    "may not be specified when expression is set",
                    "Take it out; a required value goes with a claim");
        }
        boolean added = seen.add(rule.expression());
        if (!added) {
            problems.duplicate(path + ".expression", rule.expression(), "Take out one of the two");
        }
        return added;
    }
}
