package dev.tanukey.jwks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tanukey.key.KeySet;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The key ids that a fetch was made for lately, in vain. Whoever comes with one of them again is refused at once: it
 * may cause a fetch like any other, but a program that is sent to the wrong place cannot hold threads in waiting. Holds
 * for the set that was found without them, and for a minute. Thread-safe.
 */
final class UnknownKeyIds {
    private static final int MAXIMUM = 1_000;
    private static final Duration MEMORY = Duration.ofMinutes(1);

    /** Ids come from strangers; with longer ones they would choose how much memory this takes. */
    private static final int LONGEST = 256;

    private final Cache<String, KeySet> ids;

    UnknownKeyIds(LongSupplier ticker) {
        ids = Caffeine.newBuilder()
                .maximumSize(MAXIMUM)
                .expireAfterWrite(MEMORY)
                .ticker(ticker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    void add(String keyId, KeySet withoutIt) {
        if (keyId.length() <= LONGEST) {
            ids.put(keyId, withoutIt);
        }
    }

    boolean contains(String keyId, KeySet keys) {
        return ids.getIfPresent(keyId) == keys;
    }
}
