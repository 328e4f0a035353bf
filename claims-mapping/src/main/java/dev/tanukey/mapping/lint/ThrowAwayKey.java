package dev.tanukey.mapping.lint;

import dev.tanukey.key.KeySet;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.strict.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs samples, so that they can be judged as tokens are; verified claims cannot be had otherwise. Made for one run
 * and known to nobody. Thread-safe.
 */
final class ThrowAwayKey {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";

    private final PrivateKey privateKey;
    private final KeySet keySet;

    private ThrowAwayKey(PrivateKey privateKey, KeySet keySet) {
        this.privateKey = privateKey;
        this.keySet = keySet;
    }

    static ThrowAwayKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            KeySet keys = KeySet.of(VerificationKey.of(Optional.empty(), pair.getPublic()));
            return new ThrowAwayKey(pair.getPrivate(), keys);
        } catch (GeneralSecurityException | UnusableKeyException brokenJdk) {
            throw new IllegalStateException("This JDK cannot make P-256 keys; use a complete one", brokenJdk);
        }
    }

    KeySet keySet() {
        return keySet;
    }

    /** A token in compact form. */
    String sign(Map<String, @Nullable Object> claims) {
        String input = base64url(HEADER) + "." + base64url(JsonWriter.write(claims));
        try {
            Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
            es256.initSign(privateKey);
            es256.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + BASE64URL.encodeToString(es256.sign());
        } catch (GeneralSecurityException brokenJdk) {
            throw new IllegalStateException("This JDK cannot sign with ES256; use a complete one", brokenJdk);
        }
    }

    private static String base64url(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
