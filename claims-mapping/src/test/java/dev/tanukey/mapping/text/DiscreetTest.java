package dev.tanukey.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreetTest {
    private static final String PEM = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://admin:hunter2@gitlab.example.com/x | https://<omitted>@gitlab.example.com/x",
                "https://glpat-abc@gitlab.example.com       | https://<omitted>@gitlab.example.com",
                "https://@i.example                         | https://<omitted>@i.example",
                "https://a@b@i.example:80                   | https://<omitted>@i.example:80",
                "https://i.example?private_token=glpat-abc  | https://i.example?<omitted>",
                "https://i.example/a?x=1#y                  | https://i.example/a?<omitted>#<omitted>",
                "https://i.example#id_token=e30             | https://i.example#<omitted>",
                "https://i.example?mail=a@b                 | https://i.example?<omitted>",
                "https://u:p@i.example?x=a@b#c@d            | https://<omitted>@d",
                "https://admin:hun/ter2@i.example           | https://<omitted>@i.example",
                "https://admin:hun?ter2@i.example           | https://<omitted>@i.example",
                "https://admin:hun#ter2@i.example           | https://<omitted>@i.example",
                "admin:hunter2@i.example                    | <omitted>@i.example",
                "https:admin:hunter2@i.example              | <omitted>@i.example",
                "//u:p@i.example                            | //<omitted>@i.example"
            })
    void a_url_is_shown_without_its_secrets(String url, String shown) {
        assertThat(Discreet.url(url)).isEqualTo(shown);
        assertThat(Discreet.url(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://i.example",
                "https://i.example:8443/a/b",
                "https://i.example?",
                "https://i.example#",
                "https://i.example/@b",
                " https://[::1",
                "*"
            })
    void a_url_without_secrets_is_shown_as_it_is(String url) {
        assertThat(Discreet.url(url)).isEqualTo(url);
    }

    @Test
    void nothing_of_pem_is_shown() {
        assertThat(Discreet.url(PEM)).isEqualTo("<omitted>");
        assertThat(Discreet.text(PEM)).isEqualTo("<omitted>");
        assertThat(Discreet.text("Bag Attributes\n" + PEM)).isEqualTo("<omitted>");
    }

    @Test
    void of_other_texts_only_what_begins_like_a_url_is_taken_for_one() {
        assertThat(Discreet.text("https://u:p@i.example")).isEqualTo("https://<omitted>@i.example");
        assertThat(Discreet.text("claims.?email.orValue('a@b') == '#'"))
                .isEqualTo("claims.?email.orValue('a@b') == '#'");
    }

    @Property
    void a_password_of_any_characters_is_not_shown(@ForAll @NotEmpty @CharRange(from = ' ', to = '~') String password) {
        assertThat(Discreet.url("https://i:" + password + "@x")).isEqualTo("https://<omitted>@x");
    }

    @Property
    void nothing_is_too_odd_to_be_shown(@ForAll String text) {
        assertThat(Discreet.url(Discreet.url(text))).isEqualTo(Discreet.url(text));
    }
}
