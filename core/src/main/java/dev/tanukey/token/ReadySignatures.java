package dev.tanukey.token;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signatures of one key. The objects that do it are kept for the next token, since to make one takes a
 * twentieth of the time of a check; each is used by one thread at a time, and thrown away if it fails. Nobody waits:
 * where none is free, one more is made.
 */
final class ReadySignatures {
    /** As many threads check with one key at once before objects are made in vain; a power of two. */
    private static final int SLOTS = 32;

    private final JcaScheme scheme;
    private final Optional<Provider> provider;
    private final PublicKey key;
    private final SignatureForm form;
    private final AtomicReferenceArray<@Nullable Signature> free = new AtomicReferenceArray<>(SLOTS);

    ReadySignatures(JcaScheme scheme, Optional<Provider> provider, PublicKey key) {
        this.scheme = scheme;
        this.provider = provider;
        this.key = key;
        this.form = SignatureForm.of(key);
    }

    /** Tells whether a signature over the first bytes of a text holds; every failure is a no. */
    boolean verifies(byte[] text, int length, byte[] signature) {
        if (!form.fits(signature)) {
            return false;
        }
        try {
            Signature check = take();
            check.update(text, 0, length);
            boolean holds = check.verify(form.forProviders(signature));
            giveBack(check);
            return holds;
        } catch (GeneralSecurityException refusedByProvider) {
            return false;
        }
    }

    private Signature take() throws GeneralSecurityException {
        int first = slotOfThread();
        for (int i = 0; i < SLOTS; i++) {
            int slot = (first + i) & (SLOTS - 1);
            if (free.getPlain(slot) != null) {
                Signature taken = free.getAndSet(slot, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return scheme.ready(key, provider);
    }

    private void giveBack(Signature check) {
        int first = slotOfThread();
        for (int i = 0; i < SLOTS; i++) {
            if (free.compareAndSet((first + i) & (SLOTS - 1), null, check)) {
                return;
            }
        }
    }

    private static int slotOfThread() {
        return (int) Thread.currentThread().getId() & (SLOTS - 1);
    }
}
