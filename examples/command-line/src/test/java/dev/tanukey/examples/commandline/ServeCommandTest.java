package dev.tanukey.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    Path folder;

    @Test
    void tokens_come_on_demand_and_verify_with_the_key_that_was_given() throws Exception {
        Path key = folder.resolve("test.key");
        Typed served = Typed.with("job\nuser\n", "serve", "--until-eof", "--key", key.toString());
        assertThat(served.code()).isZero();
        assertThat(served.err()).contains("issuer    http://127.0.0.1:", "Ctrl-C");
        List<String> tokens = served.out().lines().toList();
        assertThat(tokens).hasSize(2);
        String issuer = (String) UnprovenClaims.of(tokens.get(0)).orElseThrow().get("iss");

        Path jwks = folder.resolve("keys.json");
        Typed.line("mint", "--key", key.toString(), "--jwks", jwks.toString());
        Path config = Files.writeString(
                folder.resolve("a.yaml"),
                """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                jwt:
                  - issuer: {url: "%s", audiences: ["https://api.example.com"]}
                    claimMappings: {username: {claim: sub, prefix: "gitlab:"}}
                """
                        .formatted(issuer));
        Typed explained = Typed.with(
                tokens.get(0),
                "explain",
                "--config",
                config.toString(),
                "--jwks",
                jwks.toString(),
                "--insecure-http-on-loopback");
        assertThat(explained.code()).as(explained.out()).isZero();
    }

    @Test
    void a_release_without_such_tokens_is_told_and_goes_on() {
        Typed served = Typed.with("job\nuser\n", "serve", "--until-eof", "--gitlab-version", "13.0");
        assertThat(served.code()).as(served.err()).isZero();
        assertThat(served.err()).contains("came with 15.7");
        assertThat(served.out().lines()).hasSize(1);
    }

    @Test
    void the_ready_file_says_where_it_listens() throws Exception {
        Path ready = folder.resolve("ready.json");
        Typed served = Typed.line(
                "serve", "--until-eof", "--json", "--relative-url-root", "/gitlab", "--ready-file", ready.toString());
        Map<?, ?> json = (Map<?, ?>) JsonText.read(Files.readString(ready));
        assertThat((String) json.get("issuer")).startsWith("http://127.0.0.1:").endsWith("/gitlab");
        assertThat((String) json.get("jwks")).endsWith("/gitlab/oauth/discovery/keys");
        assertThat(JsonText.read(served.out())).isEqualTo(json);
    }

    @Test
    void what_cannot_be_is_wrong_usage() {
        Typed served = Typed.line("serve", "--until-eof", "--relative-url-root", "gitlab");
        assertThat(served.code()).isEqualTo(ExitCode.USAGE);
        assertThat(served.err()).contains("begins with a slash");
    }

    @Test
    void https_shows_whom_to_trust_and_wants_to_be_asked_where() throws Exception {
        Path ca = folder.resolve("ca.pem");
        Typed served = Typed.line("serve", "--until-eof", "--https", "--ca-file", ca.toString(), "--json");
        assertThat(served.out()).contains("\"issuer\": \"https://127.0.0.1:");
        assertThat(Files.readString(ca)).startsWith("-----BEGIN CERTIFICATE-----");
        Typed alone = Typed.line("serve", "--until-eof", "--https");
        assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
        assertThat(alone.err()).contains("--ca-file");
    }

    @Test
    void a_port_that_cannot_be_had_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Typed served = Typed.line("serve", "--until-eof", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(served.code()).isEqualTo(ExitCode.INPUT);
            assertThat(served.err()).contains("the port " + taken.getLocalPort());
        }
    }

    @Test
    void a_line_that_it_does_not_know_is_answered_with_those_that_it_knows() {
        assertThat(Typed.with("tokens, please\n", "serve", "--until-eof").err())
                .contains("expected job, user or rotate");
    }
}
