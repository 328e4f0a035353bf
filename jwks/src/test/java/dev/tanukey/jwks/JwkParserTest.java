package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkParserTest {
    private static final TestKey KEY = TestKey.named("a");
    private static final Map<String, Object> RSA = Map.of("kty", "RSA", "n", KEY.modulus(), "e", "AQAB");
    private static final String ED25519_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    private static Map<String, Object> with(Map<String, Object> jwk, String member, Object value) {
        Map<String, Object> changed = new HashMap<>(jwk);
        changed.put(member, value);
        return changed;
    }

    private static String faultOf(Map<String, Object> jwk) {
        UnusableKeyException unusable =
                catchThrowableOfType(UnusableKeyException.class, () -> JwkParser.parse(jwk, new LongKeyAllowance()));
        assertThat(unusable).as("usable: %s", jwk).isNotNull();
        return unusable.getMessage();
    }

    private static Map<String, Object> ec(String curve, String jcaName, int width) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(jcaName));
            ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
            return Map.of(
                    "kty",
                    "EC",
                    "crv",
                    curve,
                    "x",
                    coordinate(key.getW().getAffineX().toByteArray(), width),
                    "y",
                    coordinate(key.getW().getAffineY().toByteArray(), width));
        } catch (java.security.GeneralSecurityException incompleteJdk) {
            throw new AssertionError(incompleteJdk);
        }
    }

    private static String coordinate(byte[] signed, int width) {
        byte[] fixed = new byte[width];
        int length = Math.min(signed.length, width);
        System.arraycopy(signed, signed.length - length, fixed, width - length, length);
        return TestKey.base64Url(fixed);
    }

    @Test
    void a_key_with_the_least_members_is_for_every_algorithm_of_its_type() throws Exception {
        VerificationKey key = JwkParser.parse(RSA, new LongKeyAllowance());

        assertThat(key.keyId()).isEmpty();
        assertThat(key.publicKey()).isEqualTo(KEY.publicKey());
        assertThat(key.isFor(SignatureAlgorithm.RS256)).isTrue();
        assertThat(key.isFor(SignatureAlgorithm.PS512)).isTrue();
        assertThat(key.isFor(SignatureAlgorithm.ES256)).isFalse();
    }

    @Test
    void alg_leaves_one_algorithm() throws Exception {
        VerificationKey key = JwkParser.parse(with(RSA, "alg", "PS256"), new LongKeyAllowance());

        assertThat(key.isFor(SignatureAlgorithm.PS256)).isTrue();
        assertThat(key.isFor(SignatureAlgorithm.RS256)).isFalse();
    }

    static Stream<Arguments> elliptic_keys() {
        return Stream.of(
                Arguments.of(ec("P-256", "secp256r1", 32), SignatureAlgorithm.ES256),
                Arguments.of(ec("P-384", "secp384r1", 48), SignatureAlgorithm.ES384),
                Arguments.of(ec("P-521", "secp521r1", 66), SignatureAlgorithm.ES512),
                Arguments.of(Map.of("kty", "OKP", "crv", "Ed25519", "x", ED25519_X), SignatureAlgorithm.EDDSA),
                Arguments.of(
                        Map.of(
                                "kty",
                                "OKP",
                                "crv",
                                "Ed448",
                                "x",
                                "X9dEm1m0Yf0s54fsYWrUah2hNCSFpw4fig6nXYDpZ3jt8SR2m0bHBhvWeD3x5Q9s0foavq_oJWGA"),
                        SignatureAlgorithm.EDDSA));
    }

    @ParameterizedTest
    @MethodSource("elliptic_keys")
    void keys_on_curves_are_for_the_algorithm_of_their_curve(Map<String, Object> jwk, SignatureAlgorithm algorithm)
            throws Exception {
        for (SignatureAlgorithm each : SignatureAlgorithm.values()) {
            assertThat(JwkParser.parse(jwk, new LongKeyAllowance()).isFor(each)).isEqualTo(each == algorithm);
        }
    }

    @ParameterizedTest
    @MethodSource("elliptic_keys")
    void coordinates_have_the_full_width_and_no_more(Map<String, Object> jwk, SignatureAlgorithm algorithm) {
        byte[] x = java.util.Base64.getUrlDecoder().decode((String) jwk.get("x"));
        byte[] wider = new byte[x.length + 1];
        System.arraycopy(x, 0, wider, 1, x.length);

        for (byte[] other : List.of(wider, Arrays.copyOf(x, x.length - 1), new byte[0])) {
            assertThat(faultOf(with(jwk, "x", TestKey.base64Url(other)))).contains("its curve needs " + x.length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void a_key_with_a_private_member_of_whatever_value_is_unusable(String member) {
        assertThat(faultOf(with(RSA, member, "AQAB"))).contains("member " + member);
        assertThat(faultOf(with(RSA, member, null))).contains("member " + member);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("kid", 1L, "kid is no string"),
                Arguments.of("kid", null, "kid is no string"),
                Arguments.of("use", "enc", "use \"enc\""),
                Arguments.of("use", "Sig", "use \"Sig\""),
                Arguments.of("use", null, "use is no string"),
                Arguments.of("use", List.of("sig"), "use is no string"),
                Arguments.of("key_ops", "verify", "key_ops"),
                Arguments.of("key_ops", null, "key_ops"),
                Arguments.of("key_ops", List.of(), "key_ops"),
                Arguments.of("key_ops", List.of("Verify"), "key_ops"),
                Arguments.of("key_ops", List.of("verify", 1L), "key_ops"),
                Arguments.of("alg", "RS257", "algorithm \"RS257\""),
                Arguments.of("alg", "none", "algorithm \"none\""),
                Arguments.of("alg", "HS256", "algorithm \"HS256\""),
                Arguments.of("alg", "ES256", "does not fit its algorithm ES256"),
                Arguments.of("alg", List.of("RS256"), "alg is no string"),
                Arguments.of("kty", "rsa", "type \"rsa\""),
                Arguments.of("kty", "oct", "type \"oct\""),
                Arguments.of("kty", null, "kty is no string"),
                Arguments.of("n", KEY.modulus() + "=", "n is base64url text"),
                Arguments.of("n", KEY.modulus() + " ", "n is base64url text"),
                Arguments.of("n", "", "JVM refuses"),
                Arguments.of("n", 5L, "n is no string"),
                Arguments.of("e", "Aw", "RSA exponent"),
                Arguments.of("e", "AQ==", "e is base64url text"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_wrong_member_makes_a_key_unusable_and_is_named(String member, Object value, String fault) {
        assertThat(faultOf(with(RSA, member, value))).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kty", "n", "e"})
    void a_missing_member_makes_a_key_unusable(String member) {
        Map<String, Object> jwk = new HashMap<>(RSA);
        jwk.remove(member);

        assertThat(faultOf(jwk)).isEqualTo("a key without " + member);
    }

    @Test
    void other_curves_are_unusable() {
        assertThat(faultOf(Map.of("kty", "EC", "crv", "secp256k1", "x", "", "y", "")))
                .contains("curve \"secp256k1\"");
        assertThat(faultOf(Map.of("kty", "OKP", "crv", "X25519", "x", ED25519_X)))
                .contains("curve \"X25519\"");
        assertThat(faultOf(Map.of("kty", "EC", "crv", "Ed25519", "x", ED25519_X)))
                .contains("curve \"Ed25519\"");
    }

    @Test
    void what_a_key_may_say_about_itself_is_taken() throws Exception {
        Map<String, Object> jwk = new HashMap<>(RSA);
        jwk.put("kid", "");
        jwk.put("use", "sig");
        jwk.put("key_ops", List.of("encrypt", "verify"));
        jwk.put("alg", "RS256");
        jwk.put("x5u", "http://169.254.169.254/");
        jwk.put("x5c", 17L);

        assertThat(JwkParser.parse(jwk, new LongKeyAllowance()).keyId()).isEqualTo(Optional.of(""));
    }

    @Test
    void a_leading_zero_byte_in_the_modulus_changes_nothing() throws Exception {
        String padded = TestKey.base64Url(KEY.publicKey().getModulus().toByteArray());

        assertThat(padded).startsWith("A");
        assertThat(JwkParser.parse(with(RSA, "n", padded), new LongKeyAllowance())
                        .publicKey())
                .isEqualTo(KEY.publicKey());
    }

    @Test
    void a_fault_quotes_what_a_stranger_wrote_and_shows_no_key_material() {
        assertThat(faultOf(with(RSA, "alg", "x\n\u202e" + "y".repeat(100))))
                .contains("\"x\\u000a\\u202eyyy")
                .doesNotContain("y".repeat(70));
        assertThat(faultOf(with(RSA, "d", "secret"))).doesNotContain("secret");
    }
}
