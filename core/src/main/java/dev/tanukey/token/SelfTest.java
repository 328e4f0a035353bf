package dev.tanukey.token;

import dev.tanukey.key.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * Makes sure at start-up that this JVM's signature checks accept a true signature and refuse a false one, the signature
 * of zeros included, which JDK 15 to 18 once took for every ECDSA key (CVE-2022-21449). Costs some milliseconds an
 * algorithm, and in a JVM that has only begun some tens of them, for loading the provider's classes, which the first
 * token would pay else.
 */
final class SelfTest {

    /** A way to check signatures; in production {@link SignatureCheck#verifies}. */
    @FunctionalInterface
    interface Verifier {
        boolean verifies(SignatureAlgorithm algorithm, PublicKey key, byte[] input, byte[] signature);
    }

    private SelfTest() {}

    static void run(Set<SignatureAlgorithm> algorithms, Verifier verifier) {
        for (KnownAnswer answer : KnownAnswer.values()) {
            if (algorithms.contains(answer.algorithm())) {
                run(answer, verifier);
            }
        }
    }

    private static void run(KnownAnswer answer, Verifier verifier) {
        PublicKey key = publicKey(answer);
        byte[] message = KnownAnswer.MESSAGE.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getDecoder().decode(answer.signature());
        if (!verifier.verifies(answer.algorithm(), key, message, signature)) {
            throw failure(answer, "refuses a true signature or is missing");
        }
        if (verifier.verifies(answer.algorithm(), key, message, new byte[signature.length])) {
            throw failure(answer, "accepts a signature of zeros");
        }
        message[0] ^= 1;
        if (verifier.verifies(answer.algorithm(), key, message, signature)) {
            throw failure(answer, "accepts a signature of another message");
        }
    }

    private static PublicKey publicKey(KnownAnswer answer) {
        try {
            byte[] encoded = Base64.getDecoder().decode(answer.publicKey());
            return KeyFactory.getInstance(answer.keyFamily()).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(
                    "This JVM cannot read " + answer.keyFamily() + " keys, which " + answer.algorithm()
                            + " needs; take the algorithm out of the issuer's list or use a complete JDK",
                    missing);
        }
    }

    private static IllegalStateException failure(KnownAnswer answer, String fault) {
        return new IllegalStateException("The self-test of " + answer + " failed: this JVM's " + answer.algorithm()
                + " " + fault + ". Do not verify tokens with it; update the JDK or its security provider");
    }
}
