package dev.tanukey.mapping.gitlab;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;

/** Ready mappings for the tokens of a GitLab instance. All of them are immutable and thread-safe. */
public final class GitLabMappings {

    private GitLabMappings() {}

    /**
     * Takes CI/CD jobs and nobody else: the username is {@code gitlab:} and the token's subject, for instance
     * {@code gitlab:project_path:acme/shop:ref_type:branch:ref:main}; no groups.
     *
     * <p>A subject holds paths, which can be renamed and taken over, and a project chooses what is in its subjects.
     *
     * @return the mapping
     */
    public static ClaimsMapper ciJobs() {
        return only(TokenKind.CI_JOB, ClaimMappings.username("sub", "gitlab:").build());
    }

    /**
     * Takes tokens of one kind and refuses every other with {@code TOKEN_KIND_NOT_ACCEPTED}, before anything is mapped.
     *
     * @param kind the kind to take
     * @param mapper how to map it
     * @return the mapping
     */
    public static ClaimsMapper only(TokenKind kind, ClaimsMapper mapper) {
        return token -> {
            requireKind(kind, token);
            return mapper.map(token);
        };
    }

    private static void requireKind(TokenKind wanted, VerifiedToken token) throws RejectedException {
        TokenKind kind = TokenKind.of(token.claims());
        if (kind != wanted) {
            throw new RejectedException(Rejection.of(
                    RejectionReason.TOKEN_KIND_NOT_ACCEPTED, "a token of kind " + wanted, "one of kind " + kind));
        }
    }
}
