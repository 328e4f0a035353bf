package dev.tanukey.mapping;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claims that an issuer keeps at another address (OpenID Connect Core 5.6.2). They are not fetched, and they are not
 * taken for absent; what names them must be whole.
 */
final class DistributedClaims {
    private static final String NAMES = "_claim_names";
    private static final String SOURCES = "_claim_sources";

    private DistributedClaims() {}

    /** Demands that each name have a source, and that both have their types. */
    static void requireWhole(Claims claims) throws RejectedException {
        if (!claims.has(NAMES) && !claims.has(SOURCES)) {
            return;
        }
        Map<?, ?> sources = object(claims, SOURCES);
        for (Object source : sources.values()) {
            if (source != null && !isObjectOfTexts(source, "endpoint", "access_token")) {
                throw malformed(SOURCES, "objects whose endpoint and access_token are strings");
            }
        }
        for (Object source : object(claims, NAMES).values()) {
            if (!(source instanceof String name) || name.isEmpty() || !sources.containsKey(name)) {
                throw malformed(NAMES, "names of members of " + SOURCES);
            }
        }
    }

    /** Demands that a claim not lie elsewhere, where the token itself has none. */
    static void requireNone(Claims claims, String claim) throws RejectedException {
        if (claims.has(claim) || !claims.has(NAMES)) {
            return;
        }
        Map<?, ?> sources = object(claims, SOURCES);
        if (!claims.has(SOURCES) || !sources.values().stream().allMatch(DistributedClaims::isSource)) {
            throw malformed(SOURCES, "an object of objects whose JWT is a string, since there is " + NAMES);
        }
        if (object(claims, NAMES).get(claim) instanceof String name
                && sources.get(name) instanceof Map<?, ?> source
                && source.get("endpoint") instanceof String endpoint
                && !endpoint.isEmpty()) {
            throw new RejectedException(Rejection.ofClaim(
                    RejectionReason.MAPPING_FAILED,
                    claim,
                    "the claim in the token itself",
                    "an address where it lies"));
        }
    }

    private static boolean isSource(@Nullable Object source) {
        return source == null || isObjectOfTexts(source, "JWT");
    }

    private static boolean isObjectOfTexts(Object source, String... names) {
        return source instanceof Map<?, ?> members
                && Stream.of(names).map(members::get).allMatch(value -> value == null || value instanceof String);
    }

    private static Map<?, ?> object(Claims claims, String name) throws RejectedException {
        if (claims.value(name).orElse(Map.of()) instanceof Map<?, ?> object) {
            return object;
        }
        throw malformed(name, "an object");
    }

    private static RejectedException malformed(String claim, String expected) {
        return new RejectedException(
                Rejection.ofClaim(RejectionReason.CLAIM_MALFORMED, claim, expected, "something else"));
    }
}
