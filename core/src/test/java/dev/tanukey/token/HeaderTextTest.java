package dev.tanukey.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A judgement is found again for the same characters, and for no others. */
class HeaderTextTest {

    private static HeaderText whole(String text) {
        return new HeaderText(text.getBytes(US_ASCII), text.length());
    }

    @Test
    void texts_of_one_checksum_are_two() {
        assertThat(whole("plumless")).hasSameHashCodeAs(whole("buckeroo")).isNotEqualTo(whole("buckeroo"));
    }

    @Test
    void what_comes_behind_does_not_count() {
        HeaderText header = new HeaderText("eyJ0.eyJp".getBytes(US_ASCII), 4);

        assertThat(header)
                .isEqualTo(whole("eyJ0"))
                .hasSameHashCodeAs(whole("eyJ0"))
                .isNotEqualTo(whole("eyJ0."));
    }

    @Test
    void a_copy_is_equal_and_of_its_own() {
        byte[] token = "eyJ0.eyJp".getBytes(US_ASCII);
        HeaderText copy = new HeaderText(token, 4).copy();
        token[0] = 'f';

        assertThat(copy).isEqualTo(whole("eyJ0"));
    }
}
