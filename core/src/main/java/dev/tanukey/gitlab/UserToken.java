package dev.tanukey.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.Claims;
import java.util.List;
import java.util.Optional;

/**
 * The ID token of a person who logged in with GitLab as OpenID provider. It lives two minutes by default.
 *
 * <p>Immutable and thread-safe.
 *
 * @param claims all claims, the unknown ones included
 * @param userId {@code sub}: the numeric user id as text, which lasts
 * @param preferredUsername the user name, which the user can change; newer GitLab versions only
 * @param name the full name; newer versions only
 * @param email the e-mail address, if it is public or was asked for
 * @param emailVerified whether GitLab has verified the address; there when the address is
 * @param groupsDirect the full paths of the groups of which the user is a direct member; no inherited ones
 * @param nonce what the login asked for, if it did
 */
public record UserToken(
        Claims claims,
        String userId,
        Optional<String> preferredUsername,
        Optional<String> name,
        Optional<String> email,
        Optional<Boolean> emailVerified,
        Optional<List<String>> groupsDirect,
        Optional<String> nonce)
        implements GitLabToken {

    static UserToken read(Claims claims) throws RejectedException {
        return new UserToken(
                claims,
                new ClaimReader(claims).text("sub"),
                claims.string("preferred_username"),
                claims.string("name"),
                claims.string("email"),
                claims.bool("email_verified"),
                claims.strings("groups_direct"),
                claims.string("nonce"));
    }

    /** {@return {@code USER}} */
    @Override
    public TokenKind kind() {
        return TokenKind.USER;
    }

    /** {@return the user's id; no name and no address} */
    @Override
    public String toString() {
        return "UserToken[userId=" + userId + "]";
    }
}
