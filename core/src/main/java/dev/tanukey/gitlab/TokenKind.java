package dev.tanukey.gitlab;

import dev.tanukey.token.Claims;

/**
 * The kinds of tokens that one GitLab issuer signs with keys of one set. The audience says nothing about the kind: a
 * CI/CD job chooses its own, that of a login application included (RFC 8725 3.12).
 */
public enum TokenKind {
    /** An ID token of a CI/CD job ({@code id_tokens:}). */
    CI_JOB,
    /** An ID token of a person who logged in with GitLab. */
    USER,
    /** The token with which a pipeline speaks to GitLab's secrets manager; but for the audience a full CI/CD token. */
    SECRETS_MANAGER,
    /** A token with which GitLab speaks to its own cloud services. */
    CLOUD_CONNECTOR,
    /** A token that GitLab exchanged for another, for its own services. */
    TOKEN_EXCHANGE,
    /** Anything else, and whatever looks like two kinds at once. */
    OTHER;

    /**
     * Decides the kind of a token.
     *
     * @param claims the verified claims
     * @return the one kind whose marks the claims bear
     */
    public static TokenKind of(Claims claims) {
        if (claims.has("secrets_manager_scope")) {
            return SECRETS_MANAGER;
        }
        if (claims.has("gitlab_realm")) {
            return CLOUD_CONNECTOR;
        }
        String subject = text(claims, "sub");
        if (claims.has("gitlab") || subject.startsWith("gid://")) {
            return TOKEN_EXCHANGE;
        }
        boolean job = claims.has("job_id") || claims.has("pipeline_id") || claims.has("project_id");
        boolean person = claims.has("auth_time") || claims.has("sub_legacy") || claims.has("preferred_username");
        if (job == person) {
            return OTHER;
        }
        return job ? jobOrOther(claims, subject) : personOrOther(claims, subject);
    }

    private static TokenKind jobOrOther(Claims claims, String subject) {
        boolean complete = !text(claims, "job_id").isEmpty()
                && !text(claims, "pipeline_id").isEmpty()
                && !text(claims, "project_id").isEmpty();
        return complete && Subject.namesProject(subject) ? CI_JOB : OTHER;
    }

    private static TokenKind personOrOther(Claims claims, String subject) {
        boolean numericSubject = !subject.isEmpty() && subject.chars().allMatch(c -> c >= '0' && c <= '9');
        return numericSubject && !text(claims, "aud").isEmpty() ? USER : OTHER;
    }

    private static String text(Claims claims, String name) {
        return claims.value(name)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElse("");
    }
}
