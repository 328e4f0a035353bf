package dev.tanukey.mapping.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression. Evaluated once per token, by any number of threads at once; its time and memory are bounded by
 * its language.
 *
 * @param <T> what it looks at: the claims of a token, or the mapped user
 */
public interface Expression<T> {

    /** {@return the text from which it was compiled} */
    String text();

    /** {@return whether its type, as far as it is known before evaluation, is boolean and nothing else} */
    boolean isBoolean();

    /**
     * Tells whether the expression selects a member of its variable by name, as {@code claims.email} does, wherever in
     * the expression that is; {@code claims["email"]} counts not.
     *
     * @param member the member's name
     * @return whether it does
     */
    boolean selects(String member);

    /**
     * Gives the texts that set its strings apart: the literals with which they begin, as far as they can be seen in the
     * expression and end in something that is no letter and no digit, as {@code gitlab:} in {@code "gitlab:" +
     * claims.sub}. No other issuer can then give a name or group that begins so.
     *
     * @return the texts; default: none
     */
    default Set<String> prefixes() {
        return Set.of();
    }

    /**
     * Evaluates the expression.
     *
     * @param input what it looks at
     * @return a {@code String}, a {@code Boolean}, a {@code List} of anything, or null; an object of any other class if
     *     the value has another type, which no mapping takes
     * @throws ExpressionFailedException if it has no value over this input
     */
    @Nullable
    Object evaluate(ExpressionInput<T> input) throws ExpressionFailedException;
}
