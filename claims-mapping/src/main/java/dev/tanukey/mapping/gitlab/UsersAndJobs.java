package dev.tanukey.mapping.gitlab;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;

/**
 * People and CI/CD jobs of one GitLab instance, each with a mapping and rules of their own. Kubernetes allows an issuer
 * one entry only, so what is written decides the kind in each expression, before anything else is looked at:
 *
 * <pre>{@code
 * UsersAndJobs both = GitLabMappings.usersAndJobs();
 * both = both.withJobs(both.jobs().with(GitLabRules.protectedRef()));
 * }</pre>
 *
 * <p>Tokens of every other kind are refused with {@code TOKEN_KIND_NOT_ACCEPTED}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param users what people become, a mapping of kind {@code USER}
 * @param jobs what jobs become, a mapping of kind {@code CI_JOB}
 */
public record UsersAndJobs(GitLabMapping users, GitLabMapping jobs) implements ClaimsMapper {

    /**
     * Checks the kinds.
     *
     * @throws IllegalArgumentException if a mapping is for the other kind
     */
    public UsersAndJobs {
        if (users.kind() != TokenKind.USER || jobs.kind() != TokenKind.CI_JOB) {
            throw new IllegalArgumentException("Expected a mapping of kind USER and one of kind CI_JOB, but came "
                    + users.kind() + " and " + jobs.kind());
        }
    }

    /**
     * The same with another mapping of people.
     *
     * @param others a mapping of kind {@code USER}
     * @return a copy
     * @throws IllegalArgumentException if it is for jobs
     */
    public UsersAndJobs withUsers(GitLabMapping others) {
        return new UsersAndJobs(others, jobs);
    }

    /**
     * The same with another mapping of jobs.
     *
     * @param others a mapping of kind {@code CI_JOB}
     * @return a copy
     * @throws IllegalArgumentException if it is for people
     */
    public UsersAndJobs withJobs(GitLabMapping others) {
        return new UsersAndJobs(users, others);
    }

    @Override
    public UserInfo map(VerifiedToken token) throws RejectedException {
        TokenKind kind = TokenKind.of(token.claims());
        return switch (kind) {
            case USER -> users.map(token.claims());
            case CI_JOB -> jobs.map(token.claims());
            default ->
                throw new RejectedException(Rejection.of(
                        RejectionReason.TOKEN_KIND_NOT_ACCEPTED,
                        "a token of kind USER or CI_JOB",
                        "one of kind " + kind));
        };
    }

    /** {@return the prefixes of both} */
    @Override
    public NamePrefixes prefixes() {
        return users.prefixes().and(jobs.prefixes());
    }

    /**
     * Writes both mappings and their rules as one entry of an
     * {@link dev.tanukey.mapping.configuration.AuthenticationConfiguration}.
     *
     * @param issuer whose tokens they are
     * @return what a kube-apiserver of 1.34 or later takes
     */
    public JwtAuthenticator jwtAuthenticator(JwtAuthenticator.Issuer issuer) {
        return WrittenMapping.of(jobs, users, issuer);
    }
}
