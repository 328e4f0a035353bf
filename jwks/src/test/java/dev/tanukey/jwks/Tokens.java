package dev.tanukey.jwks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.user.UserInfo;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;

/** An issuer's tokens, good ones and forged ones. */
final class Tokens {
    private final KeyPair pair = TestKey.pair();
    private final TestKey key;

    Tokens(String keyId) {
        key = new TestKey(keyId, (RSAPublicKey) pair.getPublic());
    }

    TestKey key() {
        return key;
    }

    /** A token that is good for an hour. */
    String issuedAt(Instant time, Issuer issuer) {
        String unsigned = part("{\"kid\":\"" + key.keyId() + "\",\"typ\":\"JWT\",\"alg\":\"RS256\"}") + "."
                + part("{\"iss\":\"" + issuer.url() + "\",\"aud\":\"https://api.example.com\",\"sub\":\"a\",\"iat\":"
                        + time.getEpochSecond() + ",\"exp\":"
                        + time.plusSeconds(3600).getEpochSecond() + "}");
        return unsigned + "." + TestKey.base64Url(sign(unsigned));
    }

    /** The same token with a signature of the right length by nobody. */
    static String forged(String token, int number) {
        byte[] signature = new byte[256];
        signature[255] = (byte) number;
        return token.substring(0, token.lastIndexOf('.') + 1) + TestKey.base64Url(signature);
    }

    static AuthenticationResult judge(String token, Issuer issuer, JwksKeySource keys, Clock clock) {
        return TokenAuthenticator.builder()
                .issuer(issuer, keys, verified -> UserInfo.named("a"))
                .clock(clock)
                .build()
                .authenticate(token);
    }

    private static String part(String json) {
        return TestKey.base64Url(json.getBytes(UTF_8));
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException incompleteJdk) {
            throw new AssertionError(incompleteJdk);
        }
    }
}
