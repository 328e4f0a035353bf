package dev.tanukey.benchmarks.peers;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.ECDSAKeyProvider;
import com.auth0.jwt.interfaces.JWTVerifier;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/** Auth0's java-jwt, with the keys that its jwks-rsa would look up in the network. */
final class Auth0 {
    private Auth0() {}

    static Verifier<?> trusting(Trust trust) {
        JWTVerifier verifier = JWT.require(trust.byAlgorithm(
                        it -> Algorithm.RSA256(new RsaKeys(it.keys())),
                        it -> Algorithm.ECDSA256(new EcKeys(it.keys())),
                        it -> {
                            throw new IllegalArgumentException("java-jwt knows no EdDSA");
                        }))
                .withIssuer(trust.issuer())
                .withAudience(trust.audience())
                .withClaimPresence("exp")
                .withClaimPresence("sub")
                .acceptLeeway(Trust.SKEW_SECONDS)
                .build();
        return new Verifier<>(
                "Auth0",
                token -> {
                    try {
                        return verifier.verify(token).getClaims();
                    } catch (JWTVerificationException no) {
                        throw new Refused(no);
                    }
                },
                Map::keySet);
    }

    private record RsaKeys(Map<String, PublicKey> keys) implements RSAKeyProvider {
        @Override
        public RSAPublicKey getPublicKeyById(String keyId) {
            return (RSAPublicKey) keys.get(keyId);
        }

        @Override
        public RSAPrivateKey getPrivateKey() {
            return null;
        }

        @Override
        public String getPrivateKeyId() {
            return null;
        }
    }

    private record EcKeys(Map<String, PublicKey> keys) implements ECDSAKeyProvider {
        @Override
        public ECPublicKey getPublicKeyById(String keyId) {
            return (ECPublicKey) keys.get(keyId);
        }

        @Override
        public ECPrivateKey getPrivateKey() {
            return null;
        }

        @Override
        public String getPrivateKeyId() {
            return null;
        }
    }
}
