package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class DemoTerminalTest extends RunningGateway {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void it_shows_how_the_gateway_is_called_and_writes_tokens_that_get_in() throws Exception {
        write("");

        assertThat(shown.toString(UTF_8)).contains("gateway=" + demo.uri()).contains("cd " + folder);
        assertThat(call(request("/", token("branch"))).code()).isEqualTo(200);
        assertThat(call(request("/", token("person"))).code()).isEqualTo(200);
        assertThat(call(request("/", token("expired"))).code()).isEqualTo(401);
    }

    @Test
    void after_a_rotation_the_tokens_are_new_ones() throws Exception {
        write("");
        String old = token("branch");

        write("rotate\n");

        assertThat(token("branch")).isNotEqualTo(old);
        assertThat(call(request("/", token("branch"))).code()).isEqualTo(200);
    }

    @Test
    void what_cannot_be_done_is_answered_with_what_can() throws Exception {
        write("down\nup\nsing\n");

        assertThat(shown.toString(UTF_8))
                .endsWith(String.join(
                        System.lineSeparator(),
                        "GitLab is down.",
                        "GitLab is back.",
                        "Expected rotate, down or up.",
                        ""));
    }

    private void write(String orders) throws Exception {
        new DemoTerminal(demo, new BufferedReader(new StringReader(orders)), new PrintStream(shown, true, UTF_8)).run();
    }

    private String token(String name) throws Exception {
        return Files.readString(folder.resolve(name + ".token"));
    }
}
