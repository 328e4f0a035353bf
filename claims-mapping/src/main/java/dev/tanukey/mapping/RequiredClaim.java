package dev.tanukey.mapping;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;

/**
 * A claim that must be there and be one string; null reads as the empty one.
 *
 * @param claim the exact name
 * @param value the exact value
 */
record RequiredClaim(String claim, String value) {

    void require(Claims claims) throws RejectedException {
        if (!claims.has(claim)) {
            throw refused(RejectionReason.CLAIM_MISSING, "none");
        }
        if (!(claims.value(claim).orElse("") instanceof String actual)) {
            throw refused(RejectionReason.CLAIM_MALFORMED, "another type");
        }
        if (!actual.equals(value)) {
            throw refused(RejectionReason.CLAIM_RULE_FAILED, "another value");
        }
    }

    private RejectedException refused(RejectionReason reason, String actual) {
        return new RejectedException(Rejection.ofClaim(reason, claim, "the string " + Rejection.quote(value), actual));
    }
}
