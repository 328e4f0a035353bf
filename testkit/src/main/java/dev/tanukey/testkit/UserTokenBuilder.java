package dev.tanukey.testkit;

import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ID token of a user who logged in to an application with GitLab, with the claims of the mint's release.
 *
 * <p>Unless told otherwise, it is {@code jdoe}'s, who is in no group; it lives two minutes. The order of the calls does
 * not matter; of two calls about one thing the last counts. Before GitLab 17.8 such tokens know neither names nor
 * addresses of pages, but the e-mail address and the groups. As GitLab does, the builder leaves empty texts out.
 *
 * <p>Not thread-safe. A builder may sign any number of tokens.
 */
public final class UserTokenBuilder extends TokenBuilder<UserTokenBuilder> {
    private static final long SIGNED_IN_SECONDS_AGO = 289;

    private User user = User.DEFAULT;
    private Optional<String> name = Optional.empty();
    private Optional<String> email = Optional.empty();
    private boolean emailShown = true;
    private boolean emailVerified = true;
    private Object website = Edits.ONLY_IF_SET;
    private Object nonce = Edits.ONLY_IF_SET;
    private List<String> groups = List.of();
    private String audience = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    UserTokenBuilder(Mint mint) {
        super(mint, Duration.ofMinutes(2));
    }

    /**
     * Names the user; the e-mail address is {@code <login>@example.com}, the full name the login. Default:
     * {@code jdoe}, 1001.
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
     * Sets the full name. Default: the login. Since GitLab 17.8.
     *
     * @param fullName the name, for instance {@code Jane Doe}
     * @return this
     */
    public UserTokenBuilder name(String fullName) {
        name = Optional.of(fullName);
        return wish(Change.PROFILE);
    }

    /**
     * Sets the e-mail address. Default: {@code <login>@example.com}, verified.
     *
     * @param address the address
     * @return this
     */
    public UserTokenBuilder email(String address) {
        email = Optional.of(address);
        emailShown = true;
        return this;
    }

    /**
     * Leaves the e-mail address unverified, which is the boolean {@code false}. Default: verified.
     *
     * @return this
     */
    public UserTokenBuilder unverifiedEmail() {
        emailVerified = false;
        return this;
    }

    /**
     * Leaves out the e-mail address and whether it is verified, as for a user without a public one if the application
     * did not ask for the scope {@code email}. Default: it is there.
     *
     * @return this
     */
    public UserTokenBuilder withoutEmail() {
        emailShown = false;
        return this;
    }

    /**
     * Sets the user's own page. Default: none, and no such claim. Since GitLab 17.8.
     *
     * @param url its address
     * @return this
     */
    public UserTokenBuilder website(String url) {
        website = url;
        return wish(Change.PROFILE);
    }

    /**
     * Repeats the {@code nonce} that the application sent (OpenID Connect Core 2). Default: it sent none.
     *
     * @param value the nonce
     * @return this
     */
    public UserTokenBuilder nonce(String value) {
        nonce = value;
        return this;
    }

    /**
     * Puts the user into groups ({@code groups_direct}), in this order and any number. Default: none, which is an empty
     * list.
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
    Map<String, @Nullable Object> header(Mint mint, String keyId) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        header.put("kid", keyId);
        return header;
    }

    @Override
    Map<String, @Nullable Object> claims(Mint mint, long issuedAt, long expiresAt) {
        String base = GitLabUrl.withoutTrailingSlash(mint.instance());
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub_legacy", HexFormat.of().formatHex(Sha256.of(user.id() + "-secret-of-the-instance")));
        claims.put("name", name.orElse(user.login()));
        claims.put("nickname", user.login());
        claims.put("preferred_username", user.login());
        claims.put("email", emailShown ? user.email(email, mint.instance()) : Edits.ONLY_IF_SET);
        claims.put("email_verified", emailShown ? emailVerified : Edits.ONLY_IF_SET);
        claims.put("website", website);
        claims.put("profile", base + "/" + user.login());
        claims.put("picture", base + "/uploads/-/system/user/avatar/" + user.id() + "/avatar.png");
        claims.put("groups_direct", groups);
        claims.put("iss", mint.issuer());
        claims.put("sub", Long.toString(user.id()));
        claims.put("aud", audience);
        claims.put("exp", expiresAt);
        claims.put("iat", issuedAt);
        claims.put("nonce", nonce);
        claims.put("auth_time", issuedAt - SIGNED_IN_SECONDS_AGO);
        claims.values().removeIf(""::equals);
        Change.PROFILE.undo(claims, mint.version());
        return claims;
    }
}
