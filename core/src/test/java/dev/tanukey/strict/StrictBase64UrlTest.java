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

    private static boolean decodes(String text) {
        try {
            StrictBase64Url.decode(text);
            return true;
        } catch (MalformedTextException refused) {
            return false;
        }
    }
}
