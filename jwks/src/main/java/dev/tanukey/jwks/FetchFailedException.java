package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.reason.UnavailabilityReason;
import java.util.Optional;

/** Says that a fetch brought no keys. The message is one line for the operator, without text of the other side. */
final class FetchFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final UnavailabilityReason reason;
    private final transient Optional<FetchedDocument> answer;
    private final transient KeySet unfitKeys;

    private FetchFailedException(
            UnavailabilityReason reason, String message, Optional<FetchedDocument> answer, KeySet unfitKeys) {
        super(message, null, false, false);
        this.reason = reason;
        this.answer = answer;
        this.unfitKeys = unfitKeys;
    }

    FetchFailedException(UnavailabilityReason reason, String message) {
        this(reason, message, Optional.empty(), KeySet.of());
    }

    /** Something was thrown that nobody has foreseen; only its kind is told. */
    static FetchFailedException unforeseen(Throwable bug) {
        return new FetchFailedException(
                UnavailabilityReason.INTERNAL_ERROR,
                "the fetch failed with " + bug.getClass().getName());
    }

    /** The same failure, brought about by an answer. */
    FetchFailedException withAnswer(FetchedDocument document) {
        return new FetchFailedException(reason, getMessage(), Optional.of(document), unfitKeys);
    }

    /** The same failure, brought about by a set of which no key is fit. */
    FetchFailedException withUnfitKeys(KeySet keys) {
        return new FetchFailedException(reason, getMessage(), answer, keys);
    }

    UnavailabilityReason reason() {
        return reason;
    }

    /** What the issuer has answered, if it has. */
    Optional<FetchedDocument> answer() {
        return answer;
    }

    /** The keys that were published, of which none is fit; none for every other failure. */
    KeySet unfitKeys() {
        return unfitKeys;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
