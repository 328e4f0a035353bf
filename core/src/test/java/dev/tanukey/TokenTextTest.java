package dev.tanukey;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TokenTextTest {
    private static final String END = "0123456789abcdef0123456789ABCDEF";

    @Test
    void two_texts_of_one_end_look_in_one_place_and_are_not_equal() {
        TokenText one = new TokenText("a" + END);
        TokenText other = new TokenText("b" + END);

        assertThat(one).hasSameHashCodeAs(other).isNotEqualTo(other);
    }

    @Test
    void the_same_text_is_equal_whichever_object_holds_it() {
        assertThat(new TokenText("a" + END))
                .isEqualTo(new TokenText(new StringBuilder("a").append(END).toString()))
                .hasSameHashCodeAs(
                        new TokenText(new StringBuilder("a").append(END).toString()))
                .isNotEqualTo("a" + END);
    }

    @Test
    void a_text_of_any_length_has_a_place() {
        assertThat(new TokenText("")).isEqualTo(new TokenText("")).isNotEqualTo(new TokenText("a"));
        assertThat(new TokenText("ab").hashCode()).isNotEqualTo(new TokenText("ba").hashCode());
    }

    @Property
    void any_changed_character_makes_another_text(
            @ForAll @StringLength(min = 1, max = 100) String text, @ForAll @IntRange(max = 99) int place) {
        int at = place % text.length();
        String changed = text.substring(0, at) + (char) (text.charAt(at) + 1) + text.substring(at + 1);

        assertThat(new TokenText(changed)).isNotEqualTo(new TokenText(text));
    }

    @Test
    void it_prints_no_token() {
        assertThat(new TokenText(END)).hasToString("TokenText[32 characters]");
    }
}
