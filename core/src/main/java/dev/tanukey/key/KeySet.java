package dev.tanukey.key;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one issuer at one moment, and by itself the simplest key source: one that never changes.
 *
 * <p>A token's {@code kid} is matched exactly and must name one key for the token's algorithm; different keys of one
 * {@code kid} and algorithm are all unusable, the same key twice is one key (RFC 7517 4.5). Without a {@code kid} the
 * set must hold exactly one key (OpenID Connect Core 10.1). No key is ever tried after another.
 *
 * <p>Immutable and thread-safe; a look-up costs the same for every size.
 */
public final class KeySet implements KeySource {
    private static final String AMBIGUOUS = "one of several different keys of one kid and algorithm";

    private final List<VerificationKey> keys;
    private final List<UnusableKey> unusableKeys;
    private final Map<String, List<VerificationKey>> keysById;

    private KeySet(List<VerificationKey> keys, List<UnusableKey> unusableKeys) {
        List<VerificationKey> different = keys.stream().distinct().toList();
        this.keys = different.stream()
                .filter(key -> different.stream().noneMatch(key::isConfusableWith))
                .toList();
        this.unusableKeys = Stream.concat(
                        unusableKeys.stream(),
                        different.stream()
                                .filter(key -> !this.keys.contains(key))
                                .map(key -> new UnusableKey(key.keyId(), AMBIGUOUS)))
                .toList();
        Map<String, List<VerificationKey>> byId = new HashMap<>();
        for (VerificationKey key : this.keys) {
            key.keyId().ifPresent(id -> byId.computeIfAbsent(id, unseen -> new ArrayList<>(1))
                    .add(key));
        }
        this.keysById = Map.copyOf(byId);
    }

    /**
     * A set of good keys.
     *
     * @param keys the keys; may be none
     * @return the set
     */
    public static KeySet of(VerificationKey... keys) {
        return new KeySet(List.of(keys), List.of());
    }

    /**
     * A set as it was published, with those keys that must not verify.
     *
     * @param keys the keys that may verify
     * @param unusableKeys the others
     * @return the set
     */
    public static KeySet of(List<VerificationKey> keys, List<UnusableKey> unusableKeys) {
        return new KeySet(keys, unusableKeys);
    }

    /** {@return the keys that may verify, in the order in which they were published} */
    public List<VerificationKey> keys() {
        return keys;
    }

    /** {@return the published keys that must not verify, with their faults} */
    public List<UnusableKey> unusableKeys() {
        return unusableKeys;
    }

    @Override
    public VerificationKey key(KeyRequest request) throws RejectedException {
        Optional<String> keyId = request.keyId();
        return keyId.isPresent() ? keyNamed(keyId.get(), request.algorithm()) : onlyKey(request.algorithm());
    }

    private VerificationKey keyNamed(String keyId, SignatureAlgorithm algorithm) throws RejectedException {
        List<VerificationKey> named = keysById.getOrDefault(keyId, List.of());
        for (VerificationKey key : named) {
            if (key.isFor(algorithm)) {
                return key;
            }
        }
        throw new RejectedException(unfitOrUnknown(keyId, algorithm, !named.isEmpty()));
    }

    private VerificationKey onlyKey(SignatureAlgorithm algorithm) throws RejectedException {
        if (keys.size() + unusableKeys.size() != 1) {
            throw new RejectedException(Rejection.ofClaim(
                    RejectionReason.KEY_UNKNOWN,
                    "kid",
                    "a kid, since the issuer publishes " + (keys.size() + unusableKeys.size()) + " keys",
                    "none"));
        }
        if (keys.isEmpty()) {
            throw new RejectedException(
                    unusable("the issuer's only key", unusableKeys.get(0).fault()));
        }
        VerificationKey key = keys.get(0);
        if (!key.isFor(algorithm)) {
            throw new RejectedException(unusable("the issuer's only key", "one that is not for " + algorithm));
        }
        return key;
    }

    private Rejection unfitOrUnknown(String keyId, SignatureAlgorithm algorithm, boolean known) {
        if (known) {
            return unusable("the key " + Rejection.quote(keyId), "one that is not for " + algorithm);
        }
        for (UnusableKey unusable : unusableKeys) {
            if (unusable.keyId().isPresent() && unusable.keyId().get().equals(keyId)) {
                return unusable("the key " + Rejection.quote(keyId), unusable.fault());
            }
        }
        return Rejection.ofClaim(
                        RejectionReason.KEY_UNKNOWN,
                        "kid",
                        "the id of a published key, of which there are " + keys.size(),
                        Rejection.quote(keyId))
                .withHint(RejectionHint.KEY_REPLACED);
    }

    private static Rejection unusable(String which, String fault) {
        return Rejection.ofClaim(
                RejectionReason.KEY_UNUSABLE, "kid", "a key that may verify this token", which + ": " + fault);
    }

    /** {@return the ids of the keys, without the key material} */
    @Override
    public String toString() {
        return "KeySet" + keys + (unusableKeys.isEmpty() ? "" : " and unusable " + unusableKeys);
    }
}
