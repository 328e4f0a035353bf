package dev.tanukey.benchmarks.peers;

import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.JWTException;
import io.fusionauth.jwt.domain.JWT;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.rsa.RSAVerifier;
import java.security.PublicKey;
import java.util.Map;

/** fusionauth-jwt; issuer and audience are the caller's to compare. */
final class FusionAuth {
    private FusionAuth() {}

    static Verifier<?> trusting(Trust trust) {
        Map.Entry<String, PublicKey> key = trust.onlyKey();
        Map<String, io.fusionauth.jwt.Verifier> verifiers = Map.of(
                key.getKey(),
                trust.byAlgorithm(
                        it -> RSAVerifier.newVerifier(key.getValue()),
                        it -> ECVerifier.newVerifier(key.getValue()),
                        it -> {
                            throw new IllegalArgumentException("fusionauth-jwt refuses the header value EdDSA");
                        }));
        JWTDecoder decoder = new JWTDecoder().withClockSkew(Trust.SKEW_SECONDS);
        return new Verifier<Map<String, Object>>(
                "fusionauth-jwt",
                token -> {
                    JWT jwt = decode(decoder, verifiers, token);
                    if (!trust.issuer().equals(jwt.issuer)
                            || !trust.audience().equals(jwt.audience)
                            || jwt.expiration == null) {
                        throw new Refused("another issuer or audience, or no end");
                    }
                    return jwt.getAllClaims();
                },
                Map::keySet);
    }

    private static JWT decode(JWTDecoder decoder, Map<String, io.fusionauth.jwt.Verifier> verifiers, String token)
            throws Refused {
        try {
            return decoder.decode(token, verifiers);
        } catch (JWTException no) {
            throw new Refused(no);
        }
    }
}
