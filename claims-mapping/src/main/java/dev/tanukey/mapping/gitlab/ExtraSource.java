package dev.tanukey.mapping.gitlab;

import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A claim that is shown as an extra attribute: what it is over the claims of a token, and the same said in CEL. A
 * string, or a list of strings; of GitLab's {@code runner_id}, a number, the decimal digits.
 */
record ExtraSource(ClaimChoice claim) {
    private static final String RUNNER_ID = "runner_id";
    // Up to here a double, which is what an expression sees, tells all whole numbers apart.
    private static final long GREATEST_NUMBER = (1L << 53) - 1;

    static ExtraSource parse(String claim) {
        ExtraSource source = new ExtraSource(ClaimChoice.parse(claim));
        if (source.claim.names().contains(RUNNER_ID) && !source.isNumber()) {
            throw new IllegalArgumentException("Expected runner_id, which is a number, without an alternative");
        }
        return source;
    }

    private boolean isNumber() {
        return claim.text().equals(RUNNER_ID);
    }

    List<String> read(Claims claims) throws RejectedException {
        Object value = claim.value(claims).orElse(List.of());
        if (isNumber()) {
            return claims.value(RUNNER_ID).isEmpty() ? List.of() : List.of(digits(value));
        }
        List<?> elements = value instanceof List<?> list ? list : List.of(value);
        List<String> values = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw claim.failed("a string or a list of strings", "another type");
            }
            if (!text.isEmpty()) {
                values.add(text);
            }
        }
        return values;
    }

    private String digits(Object value) throws RejectedException {
        if (value instanceof Number number) {
            double exact = number.doubleValue();
            if (exact >= 0 && exact <= GREATEST_NUMBER && exact == Math.rint(exact)) {
                return Long.toString((long) exact);
            }
        }
        throw claim.failed("a whole number from 0 to " + GREATEST_NUMBER, "something else");
    }

    /** An expression that gives a string, a list of strings or null. */
    String cel() {
        String number = Cel.claim(RUNNER_ID);
        return isNumber() ? "dyn(" + Cel.given(RUNNER_ID) + " ? string(int(" + number + ")) : '')" : claim.celOrNull();
    }

    /** What must hold besides, for the expression to mean what {@link #read} does. */
    Optional<ClaimValidationRule> rule() {
        String number = Cel.claim(RUNNER_ID);
        return isNumber()
                ? Optional.of(ClaimValidationRule.expression(
                        "!" + Cel.has(RUNNER_ID) + " || " + number + " == null || (" + number + " >= 0 && " + number
                                + " <= " + GREATEST_NUMBER + " && int(" + number + ") == " + number + ")",
                        "runner_id must be a whole number"))
                : Optional.empty();
    }
}
