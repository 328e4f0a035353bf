package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Rails puts around each document, see Rack::ETag, Rack::ConditionalGet and Rack::Head. */
class HeadersTest {
    private static FakeGitLab gitlab;

    @BeforeAll
    static void start() {
        gitlab = FakeGitLab.start();
    }

    @AfterAll
    static void stop() {
        gitlab.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/oauth/discovery/keys"})
    void a_document_has_a_weak_tag_and_is_not_sent_twice(String path) throws IOException {
        Http.Answer first = Http.get(gitlab.url() + path);
        String tag = first.header("ETag").orElseThrow();
        Http.Answer again = Http.ask("GET", gitlab.url() + path, Map.of("If-None-Match", tag));

        assertThat(tag).matches("W/\"[0-9a-f]{32}\"");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).hasValue(tag);
        assertThat(again.header("Cache-Control")).isEqualTo(first.header("Cache-Control"));
        assertThat(again.header("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "W/\"00000000000000000000000000000000\"", ""})
    void another_tag_gets_the_whole_document(String tag) throws IOException {
        Http.Answer answer = Http.ask("GET", gitlab.jwksUri(), Map.of("If-None-Match", tag));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.keyIds()).hasSize(2);
    }

    @Test
    void the_tag_of_the_keys_changes_with_them() throws IOException {
        try (FakeGitLab rotating = FakeGitLab.start()) {
            String tag = Http.get(rotating.jwksUri()).header("ETag").orElseThrow();
            rotating.rotateCiKey();
            Http.Answer after = Http.ask("GET", rotating.jwksUri(), Map.of("If-None-Match", tag));

            assertThat(after.status()).isEqualTo(200);
            assertThat(after.header("ETag")).isPresent().isNotEqualTo(tag);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/oauth/discovery/keys"})
    void head_tells_the_same_without_the_document(String path) throws IOException {
        Http.Answer got = Http.get(gitlab.url() + path);
        Http.Answer head = Http.ask("HEAD", gitlab.url() + path, Map.of());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Type", "Content-Length", "Cache-Control", "ETag"}) {
            assertThat(head.header(name)).as(name).isPresent().isEqualTo(got.header(name));
        }
    }
}
