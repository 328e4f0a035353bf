package dev.tanukey.kubernetes;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a {@link TokenReview} is answered.
 *
 * <p>A kube-apiserver remembers a verdict for two minutes unless told otherwise, also beyond the expiry of the token,
 * but no answer with an {@code error}. So a token that cannot be judged now gets one; a bad token, and one that is not
 * ours, get none, and the kube-apiserver asks its other authenticators.
 *
 * <p>A kube-apiserver names its own audiences, often {@code https://kubernetes.default.svc}, and lets nobody in whose
 * token is for others. A token is for the audiences that it names, and for those in {@code clusterAudiences}.
 *
 * @param clusterAudiences audiences of clusters that may have everybody who is let in here, whatever the token names.
 *     Usually empty
 * @param explainToCaller whether the answer for a bad token says why, in words that are safe for whoever sent it. The
 *     kube-apiserver logs them, and asks about this token each time. Usually false
 */
public record TokenReviewPolicy(Set<String> clusterAudiences, boolean explainToCaller) {
    /** A token must name one of the cluster's audiences, and nothing is explained. */
    public static final TokenReviewPolicy STRICT = new TokenReviewPolicy(Set.of(), false);

    /** Copies the set. */
    public TokenReviewPolicy {
        clusterAudiences = Set.copyOf(clusterAudiences);
    }

    /**
     * Answers a review.
     *
     * @param review what was asked
     * @param result what became of its token
     * @return what to tell
     */
    public TokenReviewStatus answer(TokenReview review, AuthenticationResult result) {
        return result.fold(
                good -> answer(review, good),
                other -> nobody(review, Optional.empty()),
                bad -> refused(review, result.callerMessage()),
                unknown -> nobody(review, Optional.of(result.callerMessage())));
    }

    private TokenReviewStatus answer(TokenReview review, Authenticated good) {
        List<String> wanted = review.audiences();
        List<String> shared = wanted.stream()
                .filter(audience -> good.token().audience().contains(audience) || clusterAudiences.contains(audience))
                .toList();
        return shared.isEmpty() && !wanted.isEmpty()
                ? refused(review, "The token is not for this cluster.")
                : new TokenReviewStatus(review.api(), Optional.of(good.user()), shared, Optional.empty());
    }

    private TokenReviewStatus refused(TokenReview review, String why) {
        return nobody(review, explainToCaller ? Optional.of(why) : Optional.empty());
    }

    private static TokenReviewStatus nobody(TokenReview review, Optional<String> error) {
        return new TokenReviewStatus(review.api(), Optional.empty(), List.of(), error);
    }
}
