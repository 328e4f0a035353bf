package dev.tanukey.testkit;

import dev.tanukey.strict.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of both kinds of tokens share: times, single claims and the signature.
 *
 * <p>Not thread-safe. A builder may sign any number of tokens.
 *
 * @param <B> the builder itself
 */
public abstract sealed class TokenBuilder<B extends TokenBuilder<B>> permits CiTokenBuilder, UserTokenBuilder {
    private static final Duration EXPIRED_SINCE = Duration.ofHours(1);

    private final Mint mint;
    private final Edits claims = new Edits();
    private final Edits header = new Edits();
    private Duration lifetime;
    private Optional<Instant> issuedAt = Optional.empty();
    private boolean expired;

    TokenBuilder(Mint mint, Duration lifetime) {
        this.mint = mint;
        this.lifetime = lifetime;
    }

    abstract B self();

    /** Gives the header in GitLab's order. */
    abstract Map<String, @Nullable Object> header(String keyId);

    /** Gives the claims in GitLab's order. */
    abstract Map<String, @Nullable Object> claims(String issuer, long issuedAt, long expiresAt);

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
     * Says how long the token lives, from {@code iat} to {@code exp}. Default: an hour for a job, two minutes for a
     * user.
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

    /** {@return the payload as JSON; but for a random {@code jti} the one that {@link #sign} would sign} */
    public final String payload() {
        Instant now = mint.clock().instant();
        Instant start = expired ? now.minus(lifetime).minus(EXPIRED_SINCE) : issuedAt.orElse(now);
        long end = start.plus(lifetime).getEpochSecond();
        Map<String, @Nullable Object> members = new LinkedHashMap<>(claims(mint.issuer(), start.getEpochSecond(), end));
        claims.applyTo(members);
        return JsonWriter.write(members);
    }

    /**
     * Signs the token.
     *
     * @return the compact form, as it follows {@code Bearer}
     * @throws IllegalArgumentException if a claim was set to something that JSON does not know
     */
    public final String sign() {
        SigningKey key = mint.key().get();
        Map<String, @Nullable Object> members = new LinkedHashMap<>(header(key.keyId()));
        header.applyTo(members);
        return key.sign(JsonWriter.write(members), payload());
    }
}
