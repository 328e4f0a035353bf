package dev.tanukey.token;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Step 6: the registered claims of RFC 7519 4.1, from proven bytes only; {@code iss} once more among them, since the
 * selection did not read strictly.
 */
record RegisteredClaims(
        Optional<String> subject,
        List<String> audience,
        Instant expiresAt,
        Optional<Instant> notBefore,
        Optional<Instant> issuedAt) {

    /**
     * What OpenID Connect Core 2 and 3.1.3.6 define as strings; their values are compared by whoever asked for them.
     */
    private static final List<String> STRINGS_OF_ID_TOKENS = List.of("nonce", "at_hash");

    /** A job chooses its audiences; so many are looked at for a hint. */
    private static final int MAXIMUM_COMPARED = 16;

    static RegisteredClaims judge(Claims claims, Issuer issuer, Instant now) throws RejectedException {
        requireIssuer(claims, issuer);
        for (String name : STRINGS_OF_ID_TOKENS) {
            claims.string(name);
        }
        RegisteredClaims registered = new RegisteredClaims(
                subject(claims),
                audience(claims, issuer),
                NumericDate.read(claims, "exp").orElseThrow(() -> missing("exp")),
                NumericDate.read(claims, "nbf"),
                NumericDate.read(claims, "iat"));
        registered.requireTimely(issuer, now);
        requirePresent(claims, issuer);
        return registered;
    }

    private static void requireIssuer(Claims claims, Issuer issuer) throws RejectedException {
        if (!issuer.url().equals(claims.value("iss").orElse(null))) {
            throw claims.malformed("iss", "the issuer by which the token was selected");
        }
    }

    private static Optional<String> subject(Claims claims) throws RejectedException {
        Optional<String> subject = claims.string("sub");
        if (claims.has("sub") && subject.filter(text -> !text.isBlank()).isEmpty()) {
            throw new RejectedException(Rejection.ofClaim(
                    RejectionReason.CLAIM_MALFORMED,
                    "sub",
                    "a string that is not blank",
                    subject.isPresent() ? "a blank string" : "null"));
        }
        return subject;
    }

    private static List<String> audience(Claims claims, Issuer issuer) throws RejectedException {
        if (!claims.has("aud")) {
            throw new RejectedException(missing("aud").rejection().withHint(RejectionHint.NAME_AN_AUDIENCE));
        }
        List<String> audience = claims.stringOrStrings("aud")
                .orElseThrow(() -> claims.malformed("aud", "a string or a list of strings"));
        for (String accepted : issuer.audiences()) {
            if (audience.contains(accepted)) {
                return audience;
            }
        }
        throw new RejectedException(mismatch(audience, issuer));
    }

    private static Rejection mismatch(List<String> audience, Issuer issuer) {
        Optional<RejectionHint> hint = audience.stream()
                .limit(MAXIMUM_COMPARED)
                .map(actual -> NearMiss.between(issuer.audiences(), actual))
                .flatMap(Optional::stream)
                .findFirst();
        if (hint.isEmpty() && audience.contains(issuer.url())) {
            hint = Optional.of(RejectionHint.AUDIENCE_IS_ISSUER);
        }
        return Rejection.ofClaim(
                        RejectionReason.AUDIENCE_MISMATCH, "aud", quoteSome(issuer.audiences()), quoteSome(audience))
                .withHint(hint);
    }

    private static String quoteSome(List<String> values) {
        int shown = Math.min(values.size(), 3);
        String some = String.join(
                " or ", values.subList(0, shown).stream().map(Rejection::quote).toList());
        if (values.isEmpty()) {
            return "an empty list";
        }
        return shown == values.size() ? some : some + " or " + (values.size() - shown) + " more";
    }

    void requireTimely(Issuer issuer, Instant now) throws RejectedException {
        if (!now.isBefore(expiresAt.plus(issuer.expiryTolerance()))) {
            throw new RejectedException(Rejection.ofClaim(
                            RejectionReason.EXPIRED,
                            "exp",
                            "a time after " + seconds(now.minus(issuer.expiryTolerance())) + " (now less "
                                    + issuer.expiryTolerance().toSeconds() + " s)",
                            seconds(expiresAt).toString())
                    .withHint(RejectionHint.REQUEST_NEW_TOKEN));
        }
        requireNotAhead("nbf", notBefore, issuer, now);
        if (!issuer.futureIssuedAtAllowed()) {
            requireNotAhead("iat", issuedAt, issuer, now);
        }
    }

    private static void requireNotAhead(String name, Optional<Instant> time, Issuer issuer, Instant now)
            throws RejectedException {
        Instant latest = now.plus(issuer.notBeforeTolerance());
        if (time.isPresent() && time.get().isAfter(latest)) {
            throw new RejectedException(Rejection.ofClaim(
                            RejectionReason.NOT_YET_VALID,
                            name,
                            "a time no later than " + seconds(latest) + " (now and "
                                    + issuer.notBeforeTolerance().toSeconds() + " s)",
                            seconds(time.get()).toString())
                    .withHint(RejectionHint.COMPARE_CLOCKS));
        }
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static void requirePresent(Claims claims, Issuer issuer) throws RejectedException {
        for (String name : issuer.requiredClaims()) {
            if (claims.value(name).isEmpty()) {
                throw missing(name);
            }
        }
    }

    private static RejectedException missing(String name) {
        return new RejectedException(
                Rejection.ofClaim(RejectionReason.CLAIM_MISSING, name, "a token with this claim", "none"));
    }
}
