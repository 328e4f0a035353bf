package dev.tanukey.jwks;

import dev.tanukey.jwks.SnapshotFile.Restored;
import dev.tanukey.jwks.SnapshotFile.Snapshot;
import dev.tanukey.jwks.SnapshotFile.SnapshotRefusedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps each good set in a file, if there is one, and begins with what is in it. Ages within a process are counted by
 * the ticker; only from one process to the next does the wall clock count.
 */
final class KeySnapshots {
    private final Optional<SnapshotFile> file;
    private final Clock clock;
    private final KeyEvents events;

    KeySnapshots(Optional<SnapshotFile> file, Clock clock, KeyEvents events) {
        this.file = file;
        this.clock = clock;
        this.events = events;
    }

    /** Begins with the keys of the file, or with none. */
    KeySetState restore(long now, RefreshPolicy policy) {
        if (file.isEmpty()) {
            return KeySetState.nothingKnown(now);
        }
        Instant wallClock = clock.instant();
        try {
            Optional<Restored> restored = file.get().read(wallClock, policy.stalenessLimit());
            if (restored.isPresent()) {
                return KeySetState.restored(
                        PublishedKeys.restored(restored.get()),
                        Duration.between(restored.get().snapshot().fetchedAt(), wallClock),
                        now,
                        policy);
            }
        } catch (SnapshotRefusedException refused) {
            events.snapshotFailed(refused.getMessage());
        } catch (RuntimeException unreadable) {
            events.snapshotFailed(file.get() + ": expected a readable snapshot; came "
                    + unreadable.getClass().getSimpleName() + ". Keys are fetched instead");
        }
        return KeySetState.nothingKnown(now);
    }

    /**
     * Writes a set down.
     *
     * @param age how long ago the fetch that brought it began
     * @return why that could not be done, for operators
     */
    Optional<String> keep(PublishedKeys published, Duration age) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            file.get().write(new Snapshot(published.document(), clock.instant().minus(age)));
            return Optional.empty();
        } catch (SnapshotRefusedException refused) {
            return Optional.of(refused.getMessage());
        } catch (IOException | RuntimeException unwritten) {
            return Optional.of(file.get() + ": expected a place to write to; came "
                    + unwritten.getClass().getSimpleName() + ". Keys are kept in memory only");
        }
    }
}
