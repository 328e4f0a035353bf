package dev.tanukey.kubernetes;

import dev.tanukey.strict.JsonWriter;
import dev.tanukey.user.UserInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The answer to {@code kubectl auth whoami}, a {@code POST} of a SelfSubjectReview that says nothing itself, so that
 * its body, protobuf or JSON, need not be read.
 *
 * @param user who asks
 */
public record SelfSubjectReview(UserInfo user) {
    /** Where clients post it. kubectl asks here first, and nowhere else if it is answered. */
    public static final String PATH = AuthenticationApi.V1.path("selfsubjectreviews");

    /** Checks that the user is not null. */
    public SelfSubjectReview {
        Objects.requireNonNull(user, "user");
    }

    /** {@return the whole object, for 201 with {@code application/json}} */
    public String toJson() {
        Map<String, Object> review = new LinkedHashMap<>();
        review.put("apiVersion", AuthenticationApi.V1.apiVersion());
        review.put("kind", "SelfSubjectReview");
        review.put("metadata", Map.of());
        review.put("status", Map.of("userInfo", UserInfoJson.of(user)));
        return JsonWriter.write(review);
    }
}
