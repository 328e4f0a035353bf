package dev.tanukey.token;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictBase64Url;
import dev.tanukey.strict.StrictJson;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Step 1: a text in the compact form of RFC 7515 3.1, bounded and cut, its payload readable. Nothing in it is trusted, and
 * only {@link SignatureCheck} takes the claims out.
 */
final class CompactToken {
    private static final int MAXIMUM_HEADER_LENGTH = 16_384;

    private final byte[] ascii;
    private final int firstDot;
    private final int secondDot;
    private final Map<String, @Nullable Object> unverifiedClaims;

    private CompactToken(byte[] ascii, int firstDot, int secondDot, Map<String, @Nullable Object> unverifiedClaims) {
        this.ascii = ascii;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
        this.unverifiedClaims = unverifiedClaims;
    }

    static CompactToken parse(String text, int maximumLength) throws RejectedException {
        if (text.length() > maximumLength) {
            throw new RejectedException(Rejection.of(
                    RejectionReason.TOKEN_TOO_LARGE,
                    "at most " + maximumLength + " characters",
                    text.length() + " characters"));
        }
        int firstDot = text.indexOf('.');
        int secondDot = text.indexOf('.', firstDot + 1);
        if (firstDot < 0
                || secondDot < 0
                || text.indexOf('.', secondDot + 1) >= 0
                || NeighbourCredential.hasPrefix(text)) {
            throw notAJwt(text, "something else");
        }
        byte[] ascii = StrictBase64Url.ascii(text);
        try {
            byte[] payload = StrictBase64Url.decode(ascii, firstDot + 1, secondDot);
            return new CompactToken(ascii, firstDot, secondDot, StrictJson.readObject(payload));
        } catch (MalformedTextException unreadable) {
            throw notAJwt(text, "three parts, but the payload is " + unreadable.getMessage());
        }
    }

    private static RejectedException notAJwt(String text, String actual) {
        return new RejectedException(
                Rejection.of(RejectionReason.NOT_A_JWT, "a JSON Web Token: three parts of base64url, two dots", actual)
                        .withHint(NeighbourCredential.hintFor(text)));
    }

    /** Gives the {@code iss} that somebody wrote into the token; fit to choose among our issuers and for nothing else. */
    Optional<Object> unverifiedIssuer() {
        return Optional.ofNullable(unverifiedClaims.get("iss"));
    }

    /** Tells a removed kind of token by the form of its unverified subject, for a hint. */
    boolean looksLikeLegacyJobToken() {
        return unverifiedClaims.get("sub") instanceof String subject && subject.startsWith("job_");
    }

    Map<String, @Nullable Object> header() throws RejectedException {
        if (firstDot > MAXIMUM_HEADER_LENGTH) {
            throw malformed("a header of at most " + MAXIMUM_HEADER_LENGTH + " characters", firstDot + " characters");
        }
        try {
            return StrictJson.readObject(StrictBase64Url.decode(ascii, 0, firstDot));
        } catch (MalformedTextException unreadable) {
            throw malformed("a header that is a JSON object in base64url", unreadable.getMessage());
        }
    }

    byte[] signature() throws RejectedException {
        try {
            return StrictBase64Url.decode(ascii, secondDot + 1, ascii.length);
        } catch (MalformedTextException unreadable) {
            throw malformed("a signature in base64url", unreadable.getMessage());
        }
    }

    /** The first two parts with their dot: what the signature is about (RFC 7515 5.2, step 8). */
    byte[] signingInput() {
        return java.util.Arrays.copyOf(ascii, secondDot);
    }

    /** For {@link SignatureCheck} alone, once the signature holds. */
    Claims provenClaims() {
        return new Claims(unverifiedClaims);
    }

    private static RejectedException malformed(String expected, String actual) {
        return new RejectedException(Rejection.of(RejectionReason.TOKEN_MALFORMED, expected, actual));
    }
}
