package dev.tanukey.mapping.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.List;
import java.util.stream.Collectors;

/** What claims must be: the check itself, and the same said in CEL. */
sealed interface Condition {

    void require(Claims claims, String message) throws RejectedException;

    /** An expression of type bool, which does not fail. */
    String cel();

    /** One of GitLab's flags, the strings "true" and "false", must be "true". */
    record Flag(String claim) implements Condition {

        @Override
        public void require(Claims claims, String message) throws RejectedException {
            String expected = "the string \"true\": " + message;
            switch (text(claims, claim, expected)) {
                case "true" -> {}
                case "false" -> throw refused(RejectionReason.CLAIM_RULE_FAILED, claim, expected, "\"false\"");
                default -> throw refused(RejectionReason.CLAIM_MALFORMED, claim, expected, "another string");
            }
        }

        @Override
        public String cel() {
            return Cel.claimOr(claim, "null") + " == 'true'";
        }
    }

    /** A claim must be one of some strings. */
    record OneOf(String claim, List<String> values) implements Condition {

        public OneOf {
            if (values.stream().flatMapToInt(String::codePoints).anyMatch(Condition::isHalfACharacter)) {
                throw new IllegalArgumentException("Expected whole characters in the values of " + claim);
            }
        }

        @Override
        public void require(Claims claims, String message) throws RejectedException {
            String expected =
                    values.stream().map(Rejection::quote).collect(Collectors.joining(" or ")) + ": " + message;
            if (!values.contains(text(claims, claim, expected))) {
                throw refused(RejectionReason.CLAIM_RULE_FAILED, claim, expected, "another string");
            }
        }

        @Override
        public String cel() {
            // Of a claim that is absent the value null, which is none of the strings.
            String value = Cel.claimOr(claim, "null");
            return values.size() == 1 ? value + " == " + Cel.text(values.get(0)) : value + " in " + Cel.texts(values);
        }
    }

    /** A claim must equal another one; where the first is absent, something else must hold. */
    record SameOrElse(String claim, String other, Condition otherwise) implements Condition {

        @Override
        public void require(Claims claims, String message) throws RejectedException {
            if (!claims.has(claim)) {
                otherwise.require(claims, message);
                return;
            }
            String expected = "the value of " + other + ": " + message;
            if (!text(claims, claim, expected).equals(text(claims, other, expected))) {
                throw refused(RejectionReason.CLAIM_RULE_FAILED, claim, expected, "another value");
            }
        }

        @Override
        public String cel() {
            return Cel.has(claim) + " ? " + Cel.claim(claim) + " == " + Cel.claim(other) + " : " + otherwise.cel();
        }
    }

    /** Several conditions must hold. */
    record All(List<Condition> conditions) implements Condition {

        @Override
        public void require(Claims claims, String message) throws RejectedException {
            for (Condition condition : conditions) {
                condition.require(claims, message);
            }
        }

        @Override
        public String cel() {
            return conditions.stream().map(Condition::cel).collect(Collectors.joining(" && "));
        }
    }

    /** No token and no written configuration holds one. */
    static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String text(Claims claims, String claim, String expected) throws RejectedException {
        Object value = claims.value(claim).orElse(List.of());
        if (value instanceof String text) {
            return text;
        }
        throw claims.value(claim).isPresent()
                ? refused(RejectionReason.CLAIM_MALFORMED, claim, expected, "another type")
                : refused(RejectionReason.CLAIM_MISSING, claim, expected, claims.has(claim) ? "null" : "none");
    }

    private static RejectedException refused(RejectionReason reason, String claim, String expected, String actual) {
        return new RejectedException(Rejection.ofClaim(reason, claim, expected, actual));
    }
}
