package dev.tanukey.token;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
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
    private final int width;
    private final AtomicReferenceArray<@Nullable Signature> free = new AtomicReferenceArray<>(SLOTS);

    ReadySignatures(JcaScheme scheme, Optional<Provider> provider, PublicKey key) {
        this.scheme = scheme;
        this.provider = provider;
        this.key = key;
        this.width = width(key);
    }

    /** Tells whether a signature over the first bytes of a text holds; every failure is a no. */
    boolean verifies(byte[] text, int length, byte[] signature) {
        if (signature.length != width || !isInRange(key, signature)) {
            return false;
        }
        try {
            Signature check = take();
            check.update(text, 0, length);
            boolean holds = check.verify(key instanceof ECPublicKey ? der(signature) : signature);
            giveBack(check);
            return holds;
        } catch (GeneralSecurityException | IOException refusedByProvider) {
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

    /** The exact number of bytes of a signature (RFC 8017 8.1.2 and 8.2.2, RFC 7518 3.4, RFC 8032 5.1.6 and 5.2.6). */
    private static int width(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return (rsa.getModulus().bitLength() + 7) / 8;
        }
        if (key instanceof ECPublicKey ec) {
            return 2 * ((ec.getParams().getOrder().bitLength() + 7) / 8);
        }
        return ((EdECPublicKey) key).getParams().getName().equals("Ed25519") ? 64 : 114;
    }

    /** Of ECDSA's r and s each is above zero and below the order, whatever the provider thinks (CVE-2022-21449). */
    static boolean isInRange(PublicKey key, byte[] signature) {
        if (!(key instanceof ECPublicKey ec)) {
            return true;
        }
        int half = signature.length / 2;
        BigInteger order = ec.getParams().getOrder();
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
    }

    /** Every provider knows ECDSA signatures in this form; not every one knows that of RFC 7518 3.4. */
    private static byte[] der(byte[] signature) throws IOException {
        return EcdsaUsingShaAlgorithm.convertConcatenatedToDer(signature);
    }
}
