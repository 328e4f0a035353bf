package dev.tanukey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.Forge;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds even where the JVM's own checks do not (CVE-2022-21449). */
class SignatureFormTest {

    private static PublicKey key(String type, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(parameters);
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] signature(BigInteger r, BigInteger s, int width) {
        byte[] signature = new byte[2 * width];
        copy(r, signature, width);
        copy(s, signature, 2 * width);
        return signature;
    }

    private static void copy(BigInteger number, byte[] signature, int end) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        System.arraycopy(unsigned, 0, signature, end - unsigned.length, unsigned.length);
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,32", "secp384r1,48", "secp521r1,66"})
    void the_parts_of_an_ecdsa_signature_lie_between_zero_and_the_order(String curve, int width) {
        ECPublicKey key = (ECPublicKey) key("EC", new ECGenParameterSpec(curve));
        SignatureForm form = SignatureForm.of(key);
        BigInteger order = key.getParams().getOrder();
        BigInteger greatest = order.subtract(BigInteger.ONE);
        BigInteger one = BigInteger.ONE;
        BigInteger zero = BigInteger.ZERO;

        assertThat(form.fits(signature(one, one, width))).isTrue();
        assertThat(form.fits(signature(greatest, greatest, width))).isTrue();
        assertThat(form.fits(signature(zero, one, width))).isFalse();
        assertThat(form.fits(signature(one, zero, width))).isFalse();
        assertThat(form.fits(signature(order, one, width))).isFalse();
        assertThat(form.fits(signature(one, order, width))).isFalse();
        assertThat(form.fits(signature(order.add(one), one, width))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,32", "secp384r1,48", "secp521r1,66"})
    void an_ecdsa_signature_has_two_numbers_of_the_width_of_the_order(String curve, int width) {
        SignatureForm form = SignatureForm.of(key("EC", new ECGenParameterSpec(curve)));
        byte[] fitting = signature(BigInteger.ONE, BigInteger.ONE, width);

        assertThat(form.fits(Arrays.copyOf(fitting, 2 * width - 1))).isFalse();
        assertThat(form.fits(Arrays.copyOf(fitting, 2 * width + 1))).isFalse();
        assertThat(form.fits(Arrays.copyOf(fitting, 2 * width + 2))).isFalse();
        assertThat(form.fits(new byte[0])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Ed25519,64", "Ed448,114"})
    void an_edwards_signature_has_the_width_of_its_curve(String curve, int width) {
        SignatureForm form = SignatureForm.of(key("EdDSA", new NamedParameterSpec(curve)));

        assertThat(form.fits(new byte[width])).isTrue();
        assertThat(form.fits(new byte[width - 1])).isFalse();
        assertThat(form.fits(new byte[width + 1])).isFalse();
    }

    @Test
    void an_rsa_signature_has_the_width_of_its_modulus() {
        SignatureForm form = SignatureForm.of(Forge.key().publicKey());

        assertThat(form.fits(new byte[256])).isTrue();
        assertThat(form.fits(new byte[255])).isFalse();
        assertThat(form.fits(new byte[257])).isFalse();
    }
}
