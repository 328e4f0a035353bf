package dev.tanukey.mapping;

import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;

/** Where one part of a user comes from, with Kubernetes' reading of absent, null and ill-typed values. */
@FunctionalInterface
interface ClaimSource<T> {

    T read(ExpressionInput<Claims> claims) throws RejectedException;

    /** A claim that must be there and be a string; null reads as the empty string. */
    static ClaimSource<String> text(String claim) {
        return input -> text(input.value(), claim);
    }

    /** As {@link #text}, with something before it; an e-mail address must not be known to be unverified. */
    static ClaimSource<String> username(String claim, String prefix) {
        return input -> {
            String name = text(input.value(), claim);
            if (claim.equals("email")) {
                requireVerifiedEmail(input.value());
            }
            return prefix + name;
        };
    }

    /** A claim that may be absent or null (no groups), a string (one group) or a list of strings. */
    static ClaimSource<List<String>> groups(String claim, String prefix) {
        return input -> {
            DistributedClaims.requireNone(input.value(), claim);
            Object value = input.value().value(claim).orElse(List.of());
            List<?> elements = value instanceof List<?> list ? list : List.of(value);
            List<String> groups = new ArrayList<>(elements.size());
            for (Object element : elements) {
                if (element != null && !(element instanceof String)) {
                    throw failed(claim, "a string or a list of strings", "another type");
                }
                groups.add(prefix + (element == null ? "" : element));
            }
            return groups;
        };
    }

    private static String text(Claims claims, String claim) throws RejectedException {
        if (!claims.has(claim)) {
            throw failed(claim, "a token with this claim", "none");
        }
        if (claims.value(claim).orElse("") instanceof String text) {
            return text;
        }
        throw failed(claim, "a string", "another type");
    }

    private static void requireVerifiedEmail(Claims claims) throws RejectedException {
        Object verified = claims.value("email_verified").orElse(!claims.has("email_verified"));
        if (!(verified instanceof Boolean)) {
            throw failed("email_verified", "true, since the username is the e-mail address", "no boolean");
        }
        if (verified.equals(false)) {
            throw new RejectedException(Rejection.ofClaim(
                    RejectionReason.EMAIL_NOT_VERIFIED,
                    "email_verified",
                    "true, since the username is the e-mail address",
                    "false"));
        }
    }

    private static RejectedException failed(String claim, String expected, String actual) {
        return new RejectedException(Rejection.ofClaim(RejectionReason.MAPPING_FAILED, claim, expected, actual));
    }
}
