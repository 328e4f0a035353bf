package dev.tanukey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {
    private final Results results = new Results();

    @Test
    void it_reads_as_kubectl_wants_it() {
        assertThat(Status.of(401, "The token has expired.").toJson())
                .isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"Status\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"The token has expired.\",\"reason\":\"Unauthorized\",\"code\":401}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadRequest",
        "401, Unauthorized",
        "403, Forbidden",
        "404, NotFound",
        "405, MethodNotAllowed",
        "413, RequestEntityTooLarge",
        "415, UnsupportedMediaType",
        "429, TooManyRequests",
        "431, ''",
        "500, InternalError",
        "502, ServiceUnavailable",
        "503, ServiceUnavailable",
        "504, Timeout",
    })
    void codes_have_the_words_of_kubernetes(int code, String reason) {
        assertThat(Status.of(code, "why").reason()).isEqualTo(reason);
    }

    @Test
    void a_good_token_is_no_failure() {
        assertThat(Status.refusing(results.of(results.job().sign()))).isEmpty();
    }

    @Test
    void a_bad_token_is_told_what_callers_may_know() {
        Status status =
                Status.refusing(results.of(results.job().expired().sign())).orElseThrow();

        assertThat(status.code()).isEqualTo(401);
        assertThat(status.message()).startsWith("The token has expired.");
    }

    @Test
    void what_is_not_ours_is_refused_too() {
        assertThat(Status.refusing(results.of("nonsense")).orElseThrow().code()).isEqualTo(401);
    }

    @Test
    void while_keys_are_unavailable_the_client_is_to_come_again() {
        Status status = Status.refusing(
                        results.whileKeysAreUnavailable(results.job().sign()))
                .orElseThrow();

        assertThat(status.code()).isEqualTo(503);
        assertThat(status.retryAfterSeconds()).contains(1);
        assertThat(status.message()).doesNotContain("10.1.2.3");
        assertThat(status.toJson()).contains("\"details\":{\"retryAfterSeconds\":1},\"code\":503");
    }
}
