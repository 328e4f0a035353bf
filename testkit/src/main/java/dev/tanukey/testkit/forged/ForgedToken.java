package dev.tanukey.testkit.forged;

import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import java.util.Set;

/**
 * A recipe for a token that must be refused: 401 over HTTP, no user, no error of the server's.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id a stable name, for instance {@code signature/stripped}
 * @param title what was done, in a few words
 * @param attack what it attacks
 * @param basis on what grounds it must be refused
 * @param reason why a correct verifier refuses it, in Tanukey's words
 * @param also other reasons that are as good
 * @param why what somebody gains whom a verifier lets in with it, or where it is forbidden
 * @param forgery makes the token
 */
public record ForgedToken(
        String id,
        String title,
        Attack attack,
        Basis basis,
        RejectionReason reason,
        Set<RejectionReason> also,
        String why,
        Forgery forgery) {

    /** Makes a forged token of a good one. */
    @FunctionalInterface
    public interface Forgery {

        /**
         * Makes the token.
         *
         * @param mint who minted the good token
         * @param good a builder of a token that the verifier under test lets in; it is changed
         * @return the token in compact form, or what is left of that
         */
        String forge(TokenMint mint, TokenBuilder<?> good);
    }

    /** Copies the reasons. */
    public ForgedToken {
        also = Set.copyOf(also);
    }

    /**
     * Tells whether this can be made of such a token. What attacks the {@link Attack#ORIGIN} of a job needs a job's
     * token; everything else can be made of a user's token, too.
     *
     * @param good a builder of a token that the verifier under test lets in; it is not changed
     * @return whether {@link #over} takes it
     */
    public boolean fits(TokenBuilder<?> good) {
        return attack != Attack.ORIGIN || good instanceof CiTokenBuilder;
    }

    /**
     * Tells whether a verifier should refuse for that reason.
     *
     * @param actual the reason that it gave
     * @return whether it is {@link #reason} or one of {@link #also}
     */
    public boolean allows(RejectionReason actual) {
        return actual == reason || also.contains(actual);
    }

    /**
     * Makes the token.
     *
     * @param mint who minted the good token
     * @param good a new builder of a token that the verifier under test lets in; it is changed
     * @return the token, as it follows {@code Bearer}
     * @throws IllegalArgumentException if it cannot be made of such a token: it does not {@link #fits fit}, or its
     *     audience is the instance's own address, which every job's token of the old {@code CI_JOB_JWT_V2} has
     */
    public String over(TokenMint mint, TokenBuilder<?> good) {
        if (!fits(good)) {
            throw new IllegalArgumentException(id + " is about the origin of a job, but came a user's token. Hand over"
                    + " a CiTokenBuilder, or for a verifier of users' tokens take ForgedTokens.forUsers()");
        }
        return forgery.forge(mint, good);
    }

    /** {@return id and title, so that a parameterized test reads well} */
    @Override
    public String toString() {
        return id + ": " + title;
    }
}
