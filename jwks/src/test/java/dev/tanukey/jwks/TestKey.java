package dev.tanukey.jwks;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** An RSA key with an id, and its JWK. */
record TestKey(String keyId, RSAPublicKey publicKey) {

    static TestKey named(String keyId) {
        return new TestKey(keyId, (RSAPublicKey) pair().getPublic());
    }

    /** As short as a key may be, and not as long as the JDK likes it: newer ones take a second for theirs. */
    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException incompleteJdk) {
            throw new AssertionError(incompleteJdk);
        }
    }

    static String set(TestKey... keys) {
        return Arrays.stream(keys).map(TestKey::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** The members that GitLab publishes. */
    String jwk() {
        return "{\"kty\":\"RSA\",\"kid\":\"" + keyId + "\",\"e\":\""
                + base64Url(publicKey.getPublicExponent().toByteArray()) + "\",\"n\":\"" + modulus()
                + "\",\"use\":\"sig\",\"alg\":\"RS256\"}";
    }

    String modulus() {
        byte[] signed = publicKey.getModulus().toByteArray();
        return base64Url(signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
