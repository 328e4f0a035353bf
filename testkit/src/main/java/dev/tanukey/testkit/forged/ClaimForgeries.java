package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.AUDIENCE_MISMATCH;
import static dev.tanukey.reason.RejectionReason.CLAIM_MALFORMED;
import static dev.tanukey.reason.RejectionReason.CLAIM_MISSING;
import static dev.tanukey.reason.RejectionReason.EXPIRED;
import static dev.tanukey.reason.RejectionReason.ISSUER_UNKNOWN;
import static dev.tanukey.reason.RejectionReason.NOT_YET_VALID;
import static dev.tanukey.reason.RejectionReason.TOKEN_MALFORMED;

import dev.tanukey.testkit.TokenBuilder;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** {@link Attack#CLAIMS}. */
final class ClaimForgeries {
    private static final Chapter CLAIMS = new Chapter(Attack.CLAIMS);

    private static final String MUST =
            "An ID token has iss, sub, aud, exp and iat (OpenID Connect Core 2); a check that"
                    + " nothing triggers lets everything in.";
    private static final String ISS =
            "iss is a string, compared exactly (RFC 7519 4.1.1; CVE-2024-53861," + " CVE-2025-30144).";
    private static final String AUD = "aud is a string or a list of strings (RFC 7519 4.1.3).";
    private static final String DATE =
            "A time is a JSON number of seconds (RFC 7519 2); what is coerced or wraps around"
                    + " is another time, often none.";
    private static final String SUB =
            "sub is a string (RFC 7519 4.1.2) that names somebody; what is coerced may name" + " somebody else.";
    private static final String ID_TOKEN = "OpenID Connect Core 2 and 3.1.3.6 define it as a string.";

    private ClaimForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                without("iss").by((mint, good) -> good.without("iss").sign(), ISSUER_UNKNOWN),
                without("sub").by((mint, good) -> good.without("sub").sign(), CLAIM_MISSING),
                without("aud").by((mint, good) -> good.without("aud").sign(), CLAIM_MISSING),
                without("exp").by((mint, good) -> good.without("exp").sign(), CLAIM_MISSING),
                CLAIMS.standard("iss-list", "iss is a list with ours in it", ISS)
                        .by((mint, good) -> wrapped(good, "iss", Workshop.issuer(good)), ISSUER_UNKNOWN),
                CLAIMS.standard("iss-object", "iss is an object with ours in it", ISS)
                        .by(
                                (mint, good) -> good.claim("iss", Map.of("iss", Workshop.issuer(good)))
                                        .sign(),
                                ISSUER_UNKNOWN),
                CLAIMS.standard("iss-number", "iss is a number", ISS).claiming("iss", 1L, ISSUER_UNKNOWN),
                CLAIMS.standard("iss-null", "iss is null", ISS).by((mint, good) -> nulled(good, "iss"), ISSUER_UNKNOWN),
                CLAIMS.standard("aud-number", "aud is a number", AUD).claiming("aud", 1L, CLAIM_MALFORMED),
                CLAIMS.standard("aud-true", "aud is true", AUD).claiming("aud", true, CLAIM_MALFORMED),
                CLAIMS.standard("aud-object", "aud is an object with ours as a name", AUD)
                        .by(
                                (mint, good) -> good.claim("aud", Map.of(Workshop.audience(good), true))
                                        .sign(),
                                CLAIM_MALFORMED),
                CLAIMS.standard("aud-nested-list", "aud is a list in a list", AUD)
                        .by(
                                (mint, good) -> good.claim("aud", List.of(List.of(Workshop.audience(good))))
                                        .sign(),
                                CLAIM_MALFORMED),
                CLAIMS.standard("aud-list-with-number", "aud is a list with ours and a number", AUD)
                        .by(
                                (mint, good) -> good.claim("aud", List.of(Workshop.audience(good), 1L))
                                        .sign(),
                                CLAIM_MALFORMED),
                CLAIMS.standard("aud-joined", "aud is a text with ours and another, joined by a blank", AUD)
                        .by(
                                (mint, good) -> good.claim("aud", Workshop.audience(good) + " https://other.example")
                                        .sign(),
                                AUDIENCE_MISMATCH),
                CLAIMS.standard("aud-joined-by-comma", "aud is a text with ours and another, joined by a comma", AUD)
                        .by(
                                (mint, good) -> good.claim("aud", Workshop.audience(good) + ",https://other.example")
                                        .sign(),
                                AUDIENCE_MISMATCH),
                CLAIMS.standard("aud-json-in-text", "aud is a text that looks like a list", AUD)
                        .by(
                                (mint, good) -> good.claim("aud", "[\"" + Workshop.audience(good) + "\"]")
                                        .sign(),
                                AUDIENCE_MISMATCH),
                CLAIMS.standard("exp-null", "exp is null", DATE)
                        .by((mint, good) -> nulled(good, "exp"), CLAIM_MALFORMED, CLAIM_MISSING),
                CLAIMS.standard("exp-text", "exp is a string of digits", DATE)
                        .by(
                                (mint, good) -> good.claim("exp", Long.toString(Workshop.seconds(good, "exp")))
                                        .sign(),
                                CLAIM_MALFORMED),
                CLAIMS.standard("exp-date-text", "exp is a date in words", DATE)
                        .claiming("exp", "2999-12-31T23:59:59Z", CLAIM_MALFORMED),
                CLAIMS.standard("exp-true", "exp is true", DATE).claiming("exp", true, CLAIM_MALFORMED),
                CLAIMS.standard("exp-list", "exp is a list with the time in it", DATE)
                        .by((mint, good) -> wrapped(good, "exp", Workshop.seconds(good, "exp")), CLAIM_MALFORMED),
                CLAIMS.policy("exp-1e400", "exp is 1e400, beyond every double", DATE)
                        .by(
                                (mint, good) -> Workshop.withLiteral(good, "exp", "1e400"),
                                CLAIM_MALFORMED,
                                TOKEN_MALFORMED),
                CLAIMS.policy("exp-2-63", "exp is 2^63, one beyond a long", DATE)
                        .by((mint, good) -> Workshop.withLiteral(good, "exp", power(63, 0)), CLAIM_MALFORMED),
                CLAIMS.policy("exp-2-64-and-now", "exp is 2^64 and tomorrow, which wraps around", DATE)
                        .by(
                                (mint, good) -> Workshop.withLiteral(
                                        good, "exp", power(64, Workshop.seconds(good, "exp") + 86_400)),
                                CLAIM_MALFORMED),
                CLAIMS.standard("exp-negative", "exp is before 1970", DATE)
                        .claiming("exp", -1L, EXPIRED, CLAIM_MALFORMED),
                CLAIMS.policy("exp-milliseconds", "exp is in milliseconds", "Such a token lives 50,000 years.")
                        .by(
                                (mint, good) -> good.claim("exp", 1_000 * Workshop.seconds(good, "exp"))
                                        .sign(),
                                CLAIM_MALFORMED),
                CLAIMS.standard("nbf-text", "nbf is a string of digits", DATE)
                        .by(
                                (mint, good) -> good.claim("nbf", Long.toString(Workshop.seconds(good, "iat")))
                                        .sign(),
                                CLAIM_MALFORMED),
                CLAIMS.policy("nbf-null", "nbf is null", DATE).by((mint, good) -> nulled(good, "nbf"), CLAIM_MALFORMED),
                CLAIMS.standard("nbf-2-63", "nbf is 2^63, which may wrap around into the past", DATE)
                        .by(
                                (mint, good) -> Workshop.withLiteral(good, "nbf", power(63, 0)),
                                CLAIM_MALFORMED,
                                NOT_YET_VALID),
                CLAIMS.standard("nbf-2-64-and-now", "nbf is 2^64 and now, which wraps around into the past", DATE)
                        .by(
                                (mint, good) -> Workshop.withLiteral(
                                        good, "nbf", power(64, Workshop.seconds(good, "iat") - 60)),
                                CLAIM_MALFORMED),
                CLAIMS.standard("iat-text", "iat is a string of digits", DATE)
                        .by(
                                (mint, good) -> good.claim("iat", Long.toString(Workshop.seconds(good, "iat")))
                                        .sign(),
                                CLAIM_MALFORMED),
                CLAIMS.policy("iat-null", "iat is null", DATE).by((mint, good) -> nulled(good, "iat"), CLAIM_MALFORMED),
                CLAIMS.standard("sub-number", "sub is a number", SUB).claiming("sub", 1001L, CLAIM_MALFORMED),
                CLAIMS.standard("sub-true", "sub is true", SUB).claiming("sub", true, CLAIM_MALFORMED),
                CLAIMS.standard("sub-list", "sub is a list with the right one in it", SUB)
                        .by((mint, good) -> wrapped(good, "sub", Workshop.claim(good, "sub")), CLAIM_MALFORMED),
                CLAIMS.standard("sub-null", "sub is null", SUB)
                        .by((mint, good) -> nulled(good, "sub"), CLAIM_MALFORMED, CLAIM_MISSING),
                CLAIMS.policy("sub-empty", "sub is an empty string", SUB).claiming("sub", "", CLAIM_MALFORMED),
                CLAIMS.policy("sub-blank", "sub is a blank", SUB).claiming("sub", " ", CLAIM_MALFORMED),
                CLAIMS.policy("nonce-number", "nonce is a number", ID_TOKEN).claiming("nonce", 1L, CLAIM_MALFORMED),
                CLAIMS.policy("at-hash-list", "at_hash is a list", ID_TOKEN)
                        .claiming("at_hash", List.of("x"), CLAIM_MALFORMED));
    }

    private static Chapter.Entry without(String claim) {
        return CLAIMS.standard("no-" + claim, "there is no " + claim, MUST);
    }

    private static String nulled(TokenBuilder<?> good, String claim) {
        return good.claim(claim, null).sign();
    }

    private static String wrapped(TokenBuilder<?> good, String claim, Object value) {
        return good.claim(claim, List.of(value)).sign();
    }

    private static String power(int exponent, long more) {
        return BigInteger.TWO.pow(exponent).add(BigInteger.valueOf(more)).toString();
    }
}
