package dev.tanukey.user;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.VerifiedToken;

/**
 * Turns a verified token into a user, or refuses it. Called once per token, on the caller's thread, by any number of
 * threads at once; must not block. The module {@code claims-mapping} has ready ones.
 */
@FunctionalInterface
public interface ClaimsMapper {

    /**
     * Maps one token.
     *
     * @param token what is proven; form, signature, audience and times need no second look
     * @return the user
     * @throws RejectedException if the token yields no user here
     */
    UserInfo map(VerifiedToken token) throws RejectedException;
}
