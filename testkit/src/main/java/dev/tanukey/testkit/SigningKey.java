package dev.tanukey.testkit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An RSA key of 2048 bits that signs with RS256, as GitLab's do; its {@code kid} is the thumbprint of RFC 7638.
 *
 * <p>Immutable and thread-safe. Prints its id and nothing of the key.
 */
public final class SigningKey {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey privateKey;
    private final RSAPublicKey publicKey;
    private final String modulus;
    private final String exponent;
    private final String keyId;

    private SigningKey(PrivateKey privateKey, RSAPublicKey publicKey, String keyId) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.modulus = base64urlUInt(publicKey.getModulus());
        this.exponent = base64urlUInt(publicKey.getPublicExponent());
        this.keyId = keyId;
    }

    /** {@return a new key, which no issuer publishes unless a test sees to it} */
    public static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
            return new SigningKey(pair.getPrivate(), publicKey, thumbprint(publicKey));
        } catch (GeneralSecurityException brokenJdk) {
            throw new IllegalStateException("This JDK cannot make RSA keys; use a complete one", brokenJdk);
        }
    }

    /**
     * A key of the caller's own, for instance one that several processes read from a file.
     *
     * @param pair an RSA key of 2048 bits or more, both halves
     * @return the key
     * @throws IllegalArgumentException if it is of another kind or too short, or the halves do not belong together
     */
    public static SigningKey of(KeyPair pair) {
        if (!(pair.getPublic() instanceof RSAPublicKey half)
                || !(pair.getPrivate() instanceof RSAPrivateKey other)
                || half.getModulus().bitLength() < 2048) {
            throw new IllegalArgumentException("GitLab signs with RSA keys of 2048 bits or more, but came a key of "
                    + pair.getPrivate().getAlgorithm() + " that is something else");
        }
        if (!half.getModulus().equals(other.getModulus())) {
            throw new IllegalArgumentException("The two halves of the key do not belong together");
        }
        return new SigningKey(other, half, thumbprint(half));
    }

    /**
     * The same key under another id, which is then no thumbprint: for keys that were replaced under one id, and for
     * issuers that are no GitLab.
     *
     * @param id the {@code kid}
     * @return a key with that id
     */
    public SigningKey withKeyId(String id) {
        return new SigningKey(privateKey, publicKey, id);
    }

    /** {@return its {@code kid}; the thumbprint unless it was given another} */
    public String keyId() {
        return keyId;
    }

    /** {@return the public half} */
    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /** {@return the public half as a JWK, with the members that GitLab publishes, in its order} */
    public Map<String, String> jwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("kid", keyId);
        jwk.put("e", exponent);
        jwk.put("n", modulus);
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        return jwk;
    }

    /**
     * Signs anything, whatever header and payload say.
     *
     * @param header the header, in JSON or not
     * @param payload the payload, in JSON or not
     * @return the compact form (RFC 7515 3.1)
     */
    public String sign(String header, String payload) {
        String signingInput = base64url(header) + "." + base64url(payload);
        return signingInput + "." + signature(signingInput.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Signs bytes as they are, for tokens whose parts are no text or not what base64url says.
     *
     * @param signingInput what stands in front of the second dot, or should
     * @return the signature with RS256, in base64url
     */
    public String signature(byte[] signingInput) {
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(privateKey);
            rs256.update(signingInput);
            return BASE64URL.encodeToString(rs256.sign());
        } catch (GeneralSecurityException brokenJdk) {
            throw new IllegalStateException("This JDK cannot sign with SHA256withRSA; use a complete one", brokenJdk);
        }
    }

    private static String thumbprint(RSAPublicKey key) {
        return BASE64URL.encodeToString(Sha256.of("{\"e\":\"" + base64urlUInt(key.getPublicExponent())
                + "\",\"kty\":\"RSA\",\"n\":\"" + base64urlUInt(key.getModulus()) + "\"}"));
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
