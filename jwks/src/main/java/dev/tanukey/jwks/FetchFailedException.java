package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.reason.UnavailabilityReason;

/** Says that a fetch brought no keys. The message is one line for the operator, without text of the other side. */
final class FetchFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final UnavailabilityReason reason;
    private final transient KeySet unfitKeys;

    FetchFailedException(UnavailabilityReason reason, String message) {
        this(reason, message, KeySet.of());
    }

    private FetchFailedException(UnavailabilityReason reason, String message, KeySet unfitKeys) {
        super(message, null, false, false);
        this.reason = reason;
        this.unfitKeys = unfitKeys;
    }

    /** The same failure, brought about by a set of which no key is fit. */
    FetchFailedException withUnfitKeys(KeySet keys) {
        return new FetchFailedException(reason, getMessage(), keys);
    }

    /** The keys that were published, of which none is fit; none for every other failure. */
    KeySet unfitKeys() {
        return unfitKeys;
    }

    UnavailabilityReason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
