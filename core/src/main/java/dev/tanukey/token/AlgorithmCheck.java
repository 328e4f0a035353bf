package dev.tanukey.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.time.Duration;
import java.util.Optional;

/** Checks the signatures of one algorithm. What is readied for a key goes when the key goes. Thread-safe. */
final class AlgorithmCheck {
    private static final Duration RETRY_AFTER_FAULT = Duration.ofSeconds(10);

    private final SignatureAlgorithm algorithm;
    private final JcaScheme scheme;
    private final Optional<Provider> provider;
    private final String checkedBy;
    private final Cache<VerificationKey, ReadySignatures> byKey =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
    private volatile boolean tested;

    /**
     * Finds out who checks.
     *
     * @throws IllegalStateException if nobody does
     */
    AlgorithmCheck(SignatureAlgorithm algorithm, Optional<Provider> provider) {
        this.algorithm = algorithm;
        this.scheme = JcaScheme.of(algorithm);
        this.provider = provider;
        try {
            Provider checking = scheme.checkedBy(provider);
            this.checkedBy = checking.getName() + " " + checking.getVersionStr();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(
                    "This JVM cannot check " + algorithm
                            + " signatures; take the algorithm out of the issuer's list or use a complete JDK",
                    missing);
        }
    }

    /** {@return name and version of the provider} */
    String checkedBy() {
        return checkedBy;
    }

    /**
     * Makes sure that the provider tells good from bad, and the JVM's own, which check the keys that it cannot take.
     * Done once, unless it fails.
     *
     * @throws IllegalStateException if one of them does not
     */
    void requireTested() {
        if (!tested) {
            SelfTest.run(algorithm, key -> new ReadySignatures(scheme, provider, key)::verifies);
            if (provider.isPresent()) {
                SelfTest.run(algorithm, key -> new ReadySignatures(scheme, Optional.empty(), key)::verifies);
            }
            tested = true;
        }
    }

    boolean verifies(VerificationKey key, byte[] text, int length, byte[] signature) throws KeysUnavailableException {
        try {
            requireTested();
        } catch (IllegalStateException unfit) {
            throw unavailable(String.valueOf(unfit.getMessage()));
        }
        try {
            return ready(key).verifies(text, length, signature);
        } catch (RuntimeException broken) {
            // A provider says no by its answer or a checked exception; anything else is its own trouble.
            throw unavailable("the check of " + algorithm + " by " + checkedBy + " failed with "
                    + broken.getClass().getName());
        }
    }

    private ReadySignatures ready(VerificationKey key) {
        ReadySignatures known = byKey.getIfPresent(key);
        if (known != null) {
            return known;
        }
        ReadySignatures made = new ReadySignatures(scheme, provider, key.publicKey());
        byKey.put(key, made);
        return made;
    }

    private static KeysUnavailableException unavailable(String detail) {
        return new KeysUnavailableException(
                new Unavailability(UnavailabilityReason.INTERNAL_ERROR, detail, RETRY_AFTER_FAULT));
    }
}
