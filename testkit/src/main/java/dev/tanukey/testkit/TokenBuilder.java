package dev.tanukey.testkit;

import dev.tanukey.strict.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of all kinds of tokens share: times, release, single claims and the signature.
 *
 * <p>Not thread-safe. A builder may sign any number of tokens.
 *
 * @param <B> the builder itself
 */
public abstract sealed class TokenBuilder<B extends TokenBuilder<B>>
        permits CiTokenPlace, UserTokenBuilder, ServiceTokenBuilder {
    private static final Duration EXPIRED_SINCE = Duration.ofHours(1);

    private final Set<Change> wishes = EnumSet.noneOf(Change.class);
    private final Edits claims = new Edits();
    private final Edits header = new Edits();
    private Mint mint;
    private Duration lifetime;
    private Optional<Instant> issuedAt = Optional.empty();
    private boolean expired;

    TokenBuilder(Mint mint, Duration lifetime) {
        this.mint = mint;
        this.lifetime = lifetime;
    }

    abstract B self();

    /** Gives the header in GitLab's order. */
    abstract Map<String, @Nullable Object> header(Mint mint, String keyId);

    /** Gives the claims in GitLab's order. */
    abstract Map<String, @Nullable Object> claims(Mint mint, long issuedAt, long expiresAt);

    /** What stands in front of the token. */
    String prefix() {
        return "";
    }

    /** Remembers that a call needs a release with this change. */
    final B wish(Change change) {
        wishes.add(change);
        return self();
    }

    /**
     * Mints the token as an instance of this release would, whatever its mint is. Default: the mint's release.
     *
     * @param version for instance {@code 16.11}; later ones than {@link GitLabVersion#NEWEST} are like it
     * @return this; {@link #sign} refuses what that release cannot mint
     * @throws IllegalArgumentException if it is no release, or one before 12.10
     */
    public final B gitlabVersion(String version) {
        mint = mint.at(GitLabVersion.of(version));
        return self();
    }

    /**
     * Says when the token is issued. Default: now, by the instance's clock.
     *
     * @param instant the time of {@code iat}, in whole seconds; {@code exp} follows it
     * @return this
     */
    public final B issuedAt(Instant instant) {
        issuedAt = Optional.of(instant);
        expired = false;
        return self();
    }

    /**
     * Says how long the token lives, from {@code iat} to {@code exp}; a job's lives as long as the job may run.
     * Default: an hour for a job, two minutes for a user.
     *
     * @param duration how long, in whole seconds
     * @return this
     */
    public final B lifetime(Duration duration) {
        lifetime = duration;
        return self();
    }

    /**
     * Lets the token expire an hour before now, which is beyond every tolerance for clocks; {@code iat} goes with it.
     *
     * @return this
     */
    public final B expired() {
        issuedAt = Optional.empty();
        expired = true;
        return self();
    }

    /**
     * Sets one claim alone: nothing else follows it, and it stays whatever is called later.
     *
     * @param name the exact name, known to GitLab or not
     * @param value a String, Boolean, Integer, Long, Double, Map, Collection or null, which is written as {@code null}
     * @return this
     */
    public final B claim(String name, @Nullable Object value) {
        claims.set(name, value);
        return self();
    }

    /**
     * Leaves one claim out, and nothing else.
     *
     * @param name the exact name
     * @return this
     */
    public final B without(String name) {
        claims.leaveOut(name);
        return self();
    }

    /**
     * Writes one claim in another JSON type, as a careless issuer would: a text of digits as a number, {@code "true"}
     * and {@code "false"} as booleans, any other text as a list of it; a list of one as its element; everything else as
     * text. Null stays null, and a claim that the token lacks stays away.
     *
     * @param name the exact name
     * @return this
     */
    public final B mistyped(String name) {
        claims.mistype(name);
        return self();
    }

    /**
     * Sets one header parameter alone. The signature is made with the instance's key and RS256, whatever the header
     * says.
     *
     * @param name the exact name
     * @param value as for {@link #claim}
     * @return this
     */
    public final B header(String name, @Nullable Object value) {
        header.set(name, value);
        return self();
    }

    /**
     * Composes the payload.
     *
     * @return the JSON; but for a random {@code jti} the one that {@link #sign} would sign
     * @throws IllegalStateException if the release cannot mint such a token, or two calls contradict each other
     * @throws IllegalArgumentException if a claim was set to something that JSON does not know
     */
    public final String payload() {
        wishes.forEach(wish -> wish.require(mint.version()));
        Instant now = mint.clock().instant();
        Instant start = expired ? now.minus(lifetime).minus(EXPIRED_SINCE) : issuedAt.orElse(now);
        long end = start.plus(lifetime).getEpochSecond();
        Map<String, @Nullable Object> members = new LinkedHashMap<>(claims(mint, start.getEpochSecond(), end));
        claims.applyTo(members);
        return JsonWriter.write(members);
    }

    /** {@return the header as JSON, the one that {@link #sign} would sign} */
    public final String header() {
        return header(signingKey());
    }

    /** {@return the instance's key for such tokens, as of now} */
    public final SigningKey signingKey() {
        return mint.key().get();
    }

    /**
     * Signs the token.
     *
     * @return the compact form, as it follows {@code Bearer}
     * @throws IllegalStateException if the release cannot mint such a token, or two calls contradict each other
     * @throws IllegalArgumentException if a claim was set to something that JSON does not know
     */
    public final String sign() {
        return signWith(signingKey());
    }

    /**
     * Signs the token with another key than the instance's; the header names that key, unless {@code kid} was set.
     *
     * @param key the key
     * @return the compact form
     * @throws IllegalStateException if the release cannot mint such a token, or two calls contradict each other
     * @throws IllegalArgumentException if a claim was set to something that JSON does not know
     */
    public final String signWith(SigningKey key) {
        return prefix() + key.sign(header(key), payload());
    }

    private String header(SigningKey key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(header(mint, key.keyId()));
        header.applyTo(members);
        return JsonWriter.write(members);
    }
}
