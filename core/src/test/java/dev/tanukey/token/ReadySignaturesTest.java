package dev.tanukey.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What holds even where the JVM's own checks do not (CVE-2022-21449). */
class ReadySignaturesTest {
    private final ECPublicKey key = p256();
    private final BigInteger order = key.getParams().getOrder();

    private static ECPublicKey p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return (ECPublicKey) generator.generateKeyPair().getPublic();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private boolean isInRange(BigInteger r, BigInteger s) {
        byte[] signature = new byte[64];
        copy(r, signature, 32);
        copy(s, signature, 64);
        return ReadySignatures.isInRange(key, signature);
    }

    private static void copy(BigInteger number, byte[] signature, int end) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        System.arraycopy(unsigned, 0, signature, end - unsigned.length, unsigned.length);
    }

    @Test
    void the_parts_of_an_ecdsa_signature_lie_between_zero_and_the_order() {
        BigInteger greatest = order.subtract(BigInteger.ONE);

        assertThat(isInRange(BigInteger.ONE, BigInteger.ONE)).isTrue();
        assertThat(isInRange(greatest, greatest)).isTrue();
        assertThat(isInRange(BigInteger.ZERO, BigInteger.ONE)).isFalse();
        assertThat(isInRange(BigInteger.ONE, BigInteger.ZERO)).isFalse();
        assertThat(isInRange(order, BigInteger.ONE)).isFalse();
        assertThat(isInRange(BigInteger.ONE, order)).isFalse();
    }
}
