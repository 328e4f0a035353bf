package dev.tanukey.mapping.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with claims in braces, as in {@code gitlab:project:{project_id}}: what it is over the claims of a token, and
 * the same said in CEL.
 *
 * @param text the template as it was written
 * @param parts the literals and claims in order, at least one
 */
record Template(String text, List<Part> parts) {
    private static final String SYSTEM = "system:";

    /** A literal, or a claim; the other one is empty. */
    private record Part(String literal, Optional<ClaimChoice> claim) {

        String value(Claims claims) throws RejectedException {
            return claim.isPresent() ? claim.get().string(claims) : literal;
        }

        String cel() {
            return claim.map(ClaimChoice::cel).orElseGet(() -> Cel.text(literal));
        }
    }

    static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int open = text.indexOf('{', start);
            int end = open < 0 ? text.length() : open;
            if (end > start) {
                parts.add(literal(text.substring(start, end), text));
            }
            start = end;
            if (open >= 0) {
                int close = text.indexOf('}', open);
                require(close > open, "a closing brace for each opening one", text);
                parts.add(new Part("", Optional.of(ClaimChoice.parse(text.substring(open + 1, close)))));
                start = close + 1;
            }
        }
        require(!parts.isEmpty(), "a text", text);
        require(!text.startsWith(SYSTEM), "a name that does not begin with \"system:\", which Kubernetes keeps", text);
        return new Template(text, List.copyOf(parts));
    }

    private static Part literal(String literal, String text) {
        require(literal.indexOf('}') < 0, "an opening brace for each closing one", text);
        require(literal.chars().noneMatch(Character::isISOControl), "a text without control characters", text);
        require(literal.codePoints().noneMatch(Condition::isHalfACharacter), "whole characters", text);
        return new Part(literal, Optional.empty());
    }

    private static void require(boolean condition, String expected, String text) {
        if (!condition) {
            throw new IllegalArgumentException("Expected " + expected
                    + ", as in \"gitlab:project:{project_id}\", but came " + Rejection.quote(text));
        }
    }

    /** Whether all its claims are there, and not empty. */
    boolean isGiven(Claims claims) {
        return claims().allMatch(claim -> claim.isGiven(claims));
    }

    /** The text, of claims that {@link #isGiven} says are there. */
    String value(Claims claims) throws RejectedException {
        StringBuilder value = new StringBuilder();
        for (Part part : parts) {
            value.append(part.value(claims));
        }
        return value.toString();
    }

    /** Why there is no value. */
    RejectedException missing(Claims claims) {
        ClaimChoice claim =
                claims().filter(any -> !any.isGiven(claims)).findFirst().orElseThrow();
        return claim.failed("a string, of which " + Rejection.quote(text) + " is made", "none, or an empty one");
    }

    /** An expression of type string; it fails if a claim is absent or no string. */
    String cel() {
        String sum = parts.stream().map(Part::cel).collect(Collectors.joining(" + "));
        // A claim alone has the type any, and a sum of two might be one of numbers or lists.
        boolean string = parts.stream().limit(2).anyMatch(part -> part.claim.isEmpty());
        return string ? sum : "'' + " + sum;
    }

    /** Whether all its claims are there, as {@link #isGiven}; nothing if that is sure. */
    Optional<String> celIsGiven(Set<String> sure) {
        return all(claim -> claim.celIsGiven(sure));
    }

    /** Whether none of its claims, which must be there for {@link #cel} to have a value, is empty. */
    Optional<String> celIsNotEmpty(Set<String> sure) {
        return all(claim -> claim.celIsNotEmpty(sure));
    }

    private Optional<String> all(Function<ClaimChoice, Optional<String>> condition) {
        return claims().flatMap(claim -> condition.apply(claim).stream()).reduce((one, other) -> one + " && " + other);
    }

    /** The one claim that this is and that is sure to be there. */
    Optional<String> sureClaim(Set<String> sure) {
        return parts.size() == 1 ? parts.get(0).claim.map(ClaimChoice::text).filter(sure::contains) : Optional.empty();
    }

    boolean uses(String claim) {
        return claims().anyMatch(choice -> choice.names().contains(claim));
    }

    /** What sets the values apart from other issuers': the front, up to the first colon. */
    Optional<String> ownPrefix() {
        String front = parts.get(0).literal;
        int colon = front.indexOf(':');
        if (colon >= 0) {
            return Optional.of(front.substring(0, colon + 1));
        }
        return Optional.of(front).filter(whole -> !whole.isEmpty() && parts.size() > 1);
    }

    private Stream<ClaimChoice> claims() {
        return parts.stream().flatMap(part -> part.claim.stream());
    }
}
