package dev.tanukey;

import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.token.TokenVerifier;

/** Says why a token is refused. */
public final class Rejections {

    private Rejections() {}

    /** What may be refused. */
    @FunctionalInterface
    public interface Attempt {
        Object run() throws RejectedException, KeysUnavailableException;
    }

    public static Rejection rejectionOf(Attempt attempt) {
        try {
            throw new AssertionError("not refused, but gave " + attempt.run());
        } catch (RejectedException refusal) {
            return refusal.rejection();
        } catch (KeysUnavailableException unavailable) {
            throw new AssertionError("not refused, but unavailable", unavailable);
        }
    }

    public static Rejection rejectionOf(TokenVerifier verifier, String token) {
        return rejectionOf(() -> verifier.verify(token));
    }

    /** By a verifier that takes {@link Forge#token()}. */
    public static Rejection rejectionOf(String token) {
        return rejectionOf(Forge.verifier(), token);
    }
}
