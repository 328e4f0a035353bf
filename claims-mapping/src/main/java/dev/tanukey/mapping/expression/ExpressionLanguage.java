package dev.tanukey.mapping.expression;

import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;

/**
 * Compiles the expressions of a configuration. Called when a configuration is loaded, never for a token.
 *
 * <p>An implementation is thread-safe, and so are the expressions that it makes.
 */
public interface ExpressionLanguage {

    /**
     * Compiles an expression over the claims of a token, which it calls {@code claims}.
     *
     * @param text the expression
     * @return the compiled expression
     * @throws InvalidExpressionException if it does not compile
     */
    Expression<Claims> overClaims(String text) throws InvalidExpressionException;

    /**
     * Compiles an expression over the mapped user, which it calls {@code user}.
     *
     * @param text the expression
     * @return the compiled expression
     * @throws InvalidExpressionException if it does not compile
     */
    Expression<UserInfo> overUser(String text) throws InvalidExpressionException;
}
