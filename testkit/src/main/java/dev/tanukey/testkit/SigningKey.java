package dev.tanukey.testkit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** An RSA key of 2048 bits; its {@code kid} is the thumbprint of RFC 7638, as in GitLab. Immutable. */
final class SigningKey {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey privateKey;
    private final String modulus;
    private final String exponent;
    private final String keyId;

    private SigningKey(PrivateKey privateKey, RSAPublicKey publicKey) {
        this.privateKey = privateKey;
        this.modulus = base64urlUInt(publicKey.getModulus());
        this.exponent = base64urlUInt(publicKey.getPublicExponent());
        this.keyId = BASE64URL.encodeToString(
                Sha256.of("{\"e\":\"" + exponent + "\",\"kty\":\"RSA\",\"n\":\"" + modulus + "\"}"));
    }

    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(pair.getPrivate(), (RSAPublicKey) pair.getPublic());
        } catch (GeneralSecurityException brokenJdk) {
            throw new IllegalStateException("This JDK cannot make RSA keys; use a complete one", brokenJdk);
        }
    }

    String keyId() {
        return keyId;
    }

    /** The public half, with the members that GitLab publishes, in its order. */
    Map<String, String> jwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("kid", keyId);
        jwk.put("e", exponent);
        jwk.put("n", modulus);
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        return jwk;
    }

    /** The compact form of RFC 7515 3.1, whatever header and payload say. */
    String sign(String header, String payload) {
        String signingInput = base64url(header) + "." + base64url(payload);
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(privateKey);
            rs256.update(signingInput.getBytes(StandardCharsets.US_ASCII));
            return signingInput + "." + BASE64URL.encodeToString(rs256.sign());
        } catch (GeneralSecurityException brokenJdk) {
            throw new IllegalStateException("This JDK cannot sign with SHA256withRSA; use a complete one", brokenJdk);
        }
    }

    private static String base64url(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 7518 2: big-endian, without the sign byte that BigInteger puts in front. */
    private static String base64urlUInt(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    /** {@return the key's id, and nothing of the key} */
    @Override
    public String toString() {
        return keyId;
    }
}
