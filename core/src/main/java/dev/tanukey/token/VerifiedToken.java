package dev.tanukey.token;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is proven about a token at the moment of its verification: one of our issuers signed these claims, for us, and
 * they were valid then. Only {@link TokenVerifier} makes one. It does not hold the token's text and prints no claim but
 * the issuer.
 *
 * <p>Immutable and thread-safe. It proves nothing later: {@link #expiresAt} passes, keys are revoked.
 */
public final class VerifiedToken {
    private final Issuer issuer;
    private final Header header;
    private final VerificationKey key;
    private final Claims claims;
    private final RegisteredClaims registered;

    VerifiedToken(Issuer issuer, Header header, VerificationKey key, Claims claims, RegisteredClaims registered) {
        this.issuer = issuer;
        this.header = header;
        this.key = key;
        this.claims = claims;
        this.registered = registered;
    }

    /** {@return the configured issuer by which the token was judged} */
    public Issuer issuer() {
        return issuer;
    }

    /** {@return the algorithm of the signature} */
    public SignatureAlgorithm algorithm() {
        return header.algorithm();
    }

    /** {@return the id of the key that verified the signature, if the token named one} */
    public Optional<String> keyId() {
        return header.keyId();
    }

    /** {@return all claims} */
    public Claims claims() {
        return claims;
    }

    /** {@return {@code sub}; there for every issuer that requires it, as GitLab's do} */
    public Optional<String> subject() {
        return registered.subject();
    }

    /** {@return {@code aud} as a list, also where the token holds a single string} */
    public List<String> audience() {
        return registered.audience();
    }

    /** {@return {@code exp}; the issuer's tolerance is not added} */
    public Instant expiresAt() {
        return registered.expiresAt();
    }

    /** {@return {@code nbf}, if the token has one} */
    public Optional<Instant> notBefore() {
        return registered.notBefore();
    }

    /** {@return {@code iat}, if the token has one} */
    public Optional<Instant> issuedAt() {
        return registered.issuedAt();
    }

    Header header() {
        return header;
    }

    /** The key that the signature was checked with. */
    VerificationKey key() {
        return key;
    }

    RegisteredClaims registered() {
        return registered;
    }

    /** {@return issuer, key and expiry; no private claim} */
    @Override
    public String toString() {
        return "VerifiedToken[issuer=" + issuer.url() + ", keyId="
                + header.keyId().map(Rejection::quote).orElse("none") + ", expiresAt=" + expiresAt() + "]";
    }
}
