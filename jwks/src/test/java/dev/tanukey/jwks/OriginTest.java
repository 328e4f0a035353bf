package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static Origin origin(String address) {
        return Origin.of(URI.create(address));
    }

    @Test
    void path_query_case_and_default_port_do_not_count() {
        assertThat(origin("https://gitlab.example.com/a?b"))
                .isEqualTo(origin("HTTPS://GitLab.Example.com:443"))
                .hasToString("https://gitlab.example.com");
        assertThat(origin("http://localhost"))
                .isEqualTo(origin("http://localhost:80"))
                .hasToString("http://localhost");
    }

    @Test
    void scheme_host_and_port_count() {
        assertThat(origin("https://localhost:8443"))
                .isNotEqualTo(origin("https://localhost"))
                .isNotEqualTo(origin("https://127.0.0.1:8443"))
                .isNotEqualTo(origin("http://localhost:8443"))
                .hasToString("https://localhost:8443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/x", "http://127.0.0.1", "http://127.255.0.9", "http://[::1]:80"})
    void http_is_for_this_machine(String address) {
        assertThat(origin(address).isHttps()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gitlab.example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://10.0.0.1",
                "http://[::2]",
                "http://2130706433",
                "ftp://localhost/keys",
                "ws://gitlab.example.com"
            })
    void nothing_but_https_is_for_others(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> origin(address))
                .withMessage("must begin with https://, but is \"" + address + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/keys", "keys", "//gitlab.example.com/keys", "https:/keys", "https:///keys", "mailto:a@b"})
    void an_address_is_absolute(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> origin(address))
                .withMessageStartingWith("must be an absolute https URL");
    }

    @Test
    void an_address_has_no_user_information_and_no_fragment() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> origin("https://a:b@gitlab.example.com"))
                .withMessageStartingWith("must not hold user information");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> origin("https://@gitlab.example.com"))
                .withMessageStartingWith("must not hold user information");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> origin("https://gitlab.example.com/#"))
                .withMessageStartingWith("must not hold a fragment");
    }
}
