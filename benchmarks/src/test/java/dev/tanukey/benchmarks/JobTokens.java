package dev.tanukey.benchmarks;

import dev.tanukey.benchmarks.peers.Trust;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.TokenMint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The token that is measured, and its issuer: a job that deploys to a protected environment, started by a developer of
 * three groups. It has every claim that the newest GitLab gives such a job. GitLab signs with RS256 alone; the other
 * algorithms sign the same payload.
 */
public final class JobTokens {
    /** As in the file of the example. */
    static final String AUDIENCE = "https://api.cloudfleet.ai/v1/clusters/95cc1ef4-2122-4b51-97d9-b35b531c3c45";

    static final String ISSUER = "https://gitlab.com";

    /** The mint composes tokens here and signs none, but it makes two new keys unless it has one. */
    private static final SigningKey UNUSED = SigningKey.generate();

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final TokenAlgorithm algorithm;
    private final KeyPair keys;
    private final PublicJsonWebKey jwk;

    private JobTokens(TokenAlgorithm algorithm, KeyPair keys, PublicJsonWebKey jwk) {
        this.algorithm = algorithm;
        this.keys = keys;
        this.jwk = jwk;
    }

    /** An issuer with a new key. */
    public static JobTokens signedWith(TokenAlgorithm algorithm) throws GeneralSecurityException, JoseException {
        KeyPair keys = algorithm.generateKeys();
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic());
        jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        jwk.setAlgorithm(algorithm.signatureAlgorithm().jwaName());
        jwk.setUse("sig");
        return new JobTokens(algorithm, keys, jwk);
    }

    TokenAlgorithm algorithm() {
        return algorithm;
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    String keyId() {
        return jwk.getKeyId();
    }

    String jwks() {
        return new JsonWebKeySet(jwk).toJson();
    }

    public KeySet keySet() throws UnusableKeyException {
        return KeySet.of(VerificationKey.of(Optional.of(keyId()), publicKey(), algorithm.signatureAlgorithm()));
    }

    /** For Tanukey, with the tolerance that the peers are given. */
    public Issuer issuer() {
        return Issuer.gitlab(ISSUER)
                .audience(AUDIENCE)
                .algorithms(algorithm.signatureAlgorithm())
                .clockTolerance(Duration.ofSeconds(30))
                .build();
    }

    /** For the peers. */
    Trust trust() throws JoseException {
        return Trust.of(ISSUER, AUDIENCE, algorithm.signatureAlgorithm().jwaName(), jwks());
    }

    public SignedToken good() throws GeneralSecurityException {
        return minted(ISSUER, token -> token);
    }

    SignedToken expired() throws GeneralSecurityException {
        return minted(ISSUER, CiTokenBuilder::expired);
    }

    SignedToken notYetValid() throws GeneralSecurityException {
        return minted(
                ISSUER,
                token -> token.claim("nbf", Instant.now().plusSeconds(3_600).getEpochSecond()));
    }

    SignedToken forAnotherAudience() throws GeneralSecurityException {
        return minted(ISSUER, token -> token.audience("https://api.example.com"));
    }

    SignedToken ofAnotherIssuer() throws GeneralSecurityException {
        return minted("https://gitlab.example.com", token -> token);
    }

    /** The good token with the signature of another. */
    SignedToken withBadSignature() throws GeneralSecurityException {
        SignedToken good = good();
        SignedToken other = expired();
        return new SignedToken(
                good.text().substring(0, good.text().lastIndexOf('.'))
                        + other.text().substring(other.text().lastIndexOf('.')),
                other.bareSignature());
    }

    /** {@return the payload of a good token, in JSON} */
    String payload() {
        return builder(ISSUER, keyId()).payload();
    }

    /** A token of an instance, signed with the key of this one under whatever id. */
    SignedToken good(String issuer, String keyId) throws GeneralSecurityException {
        return signed(builder(issuer, keyId));
    }

    private SignedToken minted(String issuer, UnaryOperator<CiTokenBuilder> change) throws GeneralSecurityException {
        return signed(change.apply(builder(issuer, keyId())));
    }

    private CiTokenBuilder builder(String issuer, String keyId) {
        return TokenMint.builder(issuer)
                .signingKey(UNUSED)
                .build()
                .ciToken()
                .header("kid", keyId)
                .header("alg", algorithm.signatureAlgorithm().jwaName())
                .project("acme-engineering/platform/shop-backend", 4711)
                .branch("release/2026-11")
                .protectedRef()
                .user("jdoe", 1077)
                .groups("acme/platform", "acme/security", "acme/operations/on-call")
                .environment("production/eu-west")
                .protectedEnvironment()
                .deploymentTier("production")
                .audience(AUDIENCE);
    }

    private SignedToken signed(CiTokenBuilder token) throws GeneralSecurityException {
        String input = base64url(token.header()) + "." + base64url(token.payload());
        return new SignedToken(
                input + "." + BASE64URL.encodeToString(signature(algorithm.inTokens(), input)),
                signature(algorithm.bare(), input));
    }

    private byte[] signature(String name, String input) throws GeneralSecurityException {
        PrivateKey key = keys.getPrivate();
        Signature signing = Signature.getInstance(name);
        signing.initSign(key);
        signing.update(input.getBytes(StandardCharsets.US_ASCII));
        return signing.sign();
    }

    private static String base64url(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
