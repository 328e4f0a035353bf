package dev.tanukey.benchmarks.peers;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.jackson.io.JacksonDeserializer;
import io.jsonwebtoken.lang.Registry;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import java.security.Key;
import java.util.Map;

/** jjwt, with Jackson. */
final class Jjwt {
    private Jjwt() {}

    static Verifier<?> trusting(Trust trust) {
        Registry<String, SecureDigestAlgorithm<?, ?>> known = Jwts.SIG.get();
        Map<String, ? extends Key> keys = trust.keys();
        JwtParser parser = Jwts.parser()
                .keyLocator(header -> keys.get(((io.jsonwebtoken.JwsHeader) header).getKeyId()))
                .sig()
                .clear()
                .add(known.forKey(trust.algorithm()))
                .and()
                .requireIssuer(trust.issuer())
                .requireAudience(trust.audience())
                .clockSkewSeconds(Trust.SKEW_SECONDS)
                .json(new JacksonDeserializer<>())
                .build();
        return new Verifier<Claims>(
                "jjwt",
                token -> {
                    try {
                        Claims claims = parser.parseSignedClaims(token).getPayload();
                        if (claims.getExpiration() == null) {
                            throw new Refused("no end");
                        }
                        return claims;
                    } catch (JwtException no) {
                        throw new Refused(no);
                    }
                },
                Map::keySet);
    }
}
