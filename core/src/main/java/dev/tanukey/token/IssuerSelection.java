package dev.tanukey.token;

import dev.tanukey.issuer.Issuer;
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

    private final Map<String, TrustedIssuer> byUrl;

    IssuerSelection(Map<String, TrustedIssuer> byUrl) {
        this.byUrl = new LinkedHashMap<>(byUrl);
    }

    TrustedIssuer select(CompactToken token) throws RejectedException {
        TrustedIssuer trusted = byUrl.get(token.unverifiedIssuer().orElse(""));
        if (trusted == null) {
            throw new RejectedException(unknown(token));
        }
        return trusted;
    }

    /** The very issuer, if its tokens are judged here. */
    Optional<TrustedIssuer> of(Issuer issuer) {
        TrustedIssuer trusted = byUrl.get(issuer.url());
        return trusted != null && trusted.issuer().equals(issuer) ? Optional.of(trusted) : Optional.empty();
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
