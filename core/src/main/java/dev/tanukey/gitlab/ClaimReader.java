package dev.tanukey.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads claims in the types that GitLab gives them. */
final class ClaimReader {
    private final Claims claims;

    ClaimReader(Claims claims) {
        this.claims = claims;
    }

    /** A string that GitLab always sends; it may be empty. */
    String text(String name) throws RejectedException {
        return claims.string(name)
                .orElseThrow(() -> new RejectedException(Rejection.ofClaim(
                        RejectionReason.CLAIM_MISSING,
                        name,
                        "a string, as GitLab always sends",
                        claims.has(name) ? "null" : "none")));
    }

    /** A string that may be null or absent. */
    Optional<String> optionalText(String name) throws RejectedException {
        return claims.string(name);
    }

    /** GitLab's booleans are the strings "true" and "false"; a JSON boolean is none of GitLab's. */
    boolean flag(String name) throws RejectedException {
        return switch (text(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed(name, "the string \"true\" or \"false\"", "another string");
        };
    }

    /** A list of objects whose members are all strings; null and absent read as empty. */
    List<Map<String, String>> textObjects(String name) throws RejectedException {
        List<Map<String, String>> objects = new ArrayList<>();
        Object value = claims.value(name).orElse(List.of());
        if (!(value instanceof List<?> list)) {
            throw malformed(name, "a list of objects", "another type");
        }
        for (Object element : list) {
            objects.add(textObject(name, element));
        }
        return objects;
    }

    /** An object whose members are all strings. */
    Optional<Map<String, String>> optionalTextObject(String name) throws RejectedException {
        Optional<Object> value = claims.value(name);
        return value.isPresent() ? Optional.of(textObject(name, value.get())) : Optional.empty();
    }

    private static Map<String, String> textObject(String name, Object value) throws RejectedException {
        Map<String, String> members = new java.util.HashMap<>();
        if (!(value instanceof Map<?, ?> object)) {
            throw malformed(name, "an object with strings", "another type");
        }
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!(member.getValue() instanceof String text)) {
                throw malformed(name, "an object with strings", "an object with something else");
            }
            members.put((String) member.getKey(), text);
        }
        return members;
    }

    static RejectedException malformed(String name, String expected, String actual) {
        return new RejectedException(Rejection.ofClaim(RejectionReason.CLAIM_MALFORMED, name, expected, actual));
    }
}
