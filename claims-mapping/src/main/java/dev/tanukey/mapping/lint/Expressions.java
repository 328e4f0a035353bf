package dev.tanukey.mapping.lint;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.Rejection;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The compiled expressions of one issuer, by their fields, which are paths below {@code jwt[i]}. Immutable. */
final class Expressions {
    private final Map<String, Expression<Claims>> overClaims = new LinkedHashMap<>();
    private final Map<String, Expression<UserInfo>> overUser = new LinkedHashMap<>();

    private Expressions() {}

    /** How a language compiles over one variable. */
    @FunctionalInterface
    private interface Compiler<T> {
        Expression<T> compile(ExpressionLanguage language, String text) throws InvalidExpressionException;
    }

    static Expressions compile(int index, JwtAuthenticator jwt, Optional<ExpressionLanguage> language) {
        Map<String, String> texts = new LinkedHashMap<>();
        JwtAuthenticator.ClaimMappings mappings = jwt.claimMappings();
        texts.put("claimMappings.username.expression", mappings.username().expression());
        texts.put("claimMappings.groups.expression", mappings.groups().expression());
        texts.put("claimMappings.uid.expression", mappings.uid().expression());
        for (int i = 0; i < mappings.extra().size(); i++) {
            texts.put(
                    "claimMappings.extra[" + i + "].valueExpression",
                    mappings.extra().get(i).valueExpression());
        }
        for (int i = 0; i < jwt.claimValidationRules().size(); i++) {
            texts.put(
                    "claimValidationRules[" + i + "].expression",
                    jwt.claimValidationRules().get(i).expression());
        }
        Map<String, String> userTexts = new LinkedHashMap<>();
        for (int i = 0; i < jwt.userValidationRules().size(); i++) {
            userTexts.put(
                    "userValidationRules[" + i + "].expression",
                    jwt.userValidationRules().get(i).expression());
        }
        String root = "jwt[" + index + "].";
        List<ConfigurationProblem> problems = new ArrayList<>();
        Expressions compiled = new Expressions();
        compiled.overClaims.putAll(compile(root, texts, language, ExpressionLanguage::overClaims, problems));
        compiled.overUser.putAll(compile(root, userTexts, language, ExpressionLanguage::overUser, problems));
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return compiled;
    }

    private static <T> Map<String, Expression<T>> compile(
            String root,
            Map<String, String> texts,
            Optional<ExpressionLanguage> language,
            Compiler<T> compiler,
            List<ConfigurationProblem> problems) {
        Map<String, Expression<T>> compiled = new LinkedHashMap<>();
        texts.forEach((path, text) -> {
            if (!text.isEmpty() && language.isEmpty()) {
                problems.add(problem(
                        root + path,
                        "there is no language for expressions",
                        "Give one, such as the one of the module cel-support."));
            } else if (!text.isEmpty()) {
                try {
                    compiled.put(path, compiler.compile(language.get(), text));
                } catch (InvalidExpressionException refused) {
                    problems.add(problem(
                            root + path,
                            "compilation failed: " + refused.getMessage(),
                            "Write an expression that compiles."));
                }
            }
        });
        return compiled;
    }

    private static ConfigurationProblem problem(String path, String detail, String advice) {
        return new ConfigurationProblem(path, ConfigurationProblem.Kind.INVALID, detail, advice, Optional.empty());
    }

    /** The field whose expression a rejection quotes. */
    Optional<String> fieldOf(String text) {
        Map<String, Expression<?>> all = new LinkedHashMap<>(overClaims);
        all.putAll(overUser);
        return all.entrySet().stream()
                .filter(field -> text.contains(Rejection.quote(field.getValue().text())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The expressions over claims as they are written. */
    Set<String> texts() {
        return overClaims.values().stream().map(Expression::text).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Map<String, Expression<Claims>> overClaims() {
        return Collections.unmodifiableMap(overClaims);
    }

    Expression<Claims> overClaims(String path) {
        return Objects.requireNonNull(overClaims.get(path), path);
    }

    Expression<UserInfo> overUser(String path) {
        return Objects.requireNonNull(overUser.get(path), path);
    }
}
