package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges the section {@code userValidationRules}. */
final class UserRules {
    private final ExpressionRules expressions;
    private final Problems problems;

    UserRules(ExpressionRules expressions, Problems problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    void judge(String path, List<UserValidationRule> rules) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            String text = rules.get(i).expression();
            String expressionPath = path + "[" + i + "].expression";
            if (text.isEmpty()) {
                problems.required(expressionPath, "Write an expression over user, or take the rule out");
            } else if (seen.add(text)) {
                expressions.userRule(expressionPath, text);
            } else {
                problems.duplicate(expressionPath, text, "Take out one of the two");
            }
        }
    }
}
