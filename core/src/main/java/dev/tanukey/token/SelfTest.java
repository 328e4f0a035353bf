package dev.tanukey.token;

import dev.tanukey.key.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that signature checks accept a true signature and refuse a false one, the signature of zeros included,
 * which JDK 15 to 18 once took for every ECDSA key (CVE-2022-21449), and that one check leaves nothing behind for the
 * next. Costs up to some milliseconds, and in a JVM that has only begun some tens of them, for loading the provider's
 * classes, which the first token would pay else.
 */
final class SelfTest {
    private final KnownAnswer answer;
    private final Subject subject;

    private SelfTest(KnownAnswer answer, Subject subject) {
        this.answer = answer;
        this.subject = subject;
    }

    /** What checks the signatures of a key; in production {@link ReadySignatures}. */
    @FunctionalInterface
    interface Subject {
        boolean verifies(byte[] text, int length, byte[] signature);
    }

    /**
     * Tests one algorithm, on each of its curves.
     *
     * @param subjects gives what checks the signatures of a key
     * @throws IllegalStateException if it does not tell good from bad
     */
    static void run(SignatureAlgorithm algorithm, Function<PublicKey, Subject> subjects) {
        for (KnownAnswer answer : KnownAnswer.values()) {
            if (answer.algorithm() == algorithm) {
                new SelfTest(answer, subjects.apply(publicKey(answer))).run();
            }
        }
    }

    private void run() {
        byte[] message = KnownAnswer.MESSAGE.getBytes(StandardCharsets.US_ASCII);
        byte[] otherMessage = message.clone();
        otherMessage[0] ^= 1;
        byte[] signature = Base64.getDecoder().decode(answer.signature());
        require(verifies(message, signature), "refuses a true signature or is missing");
        require(!verifies(message, new byte[signature.length]), "accepts a signature of zeros");
        require(!verifies(otherMessage, signature), "accepts a signature of another message");
        require(verifies(message, signature), "refuses a true signature after a false one");
    }

    private boolean verifies(byte[] message, byte[] signature) {
        try {
            return subject.verifies(message, message.length, signature);
        } catch (RuntimeException broken) {
            throw failure("fails with " + broken.getClass().getName(), broken);
        }
    }

    private void require(boolean condition, String fault) {
        if (!condition) {
            throw failure(fault, null);
        }
    }

    private IllegalStateException failure(String fault, @Nullable Throwable cause) {
        return new IllegalStateException(
                "The self-test of " + answer + " failed: this JVM's " + answer.algorithm() + " " + fault
                        + ". Do not verify tokens with it; update the JDK or its security provider",
                cause);
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
}
