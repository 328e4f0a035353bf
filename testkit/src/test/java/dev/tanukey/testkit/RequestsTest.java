package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private final MutableClock clock = MutableClock.at(Instant.ofEpochSecond(1_790_000_000));
    private final FakeGitLab gitlab = FakeGitLab.start(clock);

    @AfterEach
    void stop() {
        gitlab.close();
    }

    @Test
    void requests_are_remembered_in_their_order_with_what_was_answered() throws IOException {
        Http.get(gitlab.url() + "/.well-known/openid-configuration");
        Http.get(gitlab.url() + "/nothing?here");
        Http.ask("HEAD", gitlab.jwksUri(), Map.of());
        gitlab.failKeys(Fault.rateLimited());
        Http.get(gitlab.jwksUri());

        assertThat(gitlab.requests())
                .extracting(ReceivedRequest::toString)
                .containsExactly(
                        "GET /.well-known/openid-configuration 200",
                        "GET /nothing 404",
                        "HEAD /oauth/discovery/keys 200",
                        "GET /oauth/discovery/keys 429");
    }

    @Test
    void a_request_has_its_time_by_the_clock_of_the_instance() throws IOException {
        Http.get(gitlab.jwksUri());
        clock.advance(Duration.ofMinutes(5));
        Http.get(gitlab.jwksUri());

        assertThat(gitlab.requests())
                .extracting(ReceivedRequest::at)
                .containsExactly(Instant.ofEpochSecond(1_790_000_000), Instant.ofEpochSecond(1_790_000_300));
    }

    @Test
    void headers_are_found_in_whatever_case() throws IOException {
        String tag = Http.get(gitlab.jwksUri()).header("ETag").orElseThrow();
        Http.ask("GET", gitlab.jwksUri(), Map.of("If-None-Match", tag, "User-Agent", "a test"));

        ReceivedRequest second = gitlab.requests().get(1);
        assertThat(second.header("if-none-match")).hasValue(tag);
        assertThat(second.header("User-Agent")).hasValue("a test");
        assertThat(second.header("Authorization")).isEmpty();
        assertThat(second.status()).hasValue(304);
    }

    @Test
    void what_was_is_forgotten_on_command_and_lists_are_copies() throws IOException {
        Http.get(gitlab.jwksUri());
        var before = gitlab.requests();
        gitlab.clearRequests();

        assertThat(gitlab.requests()).isEmpty();
        assertThat(before).hasSize(1);
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(before::clear);
    }

    @Test
    void who_waits_for_requests_in_vain_is_told_what_came() throws IOException {
        Http.get(gitlab.jwksUri());

        assertThat(gitlab.awaitRequests(1, Duration.ZERO)).hasSize(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> gitlab.awaitRequests(2, Duration.ofMillis(1)))
                .withMessageContainingAll("2 requests", "got 1", "GET /oauth/discovery/keys 200");
    }

    @Test
    void a_request_without_answer_says_so() {
        assertThat(new ReceivedRequest("GET", "/", Map.of(), Instant.EPOCH, OptionalInt.empty()))
                .hasToString("GET / (no answer yet)");
    }
}
