package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.Unavailability;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A fetch has brought a good set. Immutable.
 *
 * @param issuer the issuer's URL
 * @param keys the set, with the keys in it that must not verify and their faults
 * @param added the keys that were not there before; all of them at first
 * @param removed the keys that are there no more, and verify nothing from now on
 * @param took how long the fetch has taken
 * @param metadataFault why the metadata could not be read again, if they should have been; the keys came from the
 *     address known so far
 */
public record KeysRefreshed(
        String issuer,
        KeySet keys,
        List<VerificationKey> added,
        List<VerificationKey> removed,
        Duration took,
        Optional<Unavailability> metadataFault) {

    /** Copies the lists. */
    public KeysRefreshed {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** {@return whether any key was added or removed} */
    public boolean changed() {
        return !added.isEmpty() || !removed.isEmpty();
    }

    /**
     * {@return the ids under which another key is published than before, which no issuer should do; they are text of
     * the issuer, to be escaped before they are shown}
     */
    public List<String> replacedKeyIds() {
        List<Optional<String>> gone =
                removed.stream().map(VerificationKey::keyId).toList();
        return added.stream()
                .map(VerificationKey::keyId)
                .filter(gone::contains)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
