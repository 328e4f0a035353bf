package dev.tanukey.key;

import dev.tanukey.strict.Printable;
import java.util.Objects;
import java.util.Optional;

/**
 * A published key that must not verify tokens, kept so that the answer to a token signed with it can say why.
 * Immutable.
 *
 * @param keyId its {@code kid}, if it has one
 * @param fault what is wrong with it; no key material
 */
public record UnusableKey(Optional<String> keyId, String fault) {

    /** Checks that no component is null. */
    public UnusableKey {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(fault, "fault");
    }

    /** {@return id and fault, the id quoted and cut} */
    @Override
    public String toString() {
        return "UnusableKey[" + keyId.map(Printable::quote).orElse("no kid") + ": " + fault + "]";
    }
}
