package dev.tanukey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationKeyTest {
    private static final BigInteger F4 = RSAKeyGenParameterSpec.F4;

    private static VerificationKey keyOf(PublicKey key) throws UnusableKeyException {
        return VerificationKey.of(Optional.of("id"), key);
    }

    private static void assertUnusable(PublicKey key, String fault) {
        assertThatThrownBy(() -> keyOf(key))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(fault);
    }

    private static PublicKey generated(String family, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
        generator.initialize(parameters);
        return generator.generateKeyPair().getPublic();
    }

    @ParameterizedTest
    @CsvSource({"P_256, secp256r1, ES256", "P_384, secp384r1, ES384", "P_521, secp521r1, ES512"})
    void an_ec_key_is_for_the_algorithm_of_its_curve_alone(String type, String curve, SignatureAlgorithm algorithm)
            throws Exception {
        VerificationKey key = keyOf(generated("EC", new ECGenParameterSpec(curve)));

        for (SignatureAlgorithm other : SignatureAlgorithm.values()) {
            assertThat(key.isFor(other)).isEqualTo(other == algorithm);
        }
        assertThat(algorithm.keyType()).isEqualTo(KeyType.valueOf(type));
    }

    @Test
    void a_key_can_be_bound_to_one_algorithm_that_fits() throws Exception {
        PublicKey rsa = generated("RSA", new RSAKeyGenParameterSpec(2048, F4));
        VerificationKey key = VerificationKey.of(Optional.empty(), rsa, SignatureAlgorithm.RS256);

        assertThat(key.isFor(SignatureAlgorithm.RS256)).isTrue();
        assertThat(key.isFor(SignatureAlgorithm.PS256)).isFalse();
        assertThatThrownBy(() -> VerificationKey.of(Optional.empty(), rsa, SignatureAlgorithm.ES256))
                .isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void the_material_is_not_printed() throws Exception {
        assertThat(keyOf(generated("RSA", new RSAKeyGenParameterSpec(2048, F4))).toString())
                .startsWith("VerificationKey[\"id\" for [RS256, RS384, RS512, PS256, PS384, PS512]]");
    }

    @Test
    void keys_of_other_families_are_unusable() throws Exception {
        assertUnusable(generated("X25519", NamedParameterSpec.X25519), "RSA, EC and Edwards keys can verify");
    }

    @Nested
    class Rsa {
        private final Random random = new Random(7);

        private PublicKey key(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        }

        private BigInteger modulus(int bits) {
            BigInteger modulus;
            do {
                modulus = BigInteger.probablePrime(bits / 2, random)
                        .multiply(BigInteger.probablePrime(bits - bits / 2, random));
            } while (modulus.bitLength() != bits);
            return modulus;
        }

        @ParameterizedTest
        @ValueSource(ints = {1024, 2047})
        void a_short_modulus_is_unusable(int bits) throws Exception {
            assertUnusable(key(modulus(bits), F4), "modulus of " + bits + " bits");
        }

        @Test
        void a_modulus_above_8192_bits_is_unusable() throws Exception {
            assertUnusable(key(BigInteger.ONE.shiftLeft(8192).add(BigInteger.ONE), F4), "modulus of 8193 bits");
        }

        @Test
        void a_modulus_of_2048_bits_is_usable() throws Exception {
            assertThat(keyOf(key(modulus(2048), F4))).isNotNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"3", "17", "65535", "65536", "65538"})
        void a_small_or_even_exponent_is_unusable(String exponent) throws Exception {
            assertUnusable(key(modulus(2048), new BigInteger(exponent)), "exponent");
        }

        @Test
        void an_exponent_is_usable_up_to_256_bits() throws Exception {
            BigInteger modulus = modulus(2048);

            assertThat(keyOf(key(modulus, BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE))))
                    .isNotNull();
            assertUnusable(key(modulus, BigInteger.ONE.shiftLeft(256).add(BigInteger.ONE)), "exponent");
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 65521})
        void a_modulus_with_a_small_factor_is_unusable(int factor) throws Exception {
            BigInteger modulus = BigInteger.probablePrime(2047, random).multiply(BigInteger.valueOf(factor));

            assertUnusable(key(modulus, F4), "small factor");
        }

        @Test
        void a_prime_modulus_is_unusable() throws Exception {
            assertUnusable(key(BigInteger.probablePrime(2048, random), F4), "is a prime");
        }

        @Test
        void a_square_modulus_is_unusable() throws Exception {
            BigInteger root;
            do {
                root = BigInteger.probablePrime(1024, random);
            } while (root.pow(2).bitLength() != 2048);

            assertUnusable(key(root.pow(2), F4), "is a square");
        }

        @Test
        void a_modulus_of_the_faulty_generator_is_unusable() throws Exception {
            BigInteger primorial = BigInteger.ONE;
            for (BigInteger prime = BigInteger.TWO; prime.intValue() <= 167; prime = prime.nextProbablePrime()) {
                primorial = primorial.multiply(prime);
            }
            BigInteger modulus;
            do {
                modulus = new BigInteger(2048, random)
                        .setBit(2047)
                        .divide(primorial)
                        .multiply(primorial)
                        .add(F4.modPow(BigInteger.valueOf(5), primorial));
            } while (modulus.bitLength() != 2048 || hasSmallFactor(modulus));

            assertUnusable(key(modulus, F4), "ROCA");
        }

        private boolean hasSmallFactor(BigInteger number) {
            for (int i = 3; i < 1 << 16; i += 2) {
                if (number.mod(BigInteger.valueOf(i)).signum() == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    @Nested
    class Ec {

        @Test
        void a_point_off_the_curve_is_unusable() throws Exception {
            ECPublicKey good = (ECPublicKey) generated("EC", new ECGenParameterSpec("secp256r1"));
            ECPoint moved = new ECPoint(
                    good.getW().getAffineX(), good.getW().getAffineY().add(BigInteger.ONE));

            assertUnusable(new Keys.Ec(moved, good.getParams()), "not on its curve");
        }

        @Test
        void a_coordinate_beyond_the_field_is_unusable() throws Exception {
            ECPublicKey good = (ECPublicKey) generated("EC", new ECGenParameterSpec("secp256r1"));
            BigInteger prime =
                    ((java.security.spec.ECFieldFp) good.getParams().getCurve().getField()).getP();
            ECPoint same =
                    new ECPoint(good.getW().getAffineX().add(prime), good.getW().getAffineY());

            assertUnusable(new Keys.Ec(same, good.getParams()), "not on its curve");
        }

        @Test
        void the_point_at_infinity_is_unusable() throws Exception {
            ECPublicKey good = (ECPublicKey) generated("EC", new ECGenParameterSpec("secp256r1"));

            assertUnusable(new Keys.Ec(ECPoint.POINT_INFINITY, good.getParams()), "not on its curve");
        }

        @Test
        void another_curve_is_unusable() throws Exception {
            ECParameterSpec p256 = ((ECPublicKey) generated("EC", new ECGenParameterSpec("secp256r1"))).getParams();
            ECParameterSpec otherGenerator = new ECParameterSpec(
                    p256.getCurve(), new ECPoint(BigInteger.ONE, BigInteger.ONE), p256.getOrder(), p256.getCofactor());

            assertUnusable(new Keys.Ec(p256.getGenerator(), otherGenerator), "another curve");
        }

        @Test
        void a_true_key_stays_usable_through_a_key_factory() throws Exception {
            ECPublicKey good = (ECPublicKey) generated("EC", new ECGenParameterSpec("secp521r1"));
            PublicKey rebuilt =
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(good.getW(), good.getParams()));

            assertThat(keyOf(rebuilt)).isEqualTo(keyOf(good));
        }
    }

    @Nested
    class Edwards {

        private PublicKey key(NamedParameterSpec curve, BigInteger y) throws GeneralSecurityException {
            return KeyFactory.getInstance("EdDSA")
                    .generatePublic(new EdECPublicKeySpec(curve, new EdECPoint(false, y)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Ed25519", "Ed448"})
        void true_keys_are_for_eddsa_alone(String curve) throws Exception {
            for (int i = 0; i < 20; i++) {
                VerificationKey key = keyOf(generated("EdDSA", new NamedParameterSpec(curve)));

                assertThat(key.isFor(SignatureAlgorithm.EDDSA)).isTrue();
                assertThat(key.isFor(SignatureAlgorithm.RS256)).isFalse();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0",
                    "1",
                    "57896044618658097711785492504343953926634992332820282019728792003956564819948",
                    "2707385501144840649318225287225658788936804267575313519463743609750303402022",
                    "55188659117513257062467267217118295137698188065244968500265048394206261417927"
                })
        void ed25519_keys_of_small_order_are_unusable(String y) throws Exception {
            assertUnusable(key(NamedParameterSpec.ED25519, new BigInteger(y)), "small order");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, -1})
        void ed448_keys_of_small_order_are_unusable(int y) throws Exception {
            BigInteger prime = BigInteger.ONE
                    .shiftLeft(448)
                    .subtract(BigInteger.ONE.shiftLeft(224))
                    .subtract(BigInteger.ONE);

            assertUnusable(key(NamedParameterSpec.ED448, BigInteger.valueOf(y).mod(prime)), "small order");
        }

        @Test
        void a_point_off_the_curve_is_unusable() throws Exception {
            assertUnusable(key(NamedParameterSpec.ED25519, BigInteger.TWO), "not on its curve");
        }

        @Test
        void a_coordinate_beyond_the_field_is_unusable() {
            BigInteger prime = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

            assertUnusable(
                    new Keys.Edwards(
                            NamedParameterSpec.ED25519, new EdECPoint(false, prime.add(BigInteger.valueOf(3)))),
                    "not on its curve");
        }
    }
}
