package dev.tanukey.token;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySource;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Step 2: the unverified {@code iss} picks the configuration by which the token is judged (RFC 8725 3.8). It is looked up
 * exactly; no address is ever built from it.
 */
final class IssuerSelection {

    /** An issuer with the source of its keys. */
    record Trusted(Issuer issuer, KeySource keys) {}

    private final Map<String, Trusted> byUrl;

    IssuerSelection(Map<String, Trusted> byUrl) {
        this.byUrl = new LinkedHashMap<>(byUrl);
    }

    Trusted select(CompactToken token) throws RejectedException {
        Object unverified = token.unverifiedIssuer().orElse("");
        Trusted trusted = unverified instanceof String url ? byUrl.get(url) : null;
        if (trusted == null) {
            throw new RejectedException(unknown(token, unverified));
        }
        return trusted;
    }

    private Rejection unknown(CompactToken token, Object unverified) {
        Optional<RejectionHint> hint = Optional.empty();
        String actual = Claims.typeOf(token.unverifiedIssuer().orElse(null));
        if (unverified instanceof String url && !url.isEmpty()) {
            actual = Rejection.quote(url);
            hint = NearMiss.between(byUrl.keySet(), url);
        }
        if (token.looksLikeLegacyJobToken()) {
            hint = Optional.of(RejectionHint.LEGACY_JOB_JWT);
        }
        String expected = byUrl.size() == 1
                ? Rejection.quote(byUrl.keySet().iterator().next())
                : "one of the " + byUrl.size() + " configured issuers";
        return Rejection.ofClaim(RejectionReason.ISSUER_UNKNOWN, "iss", expected, actual)
                .withHint(hint);
    }
}
