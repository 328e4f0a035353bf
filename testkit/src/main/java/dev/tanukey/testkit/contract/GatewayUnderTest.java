package dev.tanukey.testkit.contract;

import static org.junit.jupiter.api.Assertions.fail;

import dev.tanukey.testkit.forged.ForgedToken;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Objects;

/** A gateway with what is expected of it, in words for whoever wrote it. */
record GatewayUnderTest(Gateway gateway) {

    GatewayUnderTest {
        Objects.requireNonNull(gateway, "start() returned null; it should return the gateway that it has started");
    }

    GatewayAnswer answer(String token) {
        try {
            return gateway.call(token);
        } catch (ConnectException nobodyThere) {
            throw new AssertionError(
                    "Nobody answers where the gateway should be: " + nobodyThere.getMessage()
                            + ". start() should return when the gateway listens, with the address where it does",
                    nobodyThere);
        } catch (Exception noAnswer) {
            throw new AssertionError("The gateway gave no answer to a token: " + noAnswer, noAnswer);
        }
    }

    void requireLetIn(String token) {
        GatewayAnswer answer = answer(token);
        if (answer != GatewayAnswer.ACCEPTED) {
            fail("This token is good, and the gateway answered " + answer + ". If its rules are meant to refuse it:"
                    + " goodToken(), furtherGoodTokens() and versions() say which ones it lets in");
        }
    }

    void requireSomebodyLetIn(String token) {
        if (answer(token) != GatewayAnswer.ACCEPTED) {
            fail("The gateway does not let the good token in, so that refusing a forged one proves nothing: let"
                    + " goodToken() say which one it lets in");
        }
    }

    void requireUnavailable(String token) {
        GatewayAnswer answer = answer(token);
        if (answer != GatewayAnswer.UNAVAILABLE) {
            fail("The token is good, but without keys the gateway cannot know that: expected UNAVAILABLE (503), so that"
                    + " whoever sent it tries again, but came " + answer);
        }
    }

    void requireSoonLetIn(String token, Duration patience, String otherwise) throws Exception {
        if (!Patience.isRewarded(patience, () -> answer(token) == GatewayAnswer.ACCEPTED)) {
            fail(otherwise);
        }
    }

    void requireSoonRefused(String token, Duration patience, String otherwise) throws Exception {
        if (!Patience.isRewarded(patience, () -> answer(token) == GatewayAnswer.REFUSED)) {
            fail(otherwise);
        }
    }

    /** A gateway may remember what it has let in, but must know it again to the last letter. */
    void requireNotMistakenFor(String letIn, String other) {
        requireLetIn(letIn);
        int body = letIn.lastIndexOf('.');
        String signature = letIn.substring(body + 1);
        requireNotRemembered(
                letIn.substring(0, body + 1) + (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1),
                "another signature");
        requireNotRemembered(other.substring(0, other.lastIndexOf('.') + 1) + signature, "another payload");
    }

    private void requireNotRemembered(String token, String difference) {
        GatewayAnswer answer = answer(token);
        if (answer != GatewayAnswer.REFUSED) {
            fail("A token got in; then came the same with " + difference + ", and the gateway answered " + answer
                    + ": what it remembers of a token must be of all three parts");
        }
    }

    void requireRefused(ForgedToken forged, String token) {
        GatewayAnswer answer = answer(token);
        if (answer != GatewayAnswer.REFUSED) {
            fail("The gateway must refuse this token, but answered " + answer + "."
                    + "\nWhat was done:  " + forged.title()
                    + "\nAt stake:       " + forged.why()
                    + "\nTanukey's word: " + forged.reason()
                    + "\nIf it is meant so: waivers() takes \"" + forged.id() + "\" with your reason, attacks() leaves"
                    + " out all of " + forged.attack());
        }
    }
}
