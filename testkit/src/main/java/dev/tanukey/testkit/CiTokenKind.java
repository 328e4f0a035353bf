package dev.tanukey.testkit;

/** The tokens of jobs that share their claims. */
enum CiTokenKind {
    /** Of {@code id_tokens:}. */
    ID_TOKEN,
    /** {@code CI_JOB_JWT}, also called {@code CI_JOB_JWT_V1}. */
    JOB_JWT_V1,
    /** {@code CI_JOB_JWT_V2}. */
    JOB_JWT_V2,
    /** With which a pipeline speaks to the secrets manager. */
    SECRETS_MANAGER;

    private static final GitLabVersion LAST_WITH_JOB_JWT = new GitLabVersion(16, 11);

    boolean isJobJwt() {
        return this == JOB_JWT_V1 || this == JOB_JWT_V2;
    }

    /** The newest release that minted such tokens, if the given one no longer did. */
    GitLabVersion atMost(GitLabVersion version) {
        return isJobJwt() && version.compareTo(LAST_WITH_JOB_JWT) > 0 ? LAST_WITH_JOB_JWT : version;
    }

    void require(GitLabVersion version) {
        switch (this) {
            case ID_TOKEN, SECRETS_MANAGER -> Change.ID_TOKENS.require(version);
            case JOB_JWT_V2 -> Change.JOB_JWT_V2.require(version);
            case JOB_JWT_V1 -> {
                // as old as the oldest release
            }
        }
        if (isJobJwt() && version.compareTo(LAST_WITH_JOB_JWT) > 0) {
            throw new IllegalStateException("GitLab " + version + " cannot mint this token: CI_JOB_JWT and"
                    + " CI_JOB_JWT_V2 were removed with 17.0. Ask for gitlabVersion(\"" + LAST_WITH_JOB_JWT
                    + "\") or earlier, or take ciToken()");
        }
    }
}
