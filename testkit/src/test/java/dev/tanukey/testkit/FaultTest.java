package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over the socket while something is wrong. */
class FaultTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final OkHttpClient PATIENT =
            new OkHttpClient.Builder().readTimeout(PATIENCE).build();

    private final FakeGitLab gitlab = FakeGitLab.start();

    @AfterEach
    void stop() {
        gitlab.close();
    }

    @Nested
    class Junk {

        @Test
        void a_login_page_is_html_with_200() throws IOException {
            gitlab.fail(Fault.loginPage());
            Http.Answer answer = keys();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(text(answer)).contains("Sign in");
        }

        @Test
        void an_empty_body_has_the_headers_of_a_full_one_but_no_tag() throws IOException {
            gitlab.fail(Fault.emptyBody());
            Http.Answer answer = keys();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Length")).hasValue("0");
            assertThat(answer.header("Content-Type")).hasValue("application/json; charset=utf-8");
            assertThat(answer.header("ETag")).isEmpty();
        }

        @Test
        void truncated_json_is_the_first_half() throws IOException {
            String whole = text(keys());
            gitlab.fail(Fault.truncatedJson());

            assertThat(text(keys())).isEqualTo(whole.substring(0, whole.length() / 2));
        }

        @Test
        void an_answer_that_breaks_off_has_announced_more() {
            gitlab.fail(Fault.brokenOff());

            assertThatIOException().isThrownBy(FaultTest.this::keys).withMessageContaining("unexpected end of stream");
        }

        @Test
        void no_json_says_that_it_is_json() throws IOException {
            gitlab.fail(Fault.notJson());

            assertThat(keys().header("Content-Type")).hasValue("application/json; charset=utf-8");
            assertThat(text(keys())).doesNotContain("{", "[", "\"");
        }

        @Test
        void another_type_changes_nothing_else() throws IOException {
            Http.Answer right = keys();
            gitlab.fail(Fault.contentType("text/plain"));

            assertThat(keys().header("Content-Type")).hasValue("text/plain");
            assertThat(keys().body()).isEqualTo(right.body());
        }

        @Test
        void no_keys_are_an_empty_array() throws IOException {
            gitlab.failKeys(Fault.noKeys());

            assertThat(text(keys())).isEqualTo("{\"keys\":[]}");
        }

        @Test
        void an_oversized_body_is_the_right_json_and_more_than_a_mebibyte() throws IOException {
            Http.Answer right = keys();
            gitlab.fail(Fault.oversized());

            assertThat(keys().body()).hasSizeGreaterThan(1024 * 1024);
            assertThat(text(keys()).strip()).isEqualTo(text(right));
        }

        @Test
        void a_redirect_names_a_place() throws IOException {
            gitlab.fail(Fault.redirect(URI.create("https://other.example.com/keys")));

            assertThat(keys().status()).isEqualTo(302);
            assertThat(keys().header("Location")).hasValue("https://other.example.com/keys");
        }

        @ParameterizedTest
        @ValueSource(ints = {204, 304, 401, 404, 500, 502, 599})
        void a_status_comes_as_said(int status) throws IOException {
            gitlab.fail(Fault.status(status));

            assertThat(keys().status()).isEqualTo(status);
        }

        @Test
        void any_answer_comes_as_said() throws IOException {
            gitlab.fail(Fault.answer(203, "text/csv", "a,b"));
            assertThat(keys().status()).isEqualTo(203);
            assertThat(keys().header("Content-Type")).hasValue("text/csv");
            assertThat(text(keys())).isEqualTo("a,b");

            gitlab.fail(Fault.json("{\"issuer\":\"https://other.example.com\"}"));
            assertThat(metadata().json()).containsOnly(Map.entry("issuer", "https://other.example.com"));
        }

        @Test
        void a_rate_limit_may_say_when_to_come_again() throws IOException {
            gitlab.fail(Fault.rateLimited(Duration.ofMillis(29_001)));
            assertThat(keys().status()).isEqualTo(429);
            assertThat(keys().header("Retry-After")).hasValue("30");

            gitlab.fail(Fault.rateLimited());
            assertThat(keys().status()).isEqualTo(429);
            assertThat(keys().header("Retry-After")).isEmpty();
        }
    }

    @Nested
    class Where {

        @Test
        void the_keys_alone() throws IOException {
            gitlab.failKeys(Fault.status(502));

            assertThat(keys().status()).isEqualTo(502);
            assertThat(metadata().status()).isEqualTo(200);
            assertThat(Http.get(gitlab.url() + "/nothing").status()).isEqualTo(404);
        }

        @Test
        void the_metadata_alone_at_both_addresses() throws IOException {
            gitlab.failMetadata(Fault.status(502));

            assertThat(metadata().status()).isEqualTo(502);
            assertThat(Http.get(gitlab.url() + "/.well-known/oauth-authorization-server")
                            .status())
                    .isEqualTo(502);
            assertThat(keys().status()).isEqualTo(200);
        }

        @Test
        void everywhere_until_it_is_healed() throws IOException {
            gitlab.fail(Fault.status(502));
            assertThat(Http.get(gitlab.url() + "/nothing").status()).isEqualTo(502);
            assertThat(metadata().status()).isEqualTo(502);

            gitlab.heal();
            assertThat(keys().status()).isEqualTo(200);
            assertThat(Http.get(gitlab.url() + "/nothing").status()).isEqualTo(404);
        }

        @Test
        void the_next_requests_only_counted_over_all_places() throws IOException {
            gitlab.fail(Fault.status(502).times(2));

            assertThat(keys().status()).isEqualTo(502);
            assertThat(metadata().status()).isEqualTo(502);
            assertThat(keys().status()).isEqualTo(200);
            assertThat(metadata().status()).isEqualTo(200);
        }
    }

    @Nested
    class Waiting {

        @Test
        void who_hangs_gets_the_right_answer_when_all_is_healed() throws Exception {
            gitlab.failKeys(Fault.hang());
            CompletableFuture<Http.Answer> waiting = later();
            gitlab.awaitRequests(1, PATIENCE);
            assertThat(waiting).isNotDone();
            assertThat(gitlab.requests()).singleElement().satisfies(request -> assertThat(request.status())
                    .isEmpty());

            gitlab.rotateCiKey();
            gitlab.heal();
            assertThat(waiting.get(20, TimeUnit.SECONDS).keyIds())
                    .contains(gitlab.ciToken().signingKey().keyId());
        }

        @Test
        void a_slow_answer_ends_at_once_with_the_fault_that_replaces_it() throws Exception {
            gitlab.failKeys(Fault.slow(LONG));
            CompletableFuture<Http.Answer> waiting = later();
            gitlab.awaitRequests(1, PATIENCE);

            gitlab.failKeys(Fault.status(502));
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(keys().status()).isEqualTo(502);
        }

        @Test
        void a_slow_answer_comes_by_itself_and_is_right() throws IOException {
            gitlab.failKeys(Fault.slow(Duration.ofMillis(1)));

            assertThat(keys().keyIds()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void who_waits_while_it_is_closed_gets_no_answer(boolean hangs) throws Exception {
            gitlab.fail(hangs ? Fault.hang() : Fault.slow(LONG));
            CompletableFuture<Http.Answer> waiting = later();
            gitlab.awaitRequests(1, PATIENCE);

            gitlab.close();
            assertThat(waiting)
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(IOException.class);
        }

        @Test
        void who_waits_while_it_goes_down_gets_no_answer_and_the_fault_stays() throws Exception {
            gitlab.fail(Fault.hang());
            CompletableFuture<Http.Answer> waiting = later();
            gitlab.awaitRequests(1, PATIENCE);

            gitlab.goDown();
            assertThat(waiting).failsWithin(PATIENCE);
            gitlab.comeBack();
            CompletableFuture<Http.Answer> next = later();
            gitlab.awaitRequests(2, PATIENCE);
            assertThat(next).isNotDone();
            assertThat(gitlab.requests()).extracting(ReceivedRequest::status).allMatch(status -> status.isEmpty());
        }

        private CompletableFuture<Http.Answer> later() {
            CompletableFuture<Http.Answer> answer = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            answer.complete(Http.get(PATIENT, gitlab.jwksUri()));
                        } catch (IOException none) {
                            answer.completeExceptionally(none);
                        }
                    })
                    .start();
            return answer;
        }
    }

    @Nested
    class InWords {

        @Test
        void a_fault_says_what_it_is() {
            assertThat(Fault.rateLimited(Duration.ofSeconds(30)).times(2))
                    .hasToString("Fault[429 with Retry-After: 30, 2 times]");
            assertThat(Fault.hang()).hasToString("Fault[hang]");
        }

        @Test
        void a_fault_that_cannot_be_is_refused() {
            assertRefused(() -> Fault.slow(Duration.ofSeconds(-1)), "PT-1S");
            assertRefused(() -> Fault.rateLimited(Duration.ofSeconds(-1)), "PT-1S");
            assertRefused(() -> Fault.status(199), "200 to 599, but came 199");
            assertRefused(() -> Fault.status(600), "200 to 599, but came 600");
            assertRefused(() -> Fault.hang().times(0), "one request or more, but came 0");
        }

        private static void assertRefused(Runnable making, String words) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(making::run)
                    .withMessageContaining(words);
        }
    }

    private Http.Answer keys() throws IOException {
        return Http.get(gitlab.jwksUri());
    }

    private Http.Answer metadata() throws IOException {
        return Http.get(gitlab.url() + Endpoints.METADATA_PATH);
    }

    private static String text(Http.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
