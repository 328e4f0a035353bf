package dev.tanukey.key;

import java.util.Optional;

/**
 * The signature algorithms that can be allowed: those of RFC 7518 3.1 with a public key, and EdDSA of RFC 8037. HMAC
 * and {@code none} are not here and so cannot be configured. The fully specified names of RFC 9864 are other names.
 */
public enum SignatureAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256: what GitLab signs with. */
    RS256("RS256", KeyType.RSA),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384("RS384", KeyType.RSA),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512("RS512", KeyType.RSA),
    /** RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes. */
    PS256("PS256", KeyType.RSA),
    /** RSASSA-PSS with SHA-384, MGF1 with SHA-384 and a salt of 48 bytes. */
    PS384("PS384", KeyType.RSA),
    /** RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a salt of 64 bytes. */
    PS512("PS512", KeyType.RSA),
    /** ECDSA on P-256 with SHA-256. */
    ES256("ES256", KeyType.P_256),
    /** ECDSA on P-384 with SHA-384. */
    ES384("ES384", KeyType.P_384),
    /** ECDSA on P-521 with SHA-512. */
    ES512("ES512", KeyType.P_521),
    /** Ed25519 or Ed448, as the key says. */
    EDDSA("EdDSA", KeyType.EDWARDS);

    private final String jwaName;
    private final KeyType keyType;

    SignatureAlgorithm(String jwaName, KeyType keyType) {
        this.jwaName = jwaName;
        this.keyType = keyType;
    }

    /** {@return the name in a header's {@code alg}} */
    public String jwaName() {
        return jwaName;
    }

    /** {@return the key type that it works with} */
    KeyType keyType() {
        return keyType;
    }

    /**
     * Finds an algorithm by its exact name; names are case-sensitive.
     *
     * @param jwaName the text of an {@code alg} member
     * @return the algorithm, or empty if there is none of this name here
     */
    public static Optional<SignatureAlgorithm> named(String jwaName) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.jwaName.equals(jwaName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** {@return the name in a header's {@code alg}} */
    @Override
    public String toString() {
        return jwaName;
    }
}
