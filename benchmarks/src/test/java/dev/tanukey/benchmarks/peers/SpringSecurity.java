package dev.tanukey.benchmarks.peers;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's {@code NimbusJwtDecoder}. */
final class SpringSecurity {
    private SpringSecurity() {}

    static Verifier<?> trusting(Trust trust) throws ParseException {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(
                        new ImmutableJWKSet<SecurityContext>(JWKSet.parse(trust.jwks())))
                .jwsAlgorithm(SignatureAlgorithm.from(trust.algorithm()))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                times, new JwtIssuerValidator(trust.issuer()), new JwtAudienceValidator(trust.audience())));
        return new Verifier<Jwt>(
                "Spring Security",
                token -> {
                    try {
                        return decoder.decode(token);
                    } catch (JwtException no) {
                        throw new Refused(no);
                    }
                },
                jwt -> jwt.getClaims().keySet());
    }
}
