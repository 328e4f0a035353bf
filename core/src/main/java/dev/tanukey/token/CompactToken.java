package dev.tanukey.token;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.PlainJson;
import dev.tanukey.strict.StrictBase64Url;
import dev.tanukey.strict.StrictJson;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Step 1: a text in the compact form of RFC 7515 3.1, bounded and cut. Nothing in it is trusted: before the signature
 * holds it gives away no claim but the issuer that it names.
 */
final class CompactToken {
    private static final int MAXIMUM_HEADER_LENGTH = 16_384;
    private static final int MAXIMUM_HEADER_TOKENS = 256;

    private final String text;
    private final int firstDot;
    private final int secondDot;
    private final byte[] ascii;
    private final HeaderText headerText;
    private final byte[] payload;
    private final Optional<Map<String, @Nullable Object>> plainPayload;
    private final Optional<String> unverifiedIssuer;

    private CompactToken(String text, int firstDot, int secondDot) throws MalformedTextException {
        this.text = text;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
        this.ascii = StrictBase64Url.ascii(text);
        this.headerText = new HeaderText(ascii, firstDot);
        this.payload = StrictBase64Url.decode(ascii, firstDot + 1, secondDot);
        this.plainPayload = PlainJson.readObject(payload, UsualTexts.OF_GITLAB);
        this.unverifiedIssuer = plainPayload.isPresent()
                ? issuer(plainPayload.get().get("iss"))
                : UnverifiedPayload.text(payload, "iss");
    }

    private static Optional<String> issuer(@Nullable Object value) {
        return value instanceof String text && text.length() <= UnverifiedPayload.MAXIMUM_LENGTH
                ? Optional.of(text)
                : Optional.empty();
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
        boolean threeParts = firstDot >= 0 && secondDot >= 0 && text.indexOf('.', secondDot + 1) < 0;
        if (!threeParts || isJson(text)) {
            throw notAJwt(text, text.isBlank() ? "nothing" : "a text of another form");
        }
        CompactToken token;
        try {
            token = new CompactToken(text, firstDot, secondDot);
        } catch (MalformedTextException unreadable) {
            throw notAJwt(text, "three parts, but the payload is " + unreadable.getMessage());
        }
        if (token.unverifiedIssuer.isEmpty() && !token.hasAlgorithm()) {
            throw notAJwt(text, "three parts, but neither a header with alg nor a payload with iss");
        }
        return token;
    }

    /** A JWT is never in the JSON serialization (RFC 7519 1), even if it has two dots somewhere. */
    private static boolean isJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    private boolean hasAlgorithm() {
        try {
            return header().containsKey("alg");
        } catch (RejectedException unreadable) {
            return false;
        }
    }

    private static RejectedException notAJwt(String text, String actual) {
        return new RejectedException(
                Rejection.of(RejectionReason.NOT_A_JWT, "a JSON Web Token: three parts of base64url, two dots", actual)
                        .withHint(NeighbourCredential.hintFor(text)));
    }

    /**
     * The {@code iss} that somebody wrote into the token, if it is a string; fit to choose among our issuers, no more.
     */
    Optional<String> unverifiedIssuer() {
        return unverifiedIssuer;
    }

    /** Tells a removed kind of token by its unverified subject, for a hint. */
    boolean looksLikeLegacyJobToken() {
        try {
            return UnverifiedPayload.text(payload, "sub")
                    .filter(subject -> subject.startsWith("job_"))
                    .isPresent();
        } catch (MalformedTextException unreadable) {
            return false;
        }
    }

    /** Names the slip, if this is a known one: something around the token, or another credential. */
    Optional<RejectionHint> hint() {
        return NeighbourCredential.hintFor(text);
    }

    Map<String, @Nullable Object> header() throws RejectedException {
        if (firstDot > MAXIMUM_HEADER_LENGTH) {
            throw malformed("a header of at most " + MAXIMUM_HEADER_LENGTH + " characters", firstDot + " characters");
        }
        try {
            return StrictJson.readObject(StrictBase64Url.decode(ascii, 0, firstDot), MAXIMUM_HEADER_TOKENS);
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

    /** The first part as it is written. */
    HeaderText headerText() {
        return headerText;
    }

    /** The whole token, one byte per character. Must not be changed. */
    byte[] ascii() {
        return ascii;
    }

    /** How much of it is the first two parts with their dot: what the signature is about (RFC 7515 5.2, step 8). */
    int signingInputLength() {
        return secondDot;
    }

    /** For {@link SignatureCheck} alone, once the signature holds. */
    Claims provenClaims() throws RejectedException {
        try {
            return new Claims(plainPayload.isPresent() ? plainPayload.get() : StrictJson.readObject(payload));
        } catch (MalformedTextException unreadable) {
            throw malformed("claims that are one strict JSON object", unreadable.getMessage());
        }
    }

    private RejectedException malformed(String expected, String actual) {
        return new RejectedException(
                Rejection.of(RejectionReason.TOKEN_MALFORMED, expected, actual).withHint(hint()));
    }
}
