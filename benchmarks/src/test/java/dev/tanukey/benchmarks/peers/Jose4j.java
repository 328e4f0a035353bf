package dev.tanukey.benchmarks.peers;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** jose4j's {@code JwtConsumer}. */
final class Jose4j {
    private Jose4j() {}

    static Verifier<?> trusting(Trust trust) throws JoseException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(trust.jwks()).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, trust.algorithm())
                .setExpectedIssuer(trust.issuer())
                .setExpectedAudience(trust.audience())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(Trust.SKEW_SECONDS)
                .build();
        return new Verifier<JwtClaims>(
                "jose4j",
                token -> {
                    try {
                        return consumer.processToClaims(token);
                    } catch (InvalidJwtException no) {
                        throw new Refused(no);
                    }
                },
                JwtClaims::getClaimNames);
    }
}
