package dev.tanukey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.token.TokenVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/** Signs whatever text it is given as an issuer would, right or wrong. */
public final class Forge {
    public static final String URL = "https://gitlab.example.com";
    public static final String AUDIENCE = "https://api.example.com";
    public static final String KEY_ID = "key-1";
    public static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    public static final String HEADER = "{\"kid\":\"key-1\",\"typ\":\"JWT\",\"alg\":\"RS256\"}";
    public static final String CLAIMS = "{\"iss\":\"https://gitlab.example.com\",\"aud\":\"https://api.example.com\","
            + "\"sub\":\"project_path:acme/shop:ref_type:branch:ref:main\","
            + "\"iat\":1790000000,\"nbf\":1789999995,\"exp\":1790003600}";

    private static final KeyPair KEYS = rsaKeys();

    private Forge() {}

    /** A good token of today. */
    public static String token() {
        return token(CLAIMS);
    }

    public static String token(String claims) {
        return token(HEADER, claims);
    }

    public static String token(String header, String claims) {
        return token(header.getBytes(UTF_8), claims.getBytes(UTF_8));
    }

    public static String token(byte[] header, byte[] claims) {
        String input = encode(header) + "." + encode(claims);
        return input + "." + encode(sign(input.getBytes(UTF_8)));
    }

    /** The good claims with one piece of their text replaced. */
    public static String claims(String piece, String replacement) {
        if (!CLAIMS.contains(piece)) {
            throw new IllegalArgumentException(piece);
        }
        return CLAIMS.replace(piece, replacement);
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static Issuer.Builder issuer() {
        return Issuer.gitlab(URL).audience(AUDIENCE);
    }

    public static VerificationKey key() {
        return key(Optional.of(KEY_ID));
    }

    public static VerificationKey key(Optional<String> keyId) {
        try {
            return VerificationKey.of(keyId, KEYS.getPublic());
        } catch (UnusableKeyException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public static KeySet keys() {
        return KeySet.of(key());
    }

    public static TokenVerifier verifier() {
        return verifier(issuer().build());
    }

    public static TokenVerifier verifier(Issuer issuer) {
        return verifierAt(NOW, issuer);
    }

    public static TokenVerifier verifierAt(Instant now, Issuer issuer) {
        return TokenVerifier.builder()
                .issuer(issuer, keys())
                .clock(clockAt(now))
                .build();
    }

    public static Clock clockAt(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair rsaKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
