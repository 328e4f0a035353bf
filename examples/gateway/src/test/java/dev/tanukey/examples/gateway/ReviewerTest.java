package dev.tanukey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.kubernetes.TokenReviewPolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewerTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void it_is_known_by_its_whole_secret() {
        Reviewer reviewer = new Reviewer(SECRET, TokenReviewPolicy.STRICT);

        assertThat(reviewer.sends(Optional.of(SECRET))).isTrue();
        assertThat(reviewer.sends(Optional.of(SECRET + "0"))).isFalse();
        assertThat(reviewer.sends(Optional.of(""))).isFalse();
        assertThat(reviewer.sends(Optional.empty())).isFalse();
        assertThat(reviewer.toString()).doesNotContain(SECRET);
    }

    @Test
    void a_secret_that_can_be_guessed_is_refused() {
        assertThatThrownBy(() -> new Reviewer(SECRET.substring(1), TokenReviewPolicy.STRICT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 characters or more");
    }
}
