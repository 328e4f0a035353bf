package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of looking at a configuration.
 *
 * @param problems what is wrong with it, in Kubernetes' order; of more than 1,000 problems the first 1,000 and one that
 *     says how many more there are
 * @param overClaims the compiled expressions over claims, by the path of their field
 * @param overUser the compiled expressions over the user, by the path of their field
 */
public record Validation(
        List<ConfigurationProblem> problems,
        Map<String, Expression<Claims>> overClaims,
        Map<String, Expression<UserInfo>> overUser) {

    /**
     * By which rules a configuration is judged besides Kubernetes' own.
     *
     * @param language compiles the expressions; without one, a configuration with expressions is refused
     * @param disallowedIssuers URLs that no issuer may have
     * @param insecureHttpOnLoopback whether an issuer may be http on this machine
     */
    public record Context(
            Optional<ExpressionLanguage> language, Set<String> disallowedIssuers, boolean insecureHttpOnLoopback) {}
}
