package dev.tanukey.corpus;

import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.UnavailabilityReason;

/** Our reasons in the corpus's words; complete, so that a new reason must find its word. */
public final class CorpusWords {

    private CorpusWords() {}

    public static String of(RejectionReason reason) {
        return switch (reason) {
            case NOT_A_JWT, TOKEN_MALFORMED -> "malformed";
            case TOKEN_TOO_LARGE -> "too_large";
            case ISSUER_UNKNOWN -> "wrong_issuer";
            case HEADER_UNSUPPORTED -> "unsupported_header";
            case ALGORITHM_NOT_ALLOWED -> "unsupported_alg";
            case KEY_UNKNOWN -> "unknown_key";
            case KEY_UNUSABLE -> "bad_key";
            case SIGNATURE_INVALID -> "bad_signature";
            case CLAIM_MISSING -> "missing_claim";
            case CLAIM_MALFORMED -> "invalid_claim";
            case AUDIENCE_MISMATCH -> "wrong_audience";
            case EXPIRED -> "expired";
            case NOT_YET_VALID -> "not_yet_valid";
            case TOKEN_KIND_NOT_ACCEPTED,
                    MAPPING_FAILED,
                    EMAIL_NOT_VERIFIED,
                    EXPRESSION_FAILED,
                    EXPRESSION_STOPPED,
                    CLAIM_RULE_FAILED,
                    USER_RULE_FAILED,
                    IDENTITY_RESERVED -> "of the mapping, which the corpus does not know";
        };
    }

    public static String of(UnavailabilityReason reason) {
        return switch (reason) {
            case KEY_SET_INVALID -> "bad_jwks";
            case METADATA_INVALID -> "bad_discovery";
            case ISSUER_UNREACHABLE, INTERNAL_ERROR -> "of the network, which the corpus does not know";
        };
    }
}
