package dev.tanukey.benchmarks.peers;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.JWTVerifier;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.mapping.gitlab.GitLabRules;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.UserInfo;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Each as careful as its own documentation shows, with the issuer's keys at hand: no network, no fetch, no cache. */
final class Peers {
    private final TokenMint gitlab;
    private final String audience;

    Peers(TokenMint gitlab, String audience) {
        this.gitlab = gitlab;
        this.audience = audience;
    }

    List<Verifier> all() throws ParseException, JoseException {
        ClaimsMapper rules = GitLabMappings.byProject()
                .with(GitLabRules.project(4711))
                .with(GitLabRules.protectedRef())
                .with(GitLabRules.notFromFork());
        return List.of(
                tanukey("Tanukey, rules", rules),
                tanukey(
                        "Tanukey, no mapping",
                        token -> UserInfo.named(token.subject().orElseThrow())),
                spring(),
                nimbus(),
                jose4j(),
                auth0());
    }

    private Verifier tanukey(String name, ClaimsMapper mapper) {
        Issuer issuer = Issuer.gitlab(gitlab.issuer()).audience(audience).build();
        TokenAuthenticator authenticator = TokenAuthenticator.builder()
                .issuer(issuer, gitlab.keySet(), mapper)
                .build();
        return new Verifier(
                name, token -> authenticator.authenticate(token) instanceof AuthenticationResult.Authenticated);
    }

    private Verifier spring() throws ParseException {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(
                        new ImmutableJWKSet<SecurityContext>(JWKSet.parse(gitlab.jwks())))
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                times, new JwtIssuerValidator(gitlab.issuer()), new JwtAudienceValidator(audience)));
        return new Verifier("Spring Security", token -> {
            try {
                return decoder.decode(token) != null;
            } catch (JwtException refused) {
                return false;
            }
        });
    }

    private Verifier nimbus() throws ParseException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(gitlab.jwks()))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(gitlab.issuer()).build(), Set.of("sub", "iat", "exp")));
        return new Verifier("Nimbus", token -> {
            try {
                return processor.process(token, null) != null;
            } catch (ParseException | BadJOSEException | JOSEException refused) {
                return false;
            }
        });
    }

    private Verifier jose4j() throws JoseException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(gitlab.jwks()).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedIssuer(gitlab.issuer())
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(30)
                .build();
        return new Verifier("jose4j", token -> {
            try {
                return consumer.processToClaims(token) != null;
            } catch (InvalidJwtException refused) {
                return false;
            }
        });
    }

    private Verifier auth0() throws ParseException {
        JWTVerifier verifier = JWT.require(Algorithm.RSA256(new PublishedKeys(JWKSet.parse(gitlab.jwks()))))
                .withIssuer(gitlab.issuer())
                .withAudience(audience)
                .withClaimPresence("exp")
                .withClaimPresence("sub")
                .acceptLeeway(30)
                .build();
        return new Verifier("Auth0", token -> {
            try {
                return verifier.verify(token) != null;
            } catch (JWTVerificationException refused) {
                return false;
            }
        });
    }

    /** What Auth0's jwks-rsa would look up in the network. */
    private record PublishedKeys(JWKSet keys) implements RSAKeyProvider {

        @Override
        public RSAPublicKey getPublicKeyById(String keyId) {
            JWK key = keys.getKeyByKeyId(keyId);
            try {
                return key == null ? null : key.toRSAKey().toRSAPublicKey();
            } catch (JOSEException impossible) {
                throw new IllegalStateException("The mint publishes good keys", impossible);
            }
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
}
