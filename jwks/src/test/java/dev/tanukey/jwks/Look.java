package dev.tanukey.jwks;

import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a caller gets that looks for a key, and after how long. */
record Look(
        Optional<VerificationKey> key,
        Optional<RejectionReason> refusal,
        Optional<Unavailability> unavailability,
        Duration took) {

    static Look at(KeySource keys, String keyId) {
        KeyRequest request = new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256);
        long begin = System.nanoTime();
        try {
            VerificationKey key = keys.key(request);
            return new Look(Optional.of(key), Optional.empty(), Optional.empty(), since(begin));
        } catch (RejectedException refused) {
            return new Look(
                    Optional.empty(), Optional.of(refused.rejection().reason()), Optional.empty(), since(begin));
        } catch (KeysUnavailableException unavailable) {
            return new Look(
                    Optional.empty(), Optional.empty(), Optional.of(unavailable.unavailability()), since(begin));
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    boolean isUnknown() {
        return refusal.filter(RejectionReason.KEY_UNKNOWN::equals).isPresent();
    }

    boolean isUnavailable() {
        return unavailability.isPresent();
    }

    Optional<UnavailabilityReason> reason() {
        return unavailability.map(Unavailability::reason);
    }

    String detail() {
        return unavailability.map(Unavailability::detail).orElse("");
    }

    /** The outcome in the short words of docs/fault-matrix.md. */
    String words() {
        return key.map(found -> "works")
                .or(() -> refusal.map(reason ->
                        "refused (" + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")"))
                .orElseGet(() -> switch (reason().orElseThrow()) {
                    case ISSUER_UNREACHABLE -> "U unreachable";
                    case METADATA_INVALID -> "U metadata";
                    case KEY_SET_INVALID -> "U key set";
                    case INTERNAL_ERROR -> "U internal";
                });
    }
}
