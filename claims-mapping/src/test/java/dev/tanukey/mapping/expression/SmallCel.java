package dev.tanukey.mapping.expression;

import dev.tanukey.mapping.expression.SmallCelValues.ClaimsValue;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small part of the Common Expression Language, for the tests of this module, which must not know the real one: an
 * interpreter with the types and values of Kubernetes 1.34 and later. What it does not know it refuses when it
 * compiles; the message then has {@link #NOT_IN_THE_SUBSET} in it.
 *
 * <p>It knows: strings, whole numbers, doubles, booleans, null, lists; {@code .x}, {@code ["x"]}, {@code .?x},
 * {@code has(c.x)}; {@code + - == != < <= > >= && || ! ?: in}; {@code startsWith endsWith matches contains size orValue
 * hasValue all exists map filter}; {@code dyn() string() int() type() size()}; comments. Patterns are Java's, without
 * what RE2 has not.
 */
public final class SmallCel implements ExpressionLanguage {
    static final String NOT_IN_THE_SUBSET = "SmallCel does not know ";

    @Override
    public Expression<Claims> overClaims(String text) throws InvalidExpressionException {
        return compile(
                text,
                "claims",
                SmallCelChecker.claims(),
                claims -> new ClaimsValue(SmallCelValues.members(claims.asMap())));
    }

    @Override
    public Expression<UserInfo> overUser(String text) throws InvalidExpressionException {
        return compile(
                text,
                "user",
                SmallCelChecker.user(),
                user -> Map.of(
                        "username", user.username(),
                        "uid", user.uid(),
                        "groups", user.groups(),
                        "extra", user.extra()));
    }

    /** Over claims that come from no token. */
    static Expression<Map<String, @Nullable Object>> overMap(String text) throws InvalidExpressionException {
        return compile(
                text, "claims", SmallCelChecker.claims(), claims -> new ClaimsValue(SmallCelValues.members(claims)));
    }

    private static <T> Expression<T> compile(
            String text, String variable, Map<String, SmallCelType> scope, Function<T, Object> adapter)
            throws InvalidExpressionException {
        SmallCelNode node = SmallCelParser.parse(text);
        SmallCelType type = new SmallCelChecker(text).check(node, scope);
        return new Compiled<>(text, node, type, variable, adapter);
    }

    private record Compiled<T>(
            String text, SmallCelNode node, SmallCelType type, String variable, Function<T, Object> adapter)
            implements Expression<T> {

        @Override
        public boolean isBoolean() {
            return type.is(SmallCelType.BOOL);
        }

        @Override
        public boolean selects(String member) {
            return selects(node, member);
        }

        private boolean selects(SmallCelNode part, String member) {
            return part instanceof SmallCelNode.Select select && selected(select.of(), select.member(), member)
                    || part instanceof SmallCelNode.Has has && selected(has.of(), has.member(), member)
                    || part.parts().anyMatch(inner -> selects(inner, member));
        }

        private boolean selected(SmallCelNode of, String selected, String member) {
            return of instanceof SmallCelNode.Name name && name.name().equals(variable) && selected.equals(member);
        }

        @Override
        public @Nullable Object evaluate(ExpressionInput<T> input) throws ExpressionFailedException {
            return SmallCelEvaluator.value(node, Map.of(variable, input.as(Object.class, adapter)));
        }
    }
}
