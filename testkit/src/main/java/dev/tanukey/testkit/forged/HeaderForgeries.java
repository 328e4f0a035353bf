package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.HEADER_UNSUPPORTED;
import static dev.tanukey.reason.RejectionReason.NOT_A_JWT;
import static dev.tanukey.reason.RejectionReason.SIGNATURE_INVALID;
import static dev.tanukey.reason.RejectionReason.TOKEN_MALFORMED;

import dev.tanukey.testkit.TokenBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@link Attack#HEADER}. */
final class HeaderForgeries {
    private static final Chapter HEADER = new Chapter(Attack.HEADER);

    private static final String CRIT = "Who does not understand what crit names must refuse (RFC 7515 4.1.11;"
            + " CVE-2025-59420, CVE-2026-32597, CVE-2026-35042).";
    private static final String CRIT_FORM =
            "crit is a list of names that are in the header, not empty, and of none that"
                    + " JWS itself defines (RFC 7515 4.1.11).";
    private static final String B64 = "b64 must not be used in a JWT (RFC 7797 7): the signature would be about other"
            + " bytes than the reader sees.";
    private static final String KINDS = "One key signs several kinds of tokens; typ keeps them apart (RFC 8725 3.11).";
    private static final String TYPE = "typ is a string (RFC 7515 4.1.9).";
    private static final String OBJECT = "A header is a JSON object in UTF-8 (RFC 7515 4, 5.2).";
    private static final String UNIQUE =
            "Names in a header are unique (RFC 7515 4, 5.2): of two readers each would see another algorithm or key.";

    private HeaderForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                HEADER.standard("crit-unknown", "crit names an extension that nobody knows", CRIT)
                        .by(
                                (mint, good) -> good.header("crit", List.of("urn:example:only-on-mondays"))
                                        .header("urn:example:only-on-mondays", true)
                                        .sign(),
                                HEADER_UNSUPPORTED),
                HEADER.policy("crit-empty", "crit is an empty list", CRIT_FORM)
                        .heading("crit", List.of(), HEADER_UNSUPPORTED),
                HEADER.policy("crit-registered", "crit names alg", CRIT_FORM)
                        .heading("crit", List.of("alg"), HEADER_UNSUPPORTED),
                HEADER.standard("crit-absent-name", "crit names what is not in the header", CRIT_FORM)
                        .heading("crit", List.of("exp"), HEADER_UNSUPPORTED),
                HEADER.standard("crit-text", "crit is a string", CRIT_FORM).heading("crit", "b64", HEADER_UNSUPPORTED),
                HEADER.policy("crit-null", "crit is null", CRIT_FORM)
                        .by((mint, good) -> good.header("crit", null).sign(), HEADER_UNSUPPORTED),
                HEADER.standard("crit-numbers", "crit is a list of numbers", CRIT_FORM)
                        .heading("crit", List.of(1L), HEADER_UNSUPPORTED),
                HEADER.standard("b64-false", "b64 is false and critical; signed over the payload's text", B64)
                        .by(
                                (mint, good) ->
                                        unencoded(good.header("b64", false).header("crit", List.of("b64"))),
                                HEADER_UNSUPPORTED),
                HEADER.standard("b64-false-without-crit", "b64 is false; signed over the payload's text", B64)
                        .by((mint, good) -> unencoded(good.header("b64", false)), HEADER_UNSUPPORTED),
                HEADER.policy("b64-true", "b64 is true and critical, which changes nothing", B64)
                        .by(
                                (mint, good) -> good.header("b64", true)
                                        .header("crit", List.of("b64"))
                                        .sign(),
                                HEADER_UNSUPPORTED),
                HEADER.policy(
                                "zip",
                                "zip says that the payload is compressed",
                                "Defined for encryption only (RFC 7516 4.1.3); who inflates can be blown up"
                                        + " (CVE-2024-28176).")
                        .heading("zip", "DEF", HEADER_UNSUPPORTED),
                HEADER.policy(
                                "cty",
                                "cty says that the payload is a token again",
                                "A nested token (RFC 7519 5.2) is not what an ID token is; its claims are elsewhere.")
                        .heading("cty", "JWT", HEADER_UNSUPPORTED),
                HEADER.standard("typ-access-token", "typ is at+jwt", KINDS)
                        .heading("typ", "at+jwt", HEADER_UNSUPPORTED),
                HEADER.standard("typ-logout-token", "typ is logout+jwt", KINDS)
                        .heading("typ", "logout+jwt", HEADER_UNSUPPORTED),
                HEADER.standard("typ-security-event", "typ is secevent+jwt", KINDS)
                        .heading("typ", "secevent+jwt", HEADER_UNSUPPORTED),
                HEADER.standard("typ-json", "typ is JOSE+JSON, the JSON serialization", KINDS)
                        .heading("typ", "JOSE+JSON", HEADER_UNSUPPORTED),
                HEADER.standard("typ-number", "typ is a number", TYPE).heading("typ", 1L, TOKEN_MALFORMED),
                HEADER.policy("typ-null", "typ is null", TYPE)
                        .by((mint, good) -> good.header("typ", null).sign(), TOKEN_MALFORMED),
                HEADER.standard("list", "the header is a list", OBJECT)
                        .by((mint, good) -> Workshop.withHeader(good, header -> "[" + header + "]"), TOKEN_MALFORMED),
                HEADER.standard("text", "the header is a string", OBJECT)
                        .by((mint, good) -> Workshop.withHeader(good, header -> "\"RS256\""), TOKEN_MALFORMED),
                HEADER.standard("null", "the header is null", OBJECT)
                        .by((mint, good) -> Workshop.withHeader(good, header -> "null"), TOKEN_MALFORMED),
                HEADER.standard("empty-object", "the header is an empty object", OBJECT)
                        .by((mint, good) -> Workshop.withHeader(good, header -> "{}"), TOKEN_MALFORMED),
                HEADER.standard("absent", "the header is empty", OBJECT)
                        .by(
                                (mint, good) -> Workshop.parts(good)
                                        .withHeader(header -> "")
                                        .signedBy(good)
                                        .token(),
                                TOKEN_MALFORMED,
                                NOT_A_JWT),
                HEADER.standard("no-json", "the header is no JSON", OBJECT)
                        .by((mint, good) -> Workshop.withHeader(good, header -> "alg=RS256"), TOKEN_MALFORMED),
                HEADER.standard("single-quotes", "the header has single quotes", OBJECT)
                        .by(
                                (mint, good) -> Workshop.withHeader(good, header -> header.replace('"', '\'')),
                                TOKEN_MALFORMED),
                HEADER.standard("text-behind", "there is more behind the header's object", OBJECT)
                        .by((mint, good) -> Workshop.withHeader(good, header -> header + "{}"), TOKEN_MALFORMED),
                HEADER.policy("byte-order-mark", "a byte order mark before the header", OBJECT)
                        .by((mint, good) -> Workshop.withHeader(good, header -> "\uFEFF" + header), TOKEN_MALFORMED),
                HEADER.standard("utf-16", "the header is in UTF-16", OBJECT)
                        .by(
                                (mint, good) -> Workshop.withHeaderBytes(
                                        good, header -> good.header().getBytes(StandardCharsets.UTF_16BE)),
                                TOKEN_MALFORMED),
                HEADER.standard("duplicate-alg", "alg twice: none, then RS256", UNIQUE)
                        .by((mint, good) -> withFirst(good, "\"alg\":\"none\""), TOKEN_MALFORMED),
                HEADER.standard("duplicate-alg-escaped", "alg twice, once with an escaped letter", UNIQUE)
                        .by((mint, good) -> withFirst(good, "\"\\u0061lg\":\"none\""), TOKEN_MALFORMED),
                HEADER.standard("duplicate-kid", "kid twice: another key's, then the right one", UNIQUE)
                        .by((mint, good) -> withFirst(good, "\"kid\":\"another\""), TOKEN_MALFORMED),
                HEADER.policy("deep", "a parameter is nested 4,000 levels deep", "A parser that recurses overflows.")
                        .by(
                                (mint, good) -> withFirst(good, "\"a\":" + "[".repeat(4_000) + "]".repeat(4_000)),
                                TOKEN_MALFORMED),
                HEADER.standard(
                                "changed",
                                "another header over the same signature",
                                "The signature is about the header, too (RFC 7515 5.2).")
                        .by(
                                (mint, good) -> Workshop.parts(good)
                                        .withHeader(header -> Workshop.base64url(
                                                good.header("x", "y").header()))
                                        .token(),
                                SIGNATURE_INVALID));
    }

    /** Signed as RFC 7797 3 says, but sent in base64url, as a lax reader may expect it all the same. */
    private static String unencoded(TokenBuilder<?> good) {
        String header = Workshop.base64url(good.header());
        String payload = good.payload();
        String signature = good.signingKey().signature(Workshop.utf8(header + "." + payload));
        return new Workshop.Parts(header, Workshop.base64url(payload), signature).token();
    }

    private static String withFirst(TokenBuilder<?> good, String member) {
        return Workshop.withHeader(good, header -> "{" + member + "," + header.substring(1));
    }
}
