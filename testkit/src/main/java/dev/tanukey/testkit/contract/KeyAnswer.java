package dev.tanukey.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;

/** What a key source may answer; whatever else it does is a fault. */
sealed interface KeyAnswer {
    int LONGEST_MESSAGE = 1_000;

    record Found(VerificationKey key) implements KeyAnswer {}

    record Refused(Rejection rejection) implements KeyAnswer {}

    record Unavailable(Unavailability unavailability) implements KeyAnswer {}

    static KeyAnswer of(KeySource keys, KeyRequest request) {
        try {
            VerificationKey key = keys.key(request);
            if (isNull(key)) {
                throw new AssertionError("key(" + request + ") returned null: a key source answers with a key, or"
                        + " throws RejectedException or KeysUnavailableException");
            }
            return new Found(key);
        } catch (RejectedException refusal) {
            return new Refused(refusal.rejection());
        } catch (KeysUnavailableException cannotKnow) {
            return new Unavailable(cannotKnow.unavailability());
        } catch (RuntimeException undeclared) {
            throw new AssertionError(
                    "key(" + request + ") threw " + undeclared.getClass().getName()
                            + ": a key source throws RejectedException or KeysUnavailableException and nothing else,"
                            + " whatever a stranger writes into a header",
                    undeclared);
        }
    }

    static VerificationKey requireFound(KeyAnswer answer, String what) {
        if (answer instanceof Found found) {
            return found.key();
        }
        return fail("Expected " + what + " to be found, but came " + answer);
    }

    static void requireUnknown(KeyAnswer answer, String what) {
        assertTrue(
                answer instanceof Refused refused && refused.rejection().reason() == RejectionReason.KEY_UNKNOWN,
                () -> "Expected KEY_UNKNOWN for " + what + ", but came " + answer);
    }

    static void requireFitForALog(KeyAnswer answer) {
        String message = answer instanceof Refused refused ? refused.rejection().operatorMessage() : "";
        assertTrue(
                message.length() <= LONGEST_MESSAGE && message.chars().noneMatch(Character::isISOControl),
                "The operator's message repeats a stranger's text as it came: pass it through Rejection.quote");
    }

    /** What is under test may know nothing of null-marked types. */
    private static boolean isNull(Object answer) {
        return answer == null;
    }
}
