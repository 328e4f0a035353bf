package dev.tanukey.testkit;

import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ID token of a user who logged in to an application with GitLab, with the claims of GitLab 18.
 *
 * <p>Unless told otherwise, it is {@code jdoe}'s, who is in no group; it lives two minutes. The order of the calls does
 * not matter; of two calls about one thing the last counts. What is not here is set with {@link #claim}:
 * {@code website} and {@code nonce} then take the place at which GitLab writes them.
 *
 * <p>Not thread-safe. A builder may sign any number of tokens.
 */
public final class UserTokenBuilder extends TokenBuilder<UserTokenBuilder> {
    private static final long SIGNED_IN_SECONDS_AGO = 289;

    private User user = User.DEFAULT;
    private List<String> groups = List.of();
    private String audience = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    UserTokenBuilder(Mint mint) {
        super(mint, Duration.ofMinutes(2));
    }

    /**
     * Names the user; the e-mail address is {@code <login>@example.com}, the full name the login.
     *
     * @param login the login
     * @param id the user's id, which is {@code sub}
     * @return this
     */
    public UserTokenBuilder user(String login, long id) {
        user = new User(login, id);
        return this;
    }

    /**
     * Puts the user into groups ({@code groups_direct}). Default: none, which is an empty list.
     *
     * @param paths the full paths of the groups of which the user is a direct member
     * @return this
     */
    public UserTokenBuilder groups(String... paths) {
        groups = List.of(paths);
        return this;
    }

    /**
     * Sets {@code aud}. Default: an id that no application has.
     *
     * @param clientId the id of the OAuth application, 64 hexadecimal digits in GitLab
     * @return this
     */
    public UserTokenBuilder audience(String clientId) {
        audience = clientId;
        return this;
    }

    @Override
    UserTokenBuilder self() {
        return this;
    }

    @Override
    Map<String, @Nullable Object> header(String keyId) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        header.put("kid", keyId);
        return header;
    }

    @Override
    Map<String, @Nullable Object> claims(String issuer, long issuedAt, long expiresAt) {
        String base = GitLabUrl.withoutTrailingSlash(issuer);
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub_legacy", HexFormat.of().formatHex(Sha256.of(user.id() + "-secret-of-the-instance")));
        claims.put("name", user.login());
        claims.put("nickname", user.login());
        claims.put("preferred_username", user.login());
        claims.put("email", user.email());
        claims.put("email_verified", true);
        claims.put("website", Edits.ONLY_IF_SET);
        claims.put("profile", base + "/" + user.login());
        claims.put("picture", base + "/uploads/-/system/user/avatar/" + user.id() + "/avatar.png");
        claims.put("groups_direct", groups);
        claims.put("iss", issuer);
        claims.put("sub", Long.toString(user.id()));
        claims.put("aud", audience);
        claims.put("exp", expiresAt);
        claims.put("iat", issuedAt);
        claims.put("nonce", Edits.ONLY_IF_SET);
        claims.put("auth_time", issuedAt - SIGNED_IN_SECONDS_AGO);
        return claims;
    }
}
