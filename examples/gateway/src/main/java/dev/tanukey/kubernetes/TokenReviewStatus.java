package dev.tanukey.kubernetes;

import dev.tanukey.strict.JsonWriter;
import dev.tanukey.user.UserInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to a {@link TokenReview}.
 *
 * @param api the version of the review, in which it must be answered
 * @param user whose token it is; empty if nobody is let in
 * @param audiences the audiences that were asked for, and that the token is for; may be empty
 * @param error why there is no verdict, or why nobody is let in; whoever asks does not remember an answer with one
 */
public record TokenReviewStatus(
        AuthenticationApi api, Optional<UserInfo> user, List<String> audiences, Optional<String> error) {

    /** Copies the list, and checks that no component is null and that nobody is let in with an error. */
    public TokenReviewStatus {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(user, "user");
        audiences = List.copyOf(audiences);
        Objects.requireNonNull(error, "error");
        if (user.isPresent() && error.isPresent()) {
            throw new IllegalArgumentException("Expected a user or an error, but came both");
        }
    }

    /** {@return whether somebody is let in} */
    public boolean authenticated() {
        return user.isPresent();
    }

    /** {@return the whole TokenReview without the token, for 201 with {@code application/json}, whatever the answer} */
    public String toJson() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("authenticated", authenticated());
        user.ifPresent(who -> status.put("user", UserInfoJson.of(who)));
        if (!audiences.isEmpty()) {
            status.put("audiences", audiences);
        }
        error.ifPresent(why -> status.put("error", why));
        Map<String, Object> review = new LinkedHashMap<>();
        review.put("apiVersion", api.apiVersion());
        review.put("kind", TokenReview.KIND);
        review.put("metadata", Map.of());
        review.put("spec", Map.of());
        review.put("status", status);
        return JsonWriter.write(review);
    }
}
