package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.Unavailability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listener what becomes of an issuer's keys. Thread-safe if the listener is; never throws. */
final class KeyEvents {
    private static final Logger LOG = LoggerFactory.getLogger(KeyEvents.class);

    private final String issuer;
    private final JwksListener listener;

    KeyEvents(String issuer, JwksListener listener) {
        this.issuer = issuer;
        this.listener = listener;
    }

    String issuer() {
        return issuer;
    }

    void refreshed(Optional<KeySet> before, KeySet now, Duration took, Optional<Unavailability> metadataFault) {
        KeysRefreshed event = new KeysRefreshed(
                issuer,
                now,
                onlyIn(now.keys(), before.map(KeySet::keys).orElse(List.of())),
                onlyIn(before.map(KeySet::keys).orElse(List.of()), now.keys()),
                took,
                metadataFault);
        if (event.changed()) {
            LOG.info("Keys of {} have changed: added {}, removed {}", issuer, event.added(), event.removed());
        }
        if (!event.replacedKeyIds().isEmpty()) {
            LOG.warn("{} has put other keys under the same ids", issuer);
        }
        if (!now.unusableKeys().isEmpty() && (before.isEmpty() || before.get() != now)) {
            LOG.warn("{} publishes keys that must not verify: {}", issuer, now.unusableKeys());
        }
        metadataFault.ifPresent(
                fault -> LOG.warn("The keys of {} come from the address known so far: {}", issuer, fault.detail()));
        tell(() -> listener.keysRefreshed(event));
    }

    void failed(Unavailability why, int failuresInARow, Optional<Duration> ageOfKeys, Duration took) {
        LOG.warn(
                "No new keys of {}, {} in a row; {}: {}",
                issuer,
                failuresInARow,
                ageOfKeys
                        .map(age -> "those of " + age.toSeconds() + " s ago serve on")
                        .orElse("there are none to go on with"),
                why.operatorMessage());
        tell(() -> listener.refreshFailed(new RefreshFailed(issuer, why, failuresInARow, ageOfKeys, took)));
    }

    void keyIdUnknown() {
        tell(() -> listener.keyIdUnknown(issuer));
    }

    void snapshotFailed(String detail) {
        LOG.warn("The key snapshot of {} is of no use: {}", issuer, detail);
        tell(() -> listener.snapshotFailed(issuer, detail));
    }

    private static List<VerificationKey> onlyIn(List<VerificationKey> these, List<VerificationKey> others) {
        List<VerificationKey> rest = new ArrayList<>(these);
        rest.removeAll(others);
        return rest;
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (Throwable bug) {
            // Without its trace, since whoever invents key ids decides how often this happens.
            LOG.warn(
                    "A JwksListener failed with {}; the keys are not affected",
                    bug.getClass().getName());
            LOG.debug("A JwksListener failed", bug);
        }
    }
}
