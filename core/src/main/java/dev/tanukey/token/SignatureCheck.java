package dev.tanukey.token;

import static java.util.Objects.requireNonNull;

import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import java.security.Provider;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Step 5: the signature, with the one key and the one algorithm (RFC 7515 5.2). The provider is given raw bytes, a key
 * that is known to be fit and a signature of the right width; it sees neither the token nor its header.
 */
final class SignatureCheck {
    private final Map<SignatureAlgorithm, AlgorithmCheck> checks = new EnumMap<>(SignatureAlgorithm.class);

    /**
     * Finds a provider for each algorithm, and makes sure that it tells good from bad with RS256, by which GitLab
     * signs. The others have to pass before their first signature: nine of them take a tenth of a second in a JVM that
     * has only begun.
     *
     * @throws IllegalStateException if an algorithm has none, or RS256 a bad one
     */
    SignatureCheck(Set<SignatureAlgorithm> algorithms, Optional<Provider> provider) {
        algorithms.forEach(algorithm -> checks.put(algorithm, new AlgorithmCheck(algorithm, provider)));
        Optional.ofNullable(checks.get(SignatureAlgorithm.RS256)).ifPresent(AlgorithmCheck::requireTested);
    }

    Map<SignatureAlgorithm, String> providers() {
        Map<SignatureAlgorithm, String> providers = new EnumMap<>(SignatureAlgorithm.class);
        checks.forEach((algorithm, check) -> providers.put(algorithm, check.checkedBy()));
        return Collections.unmodifiableMap(providers);
    }

    Claims prove(CompactToken token, Header header, byte[] signature, VerificationKey key)
            throws RejectedException, KeysUnavailableException {
        SignatureAlgorithm algorithm = header.algorithm();
        if (!key.isFor(algorithm)) {
            throw new RejectedException(Rejection.ofClaim(
                    RejectionReason.KEY_UNUSABLE, "kid", "a key for " + algorithm, "a key for another algorithm"));
        }
        // The header was judged by the issuer's list, and there is a check for each algorithm on it.
        AlgorithmCheck check = requireNonNull(checks.get(algorithm));
        if (!check.verifies(key, token.ascii(), token.signingInputLength(), signature)) {
            throw new RejectedException(Rejection.of(
                            RejectionReason.SIGNATURE_INVALID,
                            "a signature with " + algorithm + " by "
                                    + key.keyId()
                                            .map(id -> "the key " + Rejection.quote(id))
                                            .orElse("the only key"),
                            "one that does not verify")
                    .withHint(RejectionHint.TOKEN_CHANGED));
        }
        return token.provenClaims();
    }
}
