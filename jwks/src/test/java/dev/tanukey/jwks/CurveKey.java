package dev.tanukey.jwks;

import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A key on P-256, which other than an RSA key is made and judged in no time, and its JWK under any id. */
record CurveKey(ECPublicKey publicKey) {
    private static final int WIDTH = 32;

    static List<CurveKey> generate(int number) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return Stream.generate(() -> new CurveKey(
                            (ECPublicKey) generator.generateKeyPair().getPublic()))
                    .limit(number)
                    .toList();
        } catch (GeneralSecurityException incompleteJdk) {
            throw new AssertionError(incompleteJdk);
        }
    }

    static KeyRequest request(Optional<String> keyId) {
        return new KeyRequest(keyId, SignatureAlgorithm.ES256);
    }

    String jwk(String keyId) {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"" + keyId + "\",\"x\":\""
                + coordinate(publicKey.getW().getAffineX()) + "\",\"y\":\""
                + coordinate(publicKey.getW().getAffineY()) + "\",\"use\":\"sig\",\"alg\":\"ES256\"}";
    }

    private static String coordinate(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] octets = new byte[WIDTH];
        byte[] digits = signed.length > WIDTH ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        System.arraycopy(digits, 0, octets, WIDTH - digits.length, digits.length);
        return TestKey.base64Url(octets);
    }
}
