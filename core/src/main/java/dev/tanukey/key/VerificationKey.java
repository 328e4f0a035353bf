package dev.tanukey.key;

import dev.tanukey.strict.Printable;
import java.security.PublicKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A public key that is fit to verify tokens, the id under which its issuer publishes it, and the algorithms it may be
 * used with. None exists that is weak, off its curve or of no use for any algorithm: the factory methods check that
 * once, so that no token has to.
 *
 * <p>Immutable and thread-safe.
 */
public final class VerificationKey {
    private final Optional<String> keyId;
    private final PublicKey publicKey;
    private final Set<SignatureAlgorithm> algorithms;

    private VerificationKey(Optional<String> keyId, PublicKey publicKey, Set<SignatureAlgorithm> algorithms) {
        this.keyId = keyId;
        this.publicKey = publicKey;
        this.algorithms = algorithms;
    }

    /**
     * A key for every algorithm of its type.
     *
     * @param keyId its {@code kid}, if it has one
     * @param publicKey an RSA, EC or Edwards key
     * @return the key
     * @throws UnusableKeyException if the key must not verify: RSA below 2048 or above 8192 bits, an exponent outside
     *     of 2^16 to 2^256, a point off its curve, another curve or type, or a key that arithmetic gives away
     */
    public static VerificationKey of(Optional<String> keyId, PublicKey publicKey) throws UnusableKeyException {
        KeyType type = KeyType.ofFit(publicKey);
        EnumSet<SignatureAlgorithm> algorithms = EnumSet.allOf(SignatureAlgorithm.class);
        algorithms.removeIf(algorithm -> algorithm.keyType() != type);
        return new VerificationKey(keyId, publicKey, Collections.unmodifiableSet(algorithms));
    }

    /**
     * A key for one algorithm only, as a JWK with {@code alg} asks (RFC 7517 4.4).
     *
     * @param keyId its {@code kid}, if it has one
     * @param publicKey an RSA, EC or Edwards key
     * @param algorithm the one algorithm
     * @return the key
     * @throws UnusableKeyException if the key must not verify, or not with this algorithm
     */
    public static VerificationKey of(Optional<String> keyId, PublicKey publicKey, SignatureAlgorithm algorithm)
            throws UnusableKeyException {
        if (!of(keyId, publicKey).isFor(algorithm)) {
            throw new UnusableKeyException("a key whose type or curve does not fit its algorithm " + algorithm);
        }
        return new VerificationKey(keyId, publicKey, Set.of(algorithm));
    }

    /** {@return the {@code kid}, if it has one} */
    public Optional<String> keyId() {
        return keyId;
    }

    /** {@return the key itself} */
    public PublicKey publicKey() {
        return publicKey;
    }

    /**
     * Tells whether the key may verify with an algorithm.
     *
     * @param algorithm the algorithm
     * @return true if type, curve and the key's own restriction allow it
     */
    public boolean isFor(SignatureAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Whether a token could mean either of the two. */
    boolean isConfusableWith(VerificationKey other) {
        return keyId.isPresent()
                && keyId.equals(other.keyId)
                && !publicKey.equals(other.publicKey)
                && !Collections.disjoint(algorithms, other.algorithms);
    }

    /** Two keys are equal if id, material and algorithms are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey key
                && keyId.equals(key.keyId)
                && publicKey.equals(key.publicKey)
                && algorithms.equals(key.algorithms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyId, publicKey, algorithms);
    }

    /** {@return id and algorithms, without the key material} */
    @Override
    public String toString() {
        return "VerificationKey[" + keyId.map(Printable::quote).orElse("no kid") + " for " + algorithms + "]";
    }
}
