package dev.tanukey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfSubjectReviewTest {

    @Test
    void it_shows_all_that_is_known_of_a_user() {
        UserInfo user = new UserInfo("alice", "42", List.of("b", "a"), Map.of("example.com/team", List.of("shop")));

        assertThat(new SelfSubjectReview(user).toJson())
                .isEqualTo(
                        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\",\"metadata\":{},"
                                + "\"status\":{\"userInfo\":{\"username\":\"alice\",\"uid\":\"42\",\"groups\":[\"b\",\"a\"],"
                                + "\"extra\":{\"example.com/team\":[\"shop\"]}}}}");
    }

    @Test
    void what_is_empty_is_left_out() {
        assertThat(new SelfSubjectReview(UserInfo.named("alice")).toJson())
                .contains("\"userInfo\":{\"username\":\"alice\"}");
    }
}
