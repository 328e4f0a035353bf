package dev.tanukey.mapping.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A claim, or several of which the first counts that is there, be it null. Written {@code project_id} or
 * {@code job_project_id|project_id}.
 *
 * @param names the exact names
 */
record ClaimChoice(List<String> names) {
    // What can be written behind "claims." in CEL. Kubernetes reads some names with two underscores as escapes.
    private static final Pattern NAME = Pattern.compile("(?!.*__)(?!(?:true|false|null|in)$)[a-zA-Z_][a-zA-Z0-9_]*");

    static ClaimChoice parse(String text) {
        List<String> names = List.of(text.split("\\|", -1));
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("Expected a claim's name of letters, digits and single underscores,"
                        + " or several with | between them, but came " + Rejection.quote(text));
            }
        }
        return new ClaimChoice(names);
    }

    String text() {
        return String.join("|", names);
    }

    Optional<Object> value(Claims claims) {
        return names.stream().filter(claims::has).findFirst().flatMap(claims::value);
    }

    /** Whether there is a value, and not the empty text. */
    boolean isGiven(Claims claims) {
        return value(claims).filter(value -> !value.equals("")).isPresent();
    }

    /** The value, which {@link #isGiven} says is there. */
    String string(Claims claims) throws RejectedException {
        if (value(claims).orElse("") instanceof String value) {
            return value;
        }
        throw failed("a string", "another type");
    }

    RejectedException failed(String expected, String actual) {
        return new RejectedException(Rejection.ofClaim(RejectionReason.MAPPING_FAILED, text(), expected, actual));
    }

    /** The value; of one claim an expression that fails if it is absent, of several null. */
    String cel() {
        return names.size() == 1 ? Cel.claim(last()) : celOrNull();
    }

    /** The value, or null. */
    String celOrNull() {
        String expression = "null";
        for (int i = names.size() - 1; i >= 0; i--) {
            expression = Cel.claimOr(names.get(i), expression);
        }
        return expression;
    }

    /**
     * Whether there is a value, and not the empty text, as {@link #isGiven}; nothing for a claim of which that is sure.
     */
    Optional<String> celIsGiven(Set<String> sure) {
        if (isSure(sure)) {
            return Optional.empty();
        }
        String given = names.size() == 1 ? Cel.given(last()) : celOrNull() + " != null";
        return Optional.of(given + " && " + cel() + " != ''");
    }

    /** Whether the value is not the empty text; nothing for a claim of which that is sure. */
    Optional<String> celIsNotEmpty(Set<String> sure) {
        return isSure(sure) ? Optional.empty() : Optional.of(cel() + " != ''");
    }

    private boolean isSure(Set<String> sure) {
        return names.size() == 1 && sure.contains(last());
    }

    private String last() {
        return names.get(names.size() - 1);
    }
}
