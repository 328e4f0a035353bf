package dev.tanukey.token;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token whose signature holds. Names are exact; nothing is coerced: the text {@code "true"} is no
 * boolean and the number 13 no text. A claim that is {@code null} is there, but has no value.
 *
 * <p>Immutable and thread-safe. Prints only the names, since values may be private.
 */
public final class Claims {
    private final Map<String, @Nullable Object> members;

    /** Only a step that has checked a signature may call this. */
    Claims(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** {@return the names in the token's order, those with the value {@code null} included} */
    public Set<String> names() {
        return members.keySet();
    }

    /**
     * Tells whether a claim is there, be it {@code null}.
     *
     * @param name the exact name
     * @return true if the token has a member of this name
     */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * Gives a claim's value as it came.
     *
     * @param name the exact name
     * @return a {@code String}, {@code Boolean}, {@code Long} (whole numbers), {@code Double} (other numbers),
     *     {@code List} or {@code Map} of these; empty if the claim is absent or {@code null}. Cannot be changed
     */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /**
     * Gives a claim that is a string, if it is there.
     *
     * @param name the exact name
     * @return the value; empty if the claim is absent or {@code null}
     * @throws RejectedException with {@code CLAIM_MALFORMED}, if it has another type
     */
    public Optional<String> string(String name) throws RejectedException {
        Object value = members.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw malformed(name, "a string");
    }

    /**
     * Gives a claim that is a boolean, if it is there.
     *
     * @param name the exact name
     * @return the value; empty if the claim is absent or {@code null}
     * @throws RejectedException with {@code CLAIM_MALFORMED}, if it has another type; the text {@code "true"} has
     */
    public Optional<Boolean> bool(String name) throws RejectedException {
        Object value = members.get(name);
        if (value == null || value instanceof Boolean) {
            return Optional.ofNullable((Boolean) value);
        }
        throw malformed(name, "a boolean");
    }

    /**
     * Gives a claim that is a whole number, if it is there.
     *
     * @param name the exact name
     * @return the value; empty if the claim is absent or {@code null}
     * @throws RejectedException with {@code CLAIM_MALFORMED}, if it has another type, a fraction or too many digits
     */
    public Optional<Long> wholeNumber(String name) throws RejectedException {
        Object value = members.get(name);
        if (value == null || value instanceof Long) {
            return Optional.ofNullable((Long) value);
        }
        throw malformed(name, "a whole number");
    }

    /**
     * Gives a claim that is a list of strings, if it is there.
     *
     * @param name the exact name
     * @return the values in the token's order; empty if the claim is absent or {@code null}
     * @throws RejectedException with {@code CLAIM_MALFORMED}, if it is no list or holds anything but strings
     */
    public Optional<List<String>> strings(String name) throws RejectedException {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return Optional.of(list.stream().map(String.class::cast).toList());
        }
        throw malformed(name, "a list of strings");
    }

    /**
     * Gives a claim that is a string or a list of strings, as {@code aud} is (RFC 7519 4.1.3).
     *
     * @param name the exact name
     * @return the values in the token's order; empty if the claim is absent or {@code null}
     * @throws RejectedException with {@code CLAIM_MALFORMED}, if it is neither
     */
    public Optional<List<String>> stringOrStrings(String name) throws RejectedException {
        Object value = members.get(name);
        if (value instanceof String single) {
            return Optional.of(List.of(single));
        }
        if (value == null || value instanceof List<?>) {
            return strings(name);
        }
        throw malformed(name, "a string or a list of strings");
    }

    /** {@return all claims in the token's order; values as {@link #value} gives them, or null; cannot be changed} */
    public Map<String, @Nullable Object> asMap() {
        return members;
    }

    RejectedException malformed(String name, String expected) {
        return new RejectedException(
                Rejection.ofClaim(RejectionReason.CLAIM_MALFORMED, name, expected, typeOf(members.get(name))));
    }

    /** Names the JSON type of a value, for a message that must not hold the value. */
    static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof List ? "a list" : "an object";
    }

    /** {@return the names of the claims; never a value} */
    @Override
    public String toString() {
        return "Claims" + members.keySet().stream().map(Rejection::quote).toList();
    }
}
