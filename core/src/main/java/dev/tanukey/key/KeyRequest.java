package dev.tanukey.key;

import dev.tanukey.strict.Printable;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token's header says about its key. Immutable.
 *
 * @param keyId the header's {@code kid}, to be looked up exactly and used for nothing else; it comes from a stranger
 * @param algorithm the header's {@code alg}, already known to be allowed
 */
public record KeyRequest(Optional<String> keyId, SignatureAlgorithm algorithm) {

    /** Checks that no component is null. */
    public KeyRequest {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(algorithm, "algorithm");
    }

    /** {@return the request, the stranger's text quoted and cut} */
    @Override
    public String toString() {
        return "KeyRequest[" + keyId.map(Printable::quote).orElse("no kid") + " for " + algorithm + "]";
    }
}
