package dev.tanukey.examples.commandline;

import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;

/** What to do about an outcome: the library's own hint where the slip is known, else what docs/reasons.md advises. */
final class Advice {

    private Advice() {}

    static String on(Rejection rejection) {
        return rejection.hint().map(RejectionHint::advice).orElseGet(() -> on(rejection.reason()));
    }

    private static String on(RejectionReason reason) {
        return switch (reason) {
            case TOKEN_TOO_LARGE ->
                "Look at who sends this; a GitLab token with 200 groups has about 20,000 characters.";
            case NOT_A_JWT -> "In .gitlab-ci.yml ask for an ID token with id_tokens: and send that, alone.";
            case ISSUER_UNKNOWN -> "Write the issuer exactly as the token does, if its tokens shall be taken here.";
            case TOKEN_MALFORMED -> "Send the token alone and whole; GitLab mints no such token.";
            case HEADER_UNSUPPORTED -> "Send the ID token, not an access or logout token of the same issuer.";
            case ALGORITHM_NOT_ALLOWED -> "Look at who signs this; GitLab signs with RS256 alone.";
            case KEY_UNKNOWN -> "Ask for a new token, of the instance that is meant.";
            case KEY_UNUSABLE -> "Replace the key in GitLab.";
            case SIGNATURE_INVALID -> "Send the token whole and unchanged.";
            case CLAIM_MISSING -> "Send a token with this claim, or change the rule that wants it.";
            case CLAIM_MALFORMED -> "Find out who writes the claim in this form; GitLab does not.";
            case AUDIENCE_MISMATCH ->
                "Make aud: below id_tokens: in .gitlab-ci.yml and the audience of the configuration equal, to the last"
                        + " slash.";
            case EXPIRED -> "Ask for a new one.";
            case NOT_YET_VALID -> "Compare the clocks of GitLab and of this service.";
            case TOKEN_KIND_NOT_ACCEPTED -> "Send the kind of token that is wanted here.";
            case MAPPING_FAILED -> "Map from a claim that such a token has; --show-claims shows them.";
            case EMAIL_NOT_VERIFIED -> "Let the person confirm the address in GitLab, or map from another claim.";
            case EXPRESSION_FAILED ->
                "Guard the expression with has() or with .?claim, or let a rule keep out such tokens; --show-claims shows"
                        + " what it has.";
            case EXPRESSION_STOPPED -> "Make the expression cheaper; its costs grow with the token.";
            case CLAIM_RULE_FAILED -> "If this token should get in, change the rule; if not, all is well.";
            case USER_RULE_FAILED -> "If this user should get in, change the rule; if not, all is well.";
            case IDENTITY_RESERVED -> "Give each issuer a prefix of its own for users and for groups.";
        };
    }

    static String on(Unavailability why) {
        return switch (why.reason()) {
            case ISSUER_UNREACHABLE ->
                "Reach the issuer from this machine, or hand over its key set with --jwks FILE (GitLab serves it at"
                        + " /oauth/discovery/keys).";
            case METADATA_INVALID -> "Compare issuer.url with the issuer that the metadata name, to the last slash.";
            case KEY_SET_INVALID -> "Look at what the issuer serves as its key set.";
            case INTERNAL_ERROR ->
                "Read the log; this is about this program or its configuration, not about the token.";
        };
    }
}
