package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles the expressions of a configuration, keeps them, and tells what does not compile. A text that several issuers
 * have is compiled once.
 */
final class ExpressionRules {
    private final Optional<ExpressionLanguage> language;
    private final Problems problems;
    private final Map<String, Expression<Claims>> overClaims = new HashMap<>();
    private final Map<String, Expression<UserInfo>> overUser = new HashMap<>();
    private final Map<String, Expression<Claims>> claimsByText = new HashMap<>();
    private final Map<String, Expression<UserInfo>> userByText = new HashMap<>();

    ExpressionRules(Optional<ExpressionLanguage> language, Problems problems) {
        this.language = language;
        this.problems = problems;
    }

    Map<String, Expression<Claims>> overClaims() {
        return Map.copyOf(overClaims);
    }

    Map<String, Expression<UserInfo>> overUser() {
        return Map.copyOf(overUser);
    }

    /** An expression that gives a value. */
    Optional<Expression<Claims>> value(String path, String text) {
        Optional<Expression<Claims>> expression = compile(path, text, claimsByText, ExpressionLanguage::overClaims);
        expression.ifPresent(compiled -> overClaims.put(path, compiled));
        return expression;
    }

    /** An expression over the claims that must be true. */
    Optional<Expression<Claims>> claimRule(String path, String text) {
        Optional<Expression<Claims>> rule = rule(path, text, claimsByText, ExpressionLanguage::overClaims);
        rule.ifPresent(compiled -> overClaims.put(path, compiled));
        return rule;
    }

    /** An expression over the user that must be true. */
    void userRule(String path, String text) {
        rule(path, text, userByText, ExpressionLanguage::overUser).ifPresent(compiled -> overUser.put(path, compiled));
    }

    private interface Compiler<T> {
        Expression<T> compile(ExpressionLanguage language, String text) throws InvalidExpressionException;
    }

    private <T> Optional<Expression<T>> rule(
            String path, String text, Map<String, Expression<T>> known, Compiler<T> compiler) {
        Optional<Expression<T>> expression = compile(path, text, known, compiler);
        if (expression.isPresent() && !expression.get().isBoolean()) {
            problems.invalid(
                    path,
                    text,
                    "must evaluate to bool",
                    "Compare the value with something, as in claims.ref_protected == \"true\"");
            return Optional.empty();
        }
        return expression;
    }

    private <T> Optional<Expression<T>> compile(
            String path, String text, Map<String, Expression<T>> known, Compiler<T> compiler) {
        if (language.isEmpty()) {
            problems.invalid(
                    path,
                    text,
                    "no expression language is at hand",
                    "Hand an ExpressionLanguage to authenticator(...); Kubernetes' own is CelExpressionLanguage.kubernetes()"
                            + " in the artifact dev.tanukey:tanukey-cel-support");
            return Optional.empty();
        }
        Expression<T> compiledBefore = known.get(text);
        if (compiledBefore != null) {
            return Optional.of(compiledBefore);
        }
        try {
            Expression<T> compiled = compiler.compile(language.get(), text);
            known.put(text, compiled);
            return Optional.of(compiled);
        } catch (InvalidExpressionException invalid) {
            problems.invalid(
                    path,
                    text,
                    "compilation failed: " + (Discreet.isPem(text) ? Discreet.OMITTED : invalid.getMessage()),
                    invalid.problems().stream()
                            .flatMap(problem -> problem.advice().stream())
                            .findFirst()
                            .map(ExpressionRules::sentence)
                            .orElse("Correct the expression where the message points"));
            return Optional.empty();
        }
    }

    private static String sentence(String advice) {
        return Character.toUpperCase(advice.charAt(0)) + advice.substring(1);
    }
}
