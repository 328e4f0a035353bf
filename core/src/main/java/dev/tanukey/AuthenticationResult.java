package dev.tanukey;

import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.UserInfo;
import java.util.Objects;
import java.util.function.Function;

/**
 * The outcome for one credential; one of four, and only the first lets anybody in.
 *
 * <p>Immutable and thread-safe. Prints no token and no private claim but the mapped user.
 */
public sealed interface AuthenticationResult {

    /**
     * The token is good and yields a user. HTTP: go on.
     *
     * @param user who it is
     * @param token what was proven
     */
    record Authenticated(UserInfo user, VerifiedToken token) implements AuthenticationResult {
        /** Checks that no component is null. */
        public Authenticated {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(token, "token");
        }
    }

    /**
     * The credential is no JWT or another issuer's: the next authenticator's turn. HTTP: 401, if there is no next one.
     *
     * @param rejection why nobody here is responsible
     */
    record NotApplicable(Rejection rejection) implements AuthenticationResult {
        /** Checks that no component is null. */
        public NotApplicable {
            Objects.requireNonNull(rejection, "rejection");
        }
    }

    /**
     * The token is too large to be looked at, or claims to be one of ours and is bad. HTTP: 401; no other authenticator
     * should be asked.
     *
     * @param rejection why
     */
    record Rejected(Rejection rejection) implements AuthenticationResult {
        /** Checks that no component is null. */
        public Rejected {
            Objects.requireNonNull(rejection, "rejection");
        }
    }

    /**
     * The token may be good, but that cannot be known now. HTTP: 503 with {@code Retry-After}.
     *
     * @param unavailability why, and when to ask again
     */
    record Unavailable(Unavailability unavailability) implements AuthenticationResult {
        /** Checks that no component is null. */
        public Unavailable {
            Objects.requireNonNull(unavailability, "unavailability");
        }
    }

    /**
     * Handles all four outcomes; the compiler sees to it that none is forgotten.
     *
     * @param authenticated what to do with a user
     * @param notApplicable what to do with a credential that is not ours
     * @param rejected what to do with a bad token
     * @param unavailable what to do when it cannot be known
     * @param <T> what each of them makes
     * @return what the matching one made
     */
    default <T> T fold(
            Function<? super Authenticated, ? extends T> authenticated,
            Function<? super NotApplicable, ? extends T> notApplicable,
            Function<? super Rejected, ? extends T> rejected,
            Function<? super Unavailable, ? extends T> unavailable) {
        if (this instanceof Authenticated good) {
            return authenticated.apply(good);
        }
        if (this instanceof NotApplicable other) {
            return notApplicable.apply(other);
        }
        if (this instanceof Rejected bad) {
            return rejected.apply(bad);
        }
        return unavailable.apply((Unavailable) this);
    }

    /** {@return one line for logs and operators; may name our configuration} */
    default String operatorMessage() {
        return fold(
                good -> "AUTHENTICATED: " + Rejection.quote(good.user().username()) + " by " + good.token(),
                other -> other.rejection().operatorMessage(),
                bad -> bad.rejection().operatorMessage(),
                unknown -> unknown.unavailability().operatorMessage());
    }

    /** {@return a sentence that is safe to show to whoever sent the credential} */
    default String callerMessage() {
        return fold(
                good -> "Authenticated.",
                other -> other.rejection().callerMessage(),
                bad -> bad.rejection().callerMessage(),
                unknown -> unknown.unavailability().callerMessage());
    }

    /**
     * For those who prefer an exception.
     *
     * @return the good outcome
     * @throws AuthenticationException with this result, if it is any other
     */
    default Authenticated orElseThrow() throws AuthenticationException {
        if (this instanceof Authenticated good) {
            return good;
        }
        throw new AuthenticationException(this);
    }
}
