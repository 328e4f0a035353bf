package dev.tanukey.user;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.VerifiedToken;

/**
 * Turns a verified token into a user, or refuses it. Called once per token, on the caller's thread, by any number of
 * threads at once; must not block. What it throws besides is taken as its own fault and logged, so exceptions must not
 * quote claims. The module {@code claims-mapping} has ready ones.
 *
 * <p>An issuer signs several kinds of tokens with the same keys, and nobody has looked at the kind yet: a mapper that
 * takes {@code sub} from whatever comes lets users in where jobs were meant. Decide by
 * {@link dev.tanukey.gitlab.GitLabToken#of} first.
 */
@FunctionalInterface
public interface ClaimsMapper {

    /**
     * Maps one token.
     *
     * @param token what is proven; form, signature, audience and times need no second look, its kind does
     * @return the user
     * @throws RejectedException if the token yields no user here
     */
    UserInfo map(VerifiedToken token) throws RejectedException;

    /**
     * Tells what sets this mapper's names apart. No mapper of another issuer can then give a username or group that
     * begins so.
     *
     * @return with what usernames and groups begin. Default: nothing is set apart
     */
    default NamePrefixes prefixes() {
        return NamePrefixes.NONE;
    }
}
