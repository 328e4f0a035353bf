package dev.tanukey.reason;

/**
 * What a person can do about a rejection, where the cause is a well-known slip. {@link #forCaller()} hints speak only
 * of what the sender holds in hands; the others compare with our configuration and are for the operator alone.
 */
public enum RejectionHint {

    /** Text with {@code Bearer } in front. */
    BEARER_PREFIX(true, "Pass the token alone, without the word Bearer in front."),

    /** White space or a quotation mark in front or behind. */
    SURROUNDED(true, "There is white space or a quotation mark around the token; send the token alone."),

    /** No text at all. */
    NO_TOKEN(true, "Send the token as the Authorization header's Bearer value."),

    /** Five parts: JWE. */
    ENCRYPTED_TOKEN(true, "This is an encrypted token (JWE); GitLab's ID tokens are signed, not encrypted."),

    /** {@code CI_JOB_TOKEN}, in its old or its JWT form. */
    CI_JOB_TOKEN(
            true,
            "This is a CI_JOB_TOKEN. It speaks to GitLab only; ask for an ID token with id_tokens: in .gitlab-ci.yml."),

    /** Personal, project, group, deploy and other access tokens. */
    ACCESS_TOKEN(
            true,
            "This is a GitLab access token, which only GitLab can check. Send an ID token instead, and revoke this one if it reached a log."),

    /** {@code CI_JOB_JWT}, {@code CI_JOB_JWT_V1}. */
    LEGACY_JOB_JWT(
            true,
            "CI_JOB_JWT was removed in GitLab 17.0; ask for an ID token with id_tokens: in .gitlab-ci.yml (GitLab 15.7 or later)."),

    /** {@code CI_JOB_JWT_V2}: the audience is the instance itself. */
    AUDIENCE_IS_ISSUER(
            true,
            "The audience is the GitLab instance itself, as in CI_JOB_JWT_V2 (removed in GitLab 17.0). Set aud: below id_tokens: in .gitlab-ci.yml."),

    /** Equal but for one slash at the end. */
    TRAILING_SLASH(false, "They differ in a slash at the end only. Both sides must be written alike."),

    /** Equal but for {@code http} and {@code https}. */
    SCHEME(false, "They differ in http and https only."),

    /** Equal but for the case of letters. */
    LETTER_CASE(false, "They differ in the case of letters only."),

    /** Equal but for {@code :443} or {@code :80}. */
    DEFAULT_PORT(false, "They differ in a default port only."),

    /** Equal but for white space around. */
    WHITE_SPACE(false, "They differ in white space only."),

    /** The configured host without its scheme. */
    SCHEME_MISSING(false, "One of them lacks https:// in front."),

    /** A time in milliseconds. */
    MILLISECONDS(true, "The time looks like milliseconds; NumericDate counts seconds."),

    /** {@code exp} has passed. */
    REQUEST_NEW_TOKEN(
            true,
            "Ask for a new one: in GitLab CI/CD a token lives as long as the job's timeout, a user's ID token two minutes."),

    /** The signature does not hold. */
    TOKEN_CHANGED(
            true,
            "Send the token whole and unchanged; if it is, it was signed by somebody else, or GitLab has replaced a key under"
                    + " its old id."),

    /** The key is not published, or no longer. */
    KEY_REPLACED(true, "GitLab may have replaced its keys: ask for a new token, of the instance that is meant."),

    /** Another kind of token from the same issuer. */
    SEND_ID_TOKEN(true, "Send the ID token itself, not an access, logout or other token of the same issuer."),

    /** An algorithm that GitLab does not use. */
    GITLAB_SIGNS_RS256(
            false,
            "GitLab signs with RS256 alone. If this issuer signs with another algorithm, allow it where the issuer is"
                    + " configured."),

    /** No audience. */
    NAME_AN_AUDIENCE(true, "Name the service in aud: below id_tokens: in .gitlab-ci.yml."),

    /** A time ahead of ours. */
    COMPARE_CLOCKS(false, "Compare the clocks of GitLab and of this service.");

    private final boolean forCaller;
    private final String advice;

    RejectionHint(boolean forCaller, String advice) {
        this.forCaller = forCaller;
        this.advice = advice;
    }

    /** {@return whether the advice may be shown to whoever sent the token} */
    public boolean forCaller() {
        return forCaller;
    }

    /** {@return what to do, in a sentence or two} */
    public String advice() {
        return advice;
    }
}
