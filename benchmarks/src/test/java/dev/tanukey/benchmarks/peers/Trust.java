package dev.tanukey.benchmarks.peers;

import java.security.Key;
import java.security.PublicKey;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Whom a verifier is set up to trust: one issuer, one audience, one algorithm, and the keys at hand, so that there is
 * no network and no fetch.
 *
 * @param issuer the {@code iss} of good tokens
 * @param audience the {@code aud} of good tokens
 * @param algorithm its JWA name
 * @param jwks the issuer's JWK Set as it is published
 * @param keys the keys of that set by their ids
 */
public record Trust(String issuer, String audience, String algorithm, String jwks, Map<String, PublicKey> keys) {
    /** The tolerance for clocks of everybody who can be told one. */
    static final int SKEW_SECONDS = 30;

    /** Reads the keys once for those who want them so. */
    public static Trust of(String issuer, String audience, String algorithm, String jwks) throws JoseException {
        Map<String, PublicKey> keys = new JsonWebKeySet(jwks)
                .getJsonWebKeys().stream().collect(Collectors.toMap(JsonWebKey::getKeyId, Trust::publicKey));
        return new Trust(issuer, audience, algorithm, jwks, keys);
    }

    /** The choice of what differs by algorithm. */
    <T> T byAlgorithm(Function<Trust, T> rs256, Function<Trust, T> es256, Function<Trust, T> edDsa) {
        return switch (algorithm) {
            case "RS256" -> rs256.apply(this);
            case "ES256" -> es256.apply(this);
            case "EdDSA" -> edDsa.apply(this);
            default -> throw new IllegalArgumentException("RS256, ES256 or EdDSA, but not " + algorithm);
        };
    }

    /** {@return the only key, for those who do not choose by id} */
    Map.Entry<String, PublicKey> onlyKey() {
        if (keys.size() != 1) {
            throw new IllegalStateException("One key is expected, but there are " + keys.size());
        }
        return keys.entrySet().iterator().next();
    }

    private static PublicKey publicKey(JsonWebKey jwk) {
        Key key = jwk.getKey();
        return (PublicKey) key;
    }
}
