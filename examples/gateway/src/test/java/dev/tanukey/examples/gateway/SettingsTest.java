package dev.tanukey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void paths_are_relative_to_the_file() throws Exception {
        Settings settings = read("authentication = conf/authentication.yaml\nkeyStore = /etc/gateway/server.p12\n");

        assertThat(settings.neededPath("authentication")).isEqualTo(folder.resolve("conf/authentication.yaml"));
        assertThat(settings.neededPath("keyStore")).isEqualTo(Path.of("/etc/gateway/server.p12"));
    }

    @Test
    void a_name_that_means_nothing_is_refused() {
        assertThatThrownBy(() -> read("rememberedToken = 100\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.properties: expected ")
                .hasMessageContaining("but came rememberedToken");
    }

    @Test
    void a_path_that_is_missing_is_named() throws Exception {
        Settings settings = read("keyStore =\n");

        assertThatThrownBy(() -> settings.neededPath("keyStore"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a path as keyStore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "0", "-1", "1.5"})
    void a_number_that_is_none_or_too_small_is_named(String text) throws Exception {
        Settings settings = read("mostRequests = " + text + "\n");

        assertThatThrownBy(settings::mostRequests)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("gateway.properties: expected a whole number, 1 or more, as mostRequests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://kubernetes.default.svc", "https://10.0.0.1:6443/prefix", "http://localhost:8080"})
    void an_upstream_is_reached_by_https_or_on_this_machine(String address) throws Exception {
        assertThat(read("upstream = " + address + "\n").address("upstream")).contains(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://orders.example.com",
                "localhost:8080",
                "orders.example.com",
                "https:///orders",
                "https://a b",
                "https://user:password@orders.example.com",
                "https://orders.example.com?a=b",
                "https://orders.example.com#a"
            })
    void an_upstream_to_which_the_token_would_travel_in_the_clear_or_that_is_none_is_refused(String address)
            throws Exception {
        Settings settings = read("upstream = " + address + "\n");

        assertThatThrownBy(() -> settings.address("upstream"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.properties: expected https://<host>, or http://localhost, ")
                .hasMessageEndingWith("as upstream");
    }

    @Test
    void a_secret_is_the_one_line_of_its_file() throws Exception {
        Settings settings = read("reviews.token = secret\n");
        Files.writeString(folder.resolve("secret"), " 0123456789abcdef\n");

        assertThat(settings.secret("reviews.token")).isEqualTo("0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "one\ntwo"})
    void a_file_that_holds_no_secret_or_several_is_named(String text) throws Exception {
        Settings settings = read("reviews.token = secret\n");
        Files.writeString(folder.resolve("secret"), text);

        assertThatThrownBy(() -> settings.secret("reviews.token"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret: expected one line, with a secret, for reviews.token");
    }

    private Settings read(String text) throws IOException {
        return Settings.read(Files.writeString(folder.resolve("gateway.properties"), text));
    }
}
