package dev.tanukey.key;

import dev.tanukey.reason.RejectedException;
import java.time.Duration;

/**
 * Finds the key of an issuer. Called once per token, by any number of threads at once; may block, but a source that
 * knows the key already should answer at once.
 *
 * <p>An implementation looks the key up and does nothing else with the request: it follows no {@code jku}, opens no
 * file of the name {@code kid}, and never tries one key after another. It gives the same object for the same key, as
 * long as it has it: what is readied to check with a key is kept as long as its object.
 */
@FunctionalInterface
public interface KeySource {

    /**
     * Finds the one key that may verify a token.
     *
     * @param request what the token's header says
     * @return the key; it is allowed for {@link KeyRequest#algorithm()}
     * @throws RejectedException with {@code KEY_UNKNOWN} or {@code KEY_UNUSABLE}, if the issuer's keys are known and
     *     none fits
     * @throws KeysUnavailableException if the issuer's keys cannot be known now
     */
    VerificationKey key(KeyRequest request) throws RejectedException, KeysUnavailableException;

    /**
     * Gets ready, so that the first token finds keys, and waits for it. If it is not ready in time, it goes on in the
     * background. A source with nothing to fetch is ready at once, which is what this default says.
     *
     * @param longestWait how long to wait; zero to wait for nothing
     * @return whether there are keys now
     */
    default boolean warmUp(Duration longestWait) {
        return true;
    }
}
