package dev.tanukey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.TokenVerifier;
import dev.tanukey.token.VerifiedToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that were let in, each with its user, by their whole text. Whoever comes again is let in without a second
 * look at the signature, if the verifier says that key and times still hold; what it throws instead is the outcome, as
 * it would be without this. Only good tokens are put here, and no one longer than 16,384 characters.
 *
 * <p>The texts stay in memory until the tokens end. An entry leaves then only for the memory's sake, since the verifier
 * is asked in any case. No lock is held while a token is verified or a key looked up, and nobody waits for anybody.
 * Thread-safe.
 */
final class VerifiedTokens {
    static final int GREATEST_MAXIMUM = 1_000_000;

    /** GitLab's tokens have some 1,500 characters; with longer ones memory would be bounded in name only. */
    private static final int LONGEST = 16_384;

    private final TokenVerifier verifier;
    private final Clock clock;
    private final int maximum;
    private final Cache<TokenText, Authenticated> tokens;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    VerifiedTokens(int maximum, TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
        this.maximum = maximum;
        this.tokens = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfter(Expiry.<TokenText, Authenticated>creating((text, known) -> timeLeft(known.token())))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .evictionListener((text, known, cause) -> countEviction(cause))
                .executor(Runnable::run)
                .build();
    }

    private Duration timeLeft(VerifiedToken token) {
        Instant end = token.expiresAt().plus(token.issuer().expiryTolerance());
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void countEviction(RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            evictions.increment();
        }
    }

    /**
     * Looks for a token that was let in and would be again.
     *
     * @param text the whole token
     * @return null if only a verification can tell
     * @throws RejectedException if it is not good any more; it is forgotten then
     * @throws KeysUnavailableException if that cannot be known now; it stays remembered then
     */
    @Nullable
    Authenticated find(String text) throws RejectedException, KeysUnavailableException {
        boolean found = false;
        try {
            Authenticated known = holding(text);
            found = known != null;
            return known;
        } finally {
            (found ? hits : misses).increment();
        }
    }

    private @Nullable Authenticated holding(String text) throws RejectedException, KeysUnavailableException {
        TokenText key = new TokenText(text);
        Authenticated known = tokens.getIfPresent(key);
        if (known == null) {
            return null;
        }
        try {
            if (verifier.stillHolds(known.token())) {
                return known;
            }
        } catch (RejectedException refusal) {
            tokens.asMap().remove(key, known);
            throw refusal;
        }
        tokens.asMap().remove(key, known);
        return null;
    }

    /** Remembers whom the verifier and the mapper have let in. */
    void put(String text, Authenticated known) {
        if (text.length() <= LONGEST) {
            tokens.put(new TokenText(text), known);
        }
    }

    TokenCacheStatistics statistics() {
        tokens.cleanUp();
        return new TokenCacheStatistics(hits.sum(), misses.sum(), evictions.sum(), tokens.estimatedSize(), maximum);
    }
}
