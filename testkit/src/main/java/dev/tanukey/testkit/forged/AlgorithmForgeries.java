package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.ALGORITHM_NOT_ALLOWED;
import static dev.tanukey.reason.RejectionReason.TOKEN_MALFORMED;

import dev.tanukey.testkit.TokenBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@link Attack#ALGORITHM}. */
final class AlgorithmForgeries {
    private static final Chapter ALGORITHM = new Chapter(Attack.ALGORITHM);

    private static final String NONE = "Whoever can write JSON is let in (RFC 8725 3.2; CVE-2015-2951 and its kin).";
    private static final String HMAC =
            "The public key is known to all, so all can sign (RFC 8725 3.1; CVE-2015-9235, CVE-2026-48526).";
    private static final String NAME =
            "The verifier's list decides, not the sender (RFC 8725 3.1); who swaps algorithms looks for the weakest.";
    private static final String EXACT = "Names of algorithms are compared exactly (RFC 7515 4.1.1).";
    private static final String STRING =
            "alg must be there and be a string (RFC 7515 4.1.1); a default is a downgrade.";

    private AlgorithmForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                ALGORITHM
                        .standard("none", "alg is none, without a signature", NONE)
                        .by((mint, good) -> unsigned(good, "none"), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("none-capitalized", "alg is None, without a signature", NONE)
                        .by((mint, good) -> unsigned(good, "None"), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("none-upper-case", "alg is NONE, without a signature", NONE)
                        .by((mint, good) -> unsigned(good, "NONE"), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("none-mixed-case", "alg is nOnE, without a signature", NONE)
                        .by((mint, good) -> unsigned(good, "nOnE"), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("none-signed", "alg is none, with the issuer's signature over it", NONE)
                        .heading("alg", "none", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("none-with-foreign-signature", "alg is none, with a stranger's signature", NONE)
                        .by((mint, good) -> Stranger.sign(good.header("alg", "none")), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("hmac-pem", "HS256 with the public key as PEM", HMAC)
                        .by((mint, good) -> Workshop.hmac(good, "HS256", pem(good)), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("hmac-pem-without-last-line-break", "HS256 with the PEM, last line break cut", HMAC)
                        .by(
                                (mint, good) ->
                                        Workshop.hmac(good, "HS256", Arrays.copyOf(pem(good), pem(good).length - 1)),
                                ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("hmac-der", "HS256 with the public key as DER", HMAC)
                        .by((mint, good) -> Workshop.hmac(good, "HS256", der(good)), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("hmac-jwk", "HS256 with the text of the published JWK", HMAC)
                        .by(
                                (mint, good) -> Workshop.hmac(
                                        good,
                                        "HS256",
                                        Workshop.utf8(
                                                Workshop.json(good.signingKey().jwk()))),
                                ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("hmac-modulus", "HS256 with the bytes of the modulus", HMAC)
                        .by(
                                (mint, good) -> Workshop.hmac(
                                        good,
                                        "HS256",
                                        good.signingKey()
                                                .publicKey()
                                                .getModulus()
                                                .toByteArray()),
                                ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("hmac-modulus-text", "HS256 with the modulus in base64url", HMAC)
                        .by(
                                (mint, good) -> Workshop.hmac(
                                        good,
                                        "HS256",
                                        Workshop.utf8(String.valueOf(
                                                good.signingKey().jwk().get("n")))),
                                ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("hmac-sha-512", "HS512 with the public key as PEM", HMAC)
                        .by((mint, good) -> Workshop.hmac(good, "HS512", pem(good)), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("hmac-zero-key", "HS256 with a key of one zero byte", "As if no key were set.")
                        .by((mint, good) -> Workshop.hmac(good, "HS256", new byte[1]), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard(
                                "hmac-embedded-key",
                                "HS256 with a key that the header brings",
                                "Key and algorithm come from the sender (CVE-2018-0114).")
                        .by((mint, good) -> hmacWithEmbeddedKey(good), ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("rs384", "alg is RS384 over a signature with RS256", NAME)
                        .heading("alg", "RS384", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("rs512", "alg is RS512 over a signature with RS256", NAME)
                        .heading("alg", "RS512", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("ps256", "alg is PS256 over a signature with RS256", NAME)
                        .heading("alg", "PS256", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("es256", "alg is ES256 over a signature with RS256", NAME)
                        .heading("alg", "ES256", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("eddsa", "alg is EdDSA over a signature with RS256", NAME)
                        .heading("alg", "EdDSA", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard(
                                "es256-zeros",
                                "ES256 with r and s of zero",
                                "Some JDKs took it for a signature of everything by everybody (CVE-2022-21449).")
                        .by(
                                (mint, good) -> Workshop.parts(good.header("alg", "ES256"))
                                        .withSignatureBytes(old -> new byte[64])
                                        .token(),
                                ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("rsa-oaep", "alg is RSA-OAEP, which encrypts", NAME)
                        .heading("alg", "RSA-OAEP", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("rsa1-5", "alg is RSA1_5, which encrypts", NAME)
                        .heading("alg", "RSA1_5", ALGORITHM_NOT_ALLOWED),
                ALGORITHM.standard("lower-case", "alg is rs256", EXACT).heading("alg", "rs256", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("blank-behind", "alg is RS256 and a blank", EXACT)
                        .heading("alg", "RS256 ", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("blank-before", "alg is a blank and RS256", EXACT)
                        .heading("alg", " RS256", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("nul-behind", "alg is RS256 and U+0000", EXACT)
                        .heading("alg", "RS256\0", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("homoglyph", "alg is RS256 with a Cyrillic letter", EXACT)
                        .heading("alg", "R\u0405256", ALGORITHM_NOT_ALLOWED),
                ALGORITHM.standard("empty", "alg is an empty string", EXACT).heading("alg", "", ALGORITHM_NOT_ALLOWED),
                ALGORITHM
                        .standard("missing", "there is no alg", STRING)
                        .by((mint, good) -> Workshop.withoutParameter(good, "alg"), TOKEN_MALFORMED),
                ALGORITHM
                        .standard("null", "alg is null", STRING)
                        .by((mint, good) -> good.header("alg", null).sign(), TOKEN_MALFORMED),
                ALGORITHM.standard("number", "alg is a number", STRING).heading("alg", 256L, TOKEN_MALFORMED),
                ALGORITHM
                        .standard("list", "alg is a list with RS256 in it", STRING)
                        .heading("alg", List.of("RS256"), TOKEN_MALFORMED),
                ALGORITHM
                        .standard("object", "alg is an object", STRING)
                        .heading("alg", Map.of("name", "RS256"), TOKEN_MALFORMED),
                ALGORITHM.standard("true", "alg is true", STRING).heading("alg", true, TOKEN_MALFORMED));
    }

    private static String unsigned(TokenBuilder<?> good, String algorithm) {
        return Workshop.parts(good.header("alg", algorithm))
                .withSignature(old -> "")
                .token();
    }

    private static String hmacWithEmbeddedKey(TokenBuilder<?> good) {
        byte[] key = Workshop.utf8("a secret of the one who sends it");
        Map<String, String> jwk = Map.of("kty", "oct", "alg", "HS256", "k", Workshop.base64url(key));
        return Workshop.hmac(good.header("jwk", jwk), "HS256", key);
    }

    private static byte[] der(TokenBuilder<?> good) {
        return good.signingKey().publicKey().getEncoded();
    }

    private static byte[] pem(TokenBuilder<?> good) {
        return Workshop.utf8(Workshop.pem("PUBLIC KEY", der(good)));
    }
}
