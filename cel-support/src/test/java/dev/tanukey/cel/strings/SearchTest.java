package dev.tanukey.cel.strings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.function.FunctionFailedException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SearchTest {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(400);
    }

    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.strings()
                .withChars("ab")
                .ofMinLength(1)
                .ofMaxLength(3)
                .map(piece -> piece.repeat(20));
    }

    @Property
    void a_long_part_is_found_where_java_finds_it(
            @ForAll("texts") String before, @ForAll("parts") String part, @ForAll("texts") String after) {
        for (String text : List.of(before, before + part + after, part + before + part)) {
            for (int from = 0; from <= text.length(); from += 7) {
                assertThat(Search.indexOf(text, part, from)).isEqualTo(text.indexOf(part, from));
                assertThat(Search.lastIndexOf(text, part, from)).isEqualTo(text.lastIndexOf(part, from));
            }
        }
    }

    @Test
    void a_long_part_of_a_long_text_is_looked_for_in_linear_time() {
        String text = "a".repeat(1 << 20);
        String half = "a".repeat(1 << 19);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(CodePoints.indexOf(text, half + "b", 0)).isEqualTo(-1);
            assertThat(CodePoints.lastIndexOf(text, "b" + half)).isEqualTo(-1);
            assertThat(CodePoints.lastIndexOf(text, "b" + half, 1 << 20)).isEqualTo(-1);
            assertThat(Pieces.replace(text, half + "b", "", -1)).isEqualTo(text);
            assertThat(Pieces.split(text, half + "b", -1)).hasSize(1);
        });
    }

    @Test
    void a_format_that_cannot_be_read_is_not_quoted_to_those_who_see_failures() {
        for (String format : List.of("%.77319773199999999999f", "%qsecret")) {
            assertThat(FormatString.parse(format).problem()).containsAnyOf("77319773199999999999", "q");
            assertThatThrownBy(() -> FormatString.parse(format).format(List.of(1.0)))
                    .isInstanceOf(FunctionFailedException.class)
                    .message()
                    .doesNotContain("7731", "\"");
        }
    }
}
