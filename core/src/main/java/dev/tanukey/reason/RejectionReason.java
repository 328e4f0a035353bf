package dev.tanukey.reason;

/**
 * Why a token was not accepted. The constants are stable and fit for metrics and alerts; they stand in the order in
 * which a token meets the checks, and docs/reasons.md explains each one with its remedy.
 *
 * <p>{@link #callerMessage()} is fixed text: it can be shown to whoever sent the token.
 */
public enum RejectionReason {

    /** The text has more characters than the verifier takes, 65,536 by default; checked before anything is decoded. */
    TOKEN_TOO_LARGE(Stage.FORM, "The token is too large."),

    /**
     * The text is no JSON Web Token in compact form whose payload can be read: not three base64url parts, or the second
     * is no JSON object (RFC 7515 3.1, RFC 7519 7.2). Another authenticator may know what it is.
     */
    NOT_A_JWT(Stage.SELECTION, "The credential is not a JSON Web Token."),

    /**
     * The unverified {@code iss} names no issuer that is configured here, compared code point by code point. Another
     * authenticator may know it.
     */
    ISSUER_UNKNOWN(Stage.SELECTION, "The token comes from an issuer that is not accepted here."),

    /**
     * The token names our issuer, but its header or signature are not strict base64url, its header is no small strict
     * JSON object with members of the right types, or its signed claims are no strict JSON object.
     */
    TOKEN_MALFORMED(Stage.FORM, "The token is malformed."),

    /**
     * The header asks for something that an ID token never has: another {@code typ}, or {@code crit}, {@code b64},
     * {@code zip} or {@code cty} (RFC 7515 4.1.11, RFC 7797 7, RFC 8725 3.11).
     */
    HEADER_UNSUPPORTED(Stage.HEADER, "The token is of a kind that is not accepted here."),

    /** The header's {@code alg} is not in the issuer's list; {@code none} and HMAC never are (RFC 8725 3.1, 3.2). */
    ALGORITHM_NOT_ALLOWED(Stage.HEADER, "The token is signed with an algorithm that is not accepted here."),

    /**
     * No key of the issuer has the header's {@code kid}; or there is no {@code kid} and not exactly one key (OpenID
     * Connect Core 10.1).
     */
    KEY_UNKNOWN(Stage.KEY, "The token is signed with a key that its issuer does not publish."),

    /**
     * The issuer publishes the key, but it must not verify this token: wrong type, curve, use or algorithm, too weak,
     * or private (RFC 7517 4.2 to 4.4, RFC 8725 3.1, 3.4).
     */
    KEY_UNUSABLE(Stage.KEY, "The token is signed with a key that is not accepted here."),

    /** The signature has the wrong width or does not belong to this token and key (RFC 7515 5.2). */
    SIGNATURE_INVALID(Stage.SIGNATURE, "The token's signature is not valid."),

    /** A claim that must be there is not (OpenID Connect Core 2). */
    CLAIM_MISSING(Stage.CLAIMS, "The token lacks a required claim."),

    /** A claim has another JSON type or range than its definition says; nothing is coerced (RFC 7519 2 and 4.1). */
    CLAIM_MALFORMED(Stage.CLAIMS, "A claim of the token is malformed."),

    /** No element of {@code aud} is one of ours, compared code point by code point (RFC 7519 4.1.3). */
    AUDIENCE_MISMATCH(Stage.CLAIMS, "The token is meant for another audience."),

    /** Now is on or after {@code exp} plus the tolerance (RFC 7519 4.1.4). */
    EXPIRED(Stage.CLAIMS, "The token has expired."),

    /** Now plus the tolerance is before {@code nbf} or {@code iat} (RFC 7519 4.1.5, 4.1.6). */
    NOT_YET_VALID(Stage.CLAIMS, "The token is not valid yet."),

    /**
     * The token is true, but of a kind that the mapping does not take: a user's token where a CI job is wanted, or the
     * other way round (RFC 8725 3.12).
     */
    TOKEN_KIND_NOT_ACCEPTED(Stage.MAPPING, "The token is of a kind that is not accepted here."),

    /** The verified claims do not yield a user: a mapped claim is missing, has the wrong type or gives no name. */
    MAPPING_FAILED(Stage.MAPPING, "The token does not carry what is needed to identify its owner."),

    /** The username is an e-mail address that the issuer has not verified (OpenID Connect Core 5.1). */
    EMAIL_NOT_VERIFIED(Stage.MAPPING, "The e-mail address in the token is not verified."),

    /** An expression of a mapping or rule could not be evaluated over this token. */
    EXPRESSION_FAILED(Stage.MAPPING, "The token does not carry what the rules here look at."),

    /** The evaluation of an expression was stopped at a limit of its language: of steps, of time or of size. */
    EXPRESSION_STOPPED(Stage.MAPPING, "The rules here take too long over this token."),

    /** A rule over the claims does not hold: another value is required, or an expression is false. */
    CLAIM_RULE_FAILED(Stage.MAPPING, "The token does not meet the rules for access here."),

    /** A rule over the mapped user does not hold. */
    USER_RULE_FAILED(Stage.MAPPING, "The token's owner does not meet the rules for access here."),

    /**
     * The mapped name or one of the groups belongs to somebody else: to the system behind ({@code system:}), or to
     * another issuer, whose prefix it bears.
     */
    IDENTITY_RESERVED(Stage.MAPPING, "The token claims an identity that its issuer may not give.");

    /** The part of the way at which a token was stopped. */
    public enum Stage {
        /** The form of the text: its size, its base64url, its JSON. */
        FORM,
        /** Nothing here is responsible for this text; only these reasons lead to {@code NotApplicable}. */
        SELECTION,
        /** The header of a token that names our issuer. */
        HEADER,
        /** The choice of the key. */
        KEY,
        /** The signature. */
        SIGNATURE,
        /** The registered claims, once the signature holds. */
        CLAIMS,
        /** The way from claims to a user. */
        MAPPING
    }

    private final Stage stage;
    private final String callerMessage;

    RejectionReason(Stage stage, String callerMessage) {
        this.stage = stage;
        this.callerMessage = callerMessage;
    }

    /** {@return the part of the way at which the token was stopped} */
    public Stage stage() {
        return stage;
    }

    /** {@return a sentence that is safe to show to whoever sent the token} */
    public String callerMessage() {
        return callerMessage;
    }
}
