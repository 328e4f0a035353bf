package dev.tanukey.strict;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64UrlTest {

    @Property
    void what_was_encoded_is_decoded(@ForAll byte[] value) throws MalformedTextException {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(value);

        assertThat(StrictBase64Url.decode(text)).isEqualTo(value);
    }

    @Property
    void a_text_that_decodes_is_the_one_text_of_its_value(@ForAll String text) {
        byte[] value;
        try {
            value = StrictBase64Url.decode(text);
        } catch (MalformedTextException refused) {
            return;
        }
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(value))
                .isEqualTo(text);
    }

    @Test
    void every_last_character_decodes_only_without_unused_bits() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        assertThat(alphabet.chars().filter(c -> decodes("A" + (char) c)).count())
                .isEqualTo(4);
        assertThat(alphabet.chars().filter(c -> decodes("AA" + (char) c)).count())
                .isEqualTo(16);
        assertThat(alphabet.chars().filter(c -> decodes("AAA" + (char) c)).count())
                .isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAAA",
                "QQ==",
                "QUI=",
                "QQ=",
                "Q=Q",
                "=",
                "====",
                "QUJ\n",
                "QU JD",
                "Q+JD",
                "Q/JD",
                "QUJ\u0000",
                "QUJ\u00c1",
                "QUJ\uff21",
                "\ufeffQUJD",
                "\ud83d\ude00",
                "QUJD\ud83d\ude00",
                "\ud83d\ude00QUJDQ",
                "QU\ud83d",
                "QR",
                "QUJ=",
                "QUJDR"
            })
    void a_lax_text_is_refused(String text) {
        assertThatThrownBy(() -> StrictBase64Url.decode(text))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageStartingWith("base64url text");
    }

    @Test
    void the_empty_text_is_the_empty_value() throws MalformedTextException {
        assertThat(StrictBase64Url.decode("")).isEmpty();
    }

    @Test
    void a_part_is_decoded_without_its_neighbours() throws MalformedTextException {
        byte[] ascii = "??QUJD??".getBytes(US_ASCII);

        assertThat(StrictBase64Url.decode(ascii, 2, 6)).isEqualTo("ABC".getBytes(US_ASCII));
    }

    /** A part of a text is found by the places of its characters. */
    @ParameterizedTest
    @ValueSource(strings = {"", "QUJD", "\u00e4\u00ff", "\ud83d\ude00.QUJD", "\ude00\ud83d", "\uff21\ud83d"})
    void a_text_has_as_many_bytes_as_characters(String text) {
        byte[] ascii = StrictBase64Url.ascii(text);

        assertThat(ascii).hasSize(text.length());
        for (int i = 0; i < ascii.length; i++) {
            if (text.charAt(i) < 0x80) {
                assertThat((char) ascii[i]).isEqualTo(text.charAt(i));
            } else {
                assertThat("-_").doesNotContain(String.valueOf((char) ascii[i]));
                assertThat(Character.isLetterOrDigit(ascii[i])).isFalse();
            }
        }
    }

    private static boolean decodes(String text) {
        try {
            StrictBase64Url.decode(text);
            return true;
        } catch (MalformedTextException refused) {
            return false;
        }
    }
}
