package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.NOT_A_JWT;
import static dev.tanukey.reason.RejectionReason.SIGNATURE_INVALID;
import static dev.tanukey.reason.RejectionReason.TOKEN_MALFORMED;

import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@link Attack#SIGNATURE}. */
final class SignatureForgeries {
    private static final Chapter SIGNATURE = new Chapter(Attack.SIGNATURE);

    private static final String ANYBODY = "Anybody could write such a token (RFC 7515 5.2).";
    private static final String EXACT =
            "A signature has exactly as many bytes as the key, and each counts (RFC 8017 8.2.2).";
    private static final String ALL_OF_IT =
            "Who changes the claims under a signature is whoever he likes (RFC 7515 5.2).";

    private SignatureForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                SIGNATURE
                        .standard("stripped", "the signature is empty", ANYBODY)
                        .by((mint, good) -> bytes(good, old -> new byte[0]), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("absent", "there is no third part", ANYBODY)
                        .by((mint, good) -> Workshop.parts(good).signingInput(), NOT_A_JWT),
                SIGNATURE
                        .standard("other-payload", "a better payload over the signature of another", ALL_OF_IT)
                        .by(SignatureForgeries::otherPayload, SIGNATURE_INVALID),
                SIGNATURE
                        .standard("of-another-token", "the signature of another token of the same issuer", ALL_OF_IT)
                        .by(
                                (mint, good) -> {
                                    String other = Workshop.parts(good).signature();
                                    return Workshop.parts(good.claim("x", "y"))
                                            .withSignature(old -> other)
                                            .token();
                                },
                                SIGNATURE_INVALID),
                SIGNATURE
                        .standard("payload-only", "signed over the payload without the header", ALL_OF_IT)
                        .by((mint, good) -> over(good, Workshop.base64url(good.payload())), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("decoded", "signed over the decoded texts", ALL_OF_IT)
                        .by((mint, good) -> over(good, good.header() + "." + good.payload()), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("flipped-bit", "one bit of the signature is flipped", ANYBODY)
                        .by((mint, good) -> bytes(good, SignatureForgeries::flipped), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("all-zero", "the signature is all zeros", "CVE-2022-21449 in another dress.")
                        .by((mint, good) -> bytes(good, old -> new byte[old.length]), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("all-ones", "the signature is all 0xFF, beyond the modulus", ANYBODY)
                        .by(
                                (mint, good) -> bytes(good, old -> {
                                    Arrays.fill(old, (byte) 0xFF);
                                    return old;
                                }),
                                SIGNATURE_INVALID),
                SIGNATURE
                        .standard("one", "the signature is the number one", ANYBODY)
                        .by(
                                (mint, good) -> bytes(good, old -> {
                                    byte[] one = new byte[old.length];
                                    one[old.length - 1] = 1;
                                    return one;
                                }),
                                SIGNATURE_INVALID),
                SIGNATURE
                        .standard("truncated", "the signature's last byte is missing", EXACT)
                        .by((mint, good) -> bytes(good, old -> Arrays.copyOf(old, old.length - 1)), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("halved", "half of the signature is missing", EXACT)
                        .by((mint, good) -> bytes(good, old -> Arrays.copyOf(old, old.length / 2)), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("byte-behind", "a zero byte behind the signature", EXACT)
                        .by((mint, good) -> bytes(good, old -> Arrays.copyOf(old, old.length + 1)), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("byte-before", "a zero byte before the signature", EXACT)
                        .by(
                                (mint, good) -> bytes(good, old -> {
                                    byte[] longer = new byte[old.length + 1];
                                    System.arraycopy(old, 0, longer, 1, old.length);
                                    return longer;
                                }),
                                SIGNATURE_INVALID),
                SIGNATURE
                        .standard("twice", "the signature stands there twice", EXACT)
                        .by(
                                (mint, good) -> bytes(good, old -> {
                                    byte[] twice = Arrays.copyOf(old, 2 * old.length);
                                    System.arraycopy(old, 0, twice, old.length, old.length);
                                    return twice;
                                }),
                                SIGNATURE_INVALID),
                SIGNATURE
                        .standard("plus-modulus", "the modulus is added to the signature", EXACT)
                        .by((mint, good) -> bytes(good, old -> number(old, good).toByteArray()), SIGNATURE_INVALID),
                SIGNATURE
                        .standard("hexadecimal", "the signature is in hexadecimal digits", EXACT)
                        .by(
                                (mint, good) -> Workshop.parts(good)
                                        .withSignature(old -> HexFormat.of()
                                                .formatHex(
                                                        Base64.getUrlDecoder().decode(old)))
                                        .token(),
                                SIGNATURE_INVALID),
                SIGNATURE
                        .standard("of-a-stranger", "a stranger's signature", ANYBODY)
                        .by(
                                (mint, good) -> {
                                    var mine = Workshop.Parts.of(Stranger.sign(good));
                                    return Workshop.parts(good)
                                            .withSignature(old -> mine.signature())
                                            .token();
                                },
                                SIGNATURE_INVALID),
                SIGNATURE
                        .standard("word", "the signature is a word", ANYBODY)
                        .by(
                                (mint, good) -> Workshop.parts(good)
                                        .withSignature(old -> "signature")
                                        .token(),
                                TOKEN_MALFORMED,
                                SIGNATURE_INVALID));
    }

    private static String bytes(TokenBuilder<?> good, UnaryOperator<byte[]> bend) {
        return Workshop.parts(good).withSignatureBytes(bend).token();
    }

    private static String over(TokenBuilder<?> good, String signingInput) {
        return Workshop.parts(good)
                .withSignature(old -> good.signingKey().signature(Workshop.utf8(signingInput)))
                .token();
    }

    private static byte[] flipped(byte[] signature) {
        signature[signature.length / 2] ^= 1;
        return signature;
    }

    /** Verifies like the signature itself where nobody looks at its width (RFC 8017 5.2.2). */
    private static BigInteger number(byte[] signature, TokenBuilder<?> good) {
        return new BigInteger(1, signature).add(good.signingKey().publicKey().getModulus());
    }

    private static String otherPayload(TokenMint mint, TokenBuilder<?> good) {
        String signature = Workshop.parts(good).signature();
        return Workshop.parts(good.claim("user_access_level", "owner").claim("sub", "1"))
                .withSignature(old -> signature)
                .token();
    }
}
