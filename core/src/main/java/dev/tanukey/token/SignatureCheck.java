package dev.tanukey.token;

import static java.util.Objects.requireNonNull;

import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.jose4j.jws.EdDsaAlgorithm;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.jws.RsaUsingShaAlgorithm;
import org.jose4j.lang.JoseException;

/**
 * Step 5: the signature, with the one key and the one algorithm (RFC 7515 5.2). jose4j is given raw bytes, a key that
 * is known to be fit and a signature of the right width; it sees neither the token nor its header.
 */
final class SignatureCheck {
    private static final ProviderContext PROVIDERS = new ProviderContext();
    private static final Map<SignatureAlgorithm, JsonWebSignatureAlgorithm> PRIMITIVES = new EnumMap<>(Map.ofEntries(
            Map.entry(SignatureAlgorithm.RS256, new RsaUsingShaAlgorithm.RsaSha256()),
            Map.entry(SignatureAlgorithm.RS384, new RsaUsingShaAlgorithm.RsaSha384()),
            Map.entry(SignatureAlgorithm.RS512, new RsaUsingShaAlgorithm.RsaSha512()),
            Map.entry(SignatureAlgorithm.PS256, new RsaUsingShaAlgorithm.RsaPssSha256()),
            Map.entry(SignatureAlgorithm.PS384, new RsaUsingShaAlgorithm.RsaPssSha384()),
            Map.entry(SignatureAlgorithm.PS512, new RsaUsingShaAlgorithm.RsaPssSha512()),
            Map.entry(SignatureAlgorithm.ES256, new EcdsaUsingShaAlgorithm.EcdsaP256UsingSha256()),
            Map.entry(SignatureAlgorithm.ES384, new EcdsaUsingShaAlgorithm.EcdsaP384UsingSha384()),
            Map.entry(SignatureAlgorithm.ES512, new EcdsaUsingShaAlgorithm.EcdsaP521UsingSha512()),
            Map.entry(SignatureAlgorithm.EDDSA, new EdDsaAlgorithm())));

    private SignatureCheck() {}

    static Claims prove(CompactToken token, Header header, byte[] signature, VerificationKey key)
            throws RejectedException {
        if (!key.isFor(header.algorithm())) {
            throw new RejectedException(Rejection.ofClaim(
                    RejectionReason.KEY_UNUSABLE,
                    "kid",
                    "a key for " + header.algorithm(),
                    "a key for another algorithm"));
        }
        if (!verifies(header.algorithm(), key.publicKey(), token.signingInput(), signature)) {
            throw new RejectedException(Rejection.of(
                            RejectionReason.SIGNATURE_INVALID,
                            "a signature with " + header.algorithm() + " by "
                                    + key.keyId()
                                            .map(id -> "the key " + Rejection.quote(id))
                                            .orElse("the only key"),
                            "one that does not verify")
                    .withHint(RejectionHint.TOKEN_CHANGED));
        }
        return token.provenClaims();
    }

    /** Tells whether a signature holds; every failure is a no. */
    static boolean verifies(SignatureAlgorithm algorithm, PublicKey key, byte[] input, byte[] signature) {
        if (signature.length != width(key) || !isInRange(key, signature)) {
            return false;
        }
        try {
            return requireNonNull(PRIMITIVES.get(algorithm)).verifySignature(signature, key, input, PROVIDERS);
        } catch (JoseException refusedByProvider) {
            return false;
        }
    }

    /** The exact number of bytes of a signature (RFC 8017 8.1.2 and 8.2.2, RFC 7518 3.4, RFC 8032 5.1.6 and 5.2.6). */
    private static int width(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return (rsa.getModulus().bitLength() + 7) / 8;
        }
        if (key instanceof ECPublicKey ec) {
            return 2 * ((ec.getParams().getOrder().bitLength() + 7) / 8);
        }
        return ((EdECPublicKey) key).getParams().getName().equals("Ed25519") ? 64 : 114;
    }

    /** Of ECDSA's r and s each is above zero and below the order, whatever the provider thinks (CVE-2022-21449). */
    static boolean isInRange(PublicKey key, byte[] signature) {
        if (!(key instanceof ECPublicKey ec)) {
            return true;
        }
        int half = signature.length / 2;
        BigInteger order = ec.getParams().getOrder();
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
    }
}
