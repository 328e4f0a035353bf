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
 * Step 2: the unverified {@code iss} picks the configuration by which the token is judged (RFC 8725 3.8). It is looked
 * up exactly; no address is ever built from it.
 */
final class IssuerSelection {

    /** An issuer with the source of its keys. */
    record Trusted(Issuer issuer, KeySource keys) {}

    private final Map<String, Trusted> byUrl;

    IssuerSelection(Map<String, Trusted> byUrl) {
        this.byUrl = new LinkedHashMap<>(byUrl);
    }

    Trusted select(CompactToken token) throws RejectedException {
        Trusted trusted = byUrl.get(token.unverifiedIssuer().orElse(""));
        if (trusted == null) {
            throw new RejectedException(unknown(token));
        }
        return trusted;
    }

    private Rejection unknown(CompactToken token) {
        Optional<String> named = token.unverifiedIssuer();
        Optional<RejectionHint> hint = token.looksLikeLegacyJobToken()
                ? Optional.of(RejectionHint.LEGACY_JOB_JWT)
                : token.hint().or(() -> named.flatMap(url -> NearMiss.between(byUrl.keySet(), url)));
        String expected = byUrl.size() == 1
                ? Rejection.quote(byUrl.keySet().iterator().next())
                : "one of the " + byUrl.size() + " configured issuers";
        return Rejection.ofClaim(
                        RejectionReason.ISSUER_UNKNOWN,
                        "iss",
                        expected,
                        named.map(Rejection::quote).orElse("none that is a string of usual length"))
                .withHint(hint);
    }
}
