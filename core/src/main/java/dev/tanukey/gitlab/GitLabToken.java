package dev.tanukey.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.Claims;
import dev.tanukey.token.VerifiedToken;

/**
 * A verified token of a GitLab instance, its kind decided and its claims typed. Claims that are unknown here stay
 * within reach through {@link #claims()}.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface GitLabToken permits CiJobToken, UserToken, OtherToken {

    /**
     * Types a verified token.
     *
     * @param token what is proven
     * @return a {@link CiJobToken}, a {@link UserToken}, or an {@link OtherToken} for every other kind
     * @throws RejectedException with {@code CLAIM_MISSING} or {@code CLAIM_MALFORMED}, if a claim is not what GitLab
     *     mints for this kind
     */
    static GitLabToken of(VerifiedToken token) throws RejectedException {
        Claims claims = token.claims();
        return switch (TokenKind.of(claims)) {
            case CI_JOB -> CiJobToken.read(claims);
            case USER -> UserToken.read(claims);
            default -> new OtherToken(TokenKind.of(claims), claims);
        };
    }

    /** {@return the kind} */
    TokenKind kind();

    /** {@return all claims, the typed ones and the rest} */
    Claims claims();
}
