package dev.tanukey.testkit;

import dev.tanukey.testkit.server.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The keys of an instance: what it signs with, and what it publishes. Thread-safe. The first keys are made in the
 * background; whoever needs one waits for it.
 */
final class KeyRing {

    /** All keys at one moment. */
    record Keys(
            CompletableFuture<SigningKey> user,
            CompletableFuture<SigningKey> ci,
            Optional<CompletableFuture<SigningKey>> cloudConnector,
            List<CompletableFuture<SigningKey>> old) {

        /** In GitLab's order and each once, as in GitLab; old ones where a rotation has overlap, which it has not. */
        List<SigningKey> published() {
            return Stream.of(Stream.of(user, ci), old.stream(), cloudConnector.stream())
                    .flatMap(keys -> keys)
                    .distinct()
                    .map(CompletableFuture::join)
                    .toList();
        }

        private Keys rotated(CompletableFuture<SigningKey> from, SigningKey fresh, Rotation rotation) {
            CompletableFuture<SigningKey> to = CompletableFuture.completedFuture(
                    rotation == Rotation.SAME_ID ? fresh.withKeyId(from.join().keyId()) : fresh);
            List<CompletableFuture<SigningKey>> kept = new ArrayList<>(old);
            if (rotation == Rotation.OVERLAP) {
                kept.add(from);
            }
            return new Keys(from == user ? to : user, from == ci ? to : ci, cloudConnector, List.copyOf(kept));
        }

        private Keys withoutOld() {
            return new Keys(user, ci, cloudConnector, List.of());
        }
    }

    private final AtomicReference<Keys> keys;

    KeyRing(InstanceKeys which, Optional<GivenKeys> given) {
        boolean one =
                which == InstanceKeys.ONE || given.filter(GivenKeys::isOne).isPresent();
        // One after the other, the CI key first: all at once they would take the processors from whoever starts.
        CompletableFuture<SigningKey> ci = given.map(GivenKeys::ci)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> Background.begin(SigningKey::generate));
        CompletableFuture<SigningKey> user = one
                ? ci
                : given.map(GivenKeys::user)
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> begin(ci));
        this.keys = new AtomicReference<>(new Keys(
                user, ci, which == InstanceKeys.THREE ? Optional.of(begin(user)) : Optional.empty(), List.of()));
    }

    private static CompletableFuture<SigningKey> begin(CompletableFuture<SigningKey> after) {
        return Background.after(after, SigningKey::generate);
    }

    Keys now() {
        return Objects.requireNonNull(keys.get());
    }

    SigningKey userKey() {
        return now().user().join();
    }

    SigningKey ciKey() {
        return now().ci().join();
    }

    Optional<SigningKey> cloudConnectorKey() {
        return now().cloudConnector().map(CompletableFuture::join);
    }

    List<SigningKey> published() {
        return now().published();
    }

    void rotateUserKey(Rotation rotation) {
        SigningKey fresh = SigningKey.generate();
        keys.updateAndGet(before -> before.rotated(before.user(), fresh, rotation));
    }

    void rotateCiKey(Rotation rotation) {
        SigningKey fresh = SigningKey.generate();
        keys.updateAndGet(before -> before.rotated(before.ci(), fresh, rotation));
    }

    void retireOldKeys() {
        keys.updateAndGet(Keys::withoutOld);
    }
}
