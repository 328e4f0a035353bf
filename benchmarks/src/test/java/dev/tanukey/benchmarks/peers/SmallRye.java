package dev.tanukey.benchmarks.peers;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** SmallRye's {@code JWTParser}, which Quarkus uses. */
final class SmallRye {
    private SmallRye() {}

    static Verifier<?> trusting(Trust trust) {
        JWTAuthContextInfo info = new JWTAuthContextInfo(trust.onlyKey().getValue(), trust.issuer());
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.fromAlgorithm(trust.algorithm())));
        info.setExpectedAudience(Set.of(trust.audience()));
        info.setClockSkew(Trust.SKEW_SECONDS);
        JWTParser parser = new DefaultJWTParser(info);
        return new Verifier<JsonWebToken>(
                "SmallRye",
                token -> {
                    try {
                        return parser.parse(token);
                    } catch (ParseException no) {
                        throw new Refused(no);
                    }
                },
                // it adds the token itself
                jwt -> jwt.getClaimNames().stream()
                        .filter(name -> !name.equals("raw_token"))
                        .toList());
    }
}
