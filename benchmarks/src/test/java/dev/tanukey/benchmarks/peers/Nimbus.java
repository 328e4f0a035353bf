package dev.tanukey.benchmarks.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/** Nimbus' {@code DefaultJWTProcessor}. */
final class Nimbus {
    private Nimbus() {}

    static Verifier<?> trusting(Trust trust) throws ParseException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.parse(trust.algorithm()), new ImmutableJWKSet<>(JWKSet.parse(trust.jwks()))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                trust.audience(),
                new JWTClaimsSet.Builder().issuer(trust.issuer()).build(),
                Set.of("sub", "iat", "exp")));
        return new Verifier<JWTClaimsSet>(
                "Nimbus",
                token -> {
                    try {
                        return processor.process(token, null);
                    } catch (ParseException | BadJOSEException | JOSEException no) {
                        throw new Refused(no);
                    }
                },
                claims -> claims.getClaims().keySet());
    }
}
