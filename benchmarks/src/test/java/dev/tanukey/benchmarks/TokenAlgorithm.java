package dev.tanukey.benchmarks;

import dev.tanukey.key.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** An algorithm to be measured, in the words of JOSE and of the JDK. */
public enum TokenAlgorithm {
    /** With a key of 2048 bits, as GitLab has them. */
    RS256(
            SignatureAlgorithm.RS256,
            "RSA",
            new RSAKeyGenParameterSpec(2_048, RSAKeyGenParameterSpec.F4),
            "SHA256withRSA",
            "SHA256withRSA"),
    ES256(
            SignatureAlgorithm.ES256,
            "EC",
            new ECGenParameterSpec("secp256r1"),
            "SHA256withECDSA",
            "SHA256withECDSAinP1363Format"),
    EDDSA(SignatureAlgorithm.EDDSA, "Ed25519", NamedParameterSpec.ED25519, "Ed25519", "Ed25519");

    private final SignatureAlgorithm signatureAlgorithm;
    private final String keys;
    private final AlgorithmParameterSpec size;
    private final String bare;
    private final String inTokens;

    TokenAlgorithm(
            SignatureAlgorithm signatureAlgorithm,
            String keys,
            AlgorithmParameterSpec size,
            String bare,
            String inTokens) {
        this.signatureAlgorithm = signatureAlgorithm;
        this.keys = keys;
        this.size = size;
        this.bare = bare;
        this.inTokens = inTokens;
    }

    /** {@return the name in a header} */
    public String jwaName() {
        return signatureAlgorithm.jwaName();
    }

    SignatureAlgorithm signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /** The name for a KeyFactory. */
    String keys() {
        return keys;
    }

    /** The name for a Signature that every provider knows; of ECDSA it has another form than a token's. */
    String bare() {
        return bare;
    }

    /** The name for a Signature as tokens have it. */
    String inTokens() {
        return inTokens;
    }

    KeyPair generateKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
        if (this != EDDSA) {
            generator.initialize(size);
        }
        return generator.generateKeyPair();
    }
}
