package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tanukey.testkit.FakeGitLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** Audit log, health and meters. */
class OperationTest extends RunningGateway {

    @Test
    void a_decision_is_a_line_that_says_who_and_never_the_token() throws Exception {
        String token = demo.job().sign();
        call(request("/api/v1/orders?secret=1", token));

        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("request", "GET /api/v1/orders")
                .containsEntry("decision", "allowed")
                .containsEntry("reason", "AUTHENTICATED")
                .containsEntry("issuer", demo.gitlab().issuer())
                .containsEntry("subject", "project_path:acme/shop:ref_type:branch:ref:main")
                .containsEntry("project", "acme/shop")
                .containsEntry("projectId", "4711")
                .containsKeys("time", "pipelineId", "jobId")
                .containsEntry("user", "gitlab-ci:project_path:acme/shop:ref_type:branch:ref:main"));
        assertThat(audit.toString(UTF_8)).doesNotContain(token).doesNotContain("secret");
    }

    @Test
    void what_an_unproven_token_says_is_in_no_line() throws Exception {
        String token = demo.job().project("evil/project", 666).sign();
        String forged = token.substring(0, token.length() - 10) + "AAAAAAAAAA";
        call(request("/", forged));

        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("decision", "refused")
                .containsEntry("reason", "SIGNATURE_INVALID")
                .containsKey("detail")
                .doesNotContainKeys("subject", "project", "user"));
        assertThat(audit.toString(UTF_8)).doesNotContain("evil");
    }

    @Test
    void a_token_in_a_path_is_not_written_down_nor_the_whole_of_a_long_one() throws Exception {
        String token = demo.job().sign();
        call(request("/download/" + token, token));
        call(request("/" + "x".repeat(5000), token));

        assertThat(audit.toString(UTF_8)).doesNotContain(token).contains("GET /download/<token>");
        assertThat(lines()).last().satisfies(line -> assertThat(String.valueOf(line.get("request")))
                .hasSizeLessThan(300));
    }

    @Test
    void what_is_not_passed_on_is_not_allowed() throws Exception {
        call(request("/", demo.job().sign()).method("TRACE", null));

        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("decision", "refused")
                .containsEntry("reason", "BadRequest")
                .containsKey("user"));
    }

    @Test
    void meters_are_there_for_prometheus() throws Exception {
        call(request("/", demo.job().sign()));
        call(request("/", demo.job().expired().sign()));

        assertThat(call(new Request.Builder().url(demo.uri() + "/metrics")).body())
                .contains("tanukey_authentications_total{outcome=\"authenticated\",reason=\"none\"} 1.0")
                .contains("tanukey_authentications_total{outcome=\"rejected\",reason=\"expired\"} 1.0")
                .contains("tanukey_jwks_ready{issuer=\"" + demo.gitlab().issuer() + "\"} 1.0");
    }

    @Test
    void it_is_ready_with_keys_and_alive_without() throws Exception {
        call(request("/", demo.job().sign()));
        assertThat(get("/readyz").code()).isEqualTo(200);
        assertThat(get("/readyz").body()).contains(demo.gitlab().issuer() + ": ready");

        demo.gitlab().goDown();
        assertThat(get("/readyz").code()).as("known keys still serve").isEqualTo(200);

        demo.restartGateway("");
        call(request("/", demo.job().sign()));
        assertThat(get("/readyz").code()).isEqualTo(503);
        assertThat(get("/readyz").body()).contains("not ready").contains("ISSUER_UNREACHABLE");
        assertThat(get("/healthz").code()).isEqualTo(200);
    }

    @Test
    void an_issuer_that_is_down_does_not_take_the_others_with_it() throws Exception {
        Path configuration = folder.resolve("authentication.yaml");
        String another =
                """
                - issuer:
                    url: https://127.0.0.1:1
                    audiences: [another]
                  claimMappings:
                    username: {claim: sub, prefix: "another:"}
                """;
        Files.writeString(configuration, Files.readString(configuration) + another);
        demo.restartGateway("");
        call(request("/", demo.job().sign()));

        assertThat(get("/readyz").code()).isEqualTo(200);
        assertThat(get("/readyz").body())
                .contains(demo.gitlab().issuer() + ": ready\n")
                .contains("https://127.0.0.1:1: not ready");
    }

    @Test
    void a_new_issuer_shows_as_soon_as_the_file_with_it_is_in_force() throws Exception {
        demo.restartGateway("reloadSeconds = 1\n");
        try (FakeGitLab another = FakeGitLab.builder().https().start()) {
            String ready = another.issuer() + ": ready\n";
            String issuer =
                    """
                    - issuer:
                        url: %s
                        audiences: [another]
                        certificateAuthority: |
                    %s
                      claimMappings:
                        username: {claim: sub, prefix: "another:"}
                    """;
            Path configuration = folder.resolve("authentication.yaml");
            Files.writeString(
                    configuration,
                    Files.readString(configuration)
                            + issuer.formatted(
                                    another.issuer(),
                                    another.certificateAuthority().indent(6)));

            String meter = "tanukey_jwks_ready{issuer=\"" + another.issuer() + "\"} 1.0";
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (!get("/readyz").body().contains(ready)
                        || !get("/metrics").body().contains(meter)) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Test
    void a_health_check_may_come_by_address() throws Exception {
        assertThat(raw("GET /healthz", "10.1.2.3:8443", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void tokens_are_remembered_where_that_is_wanted() throws Exception {
        demo.restartGateway("rememberedTokens = 100\n");
        String token = demo.job().sign();
        call(request("/", token));
        call(request("/", token));

        assertThat(get("/metrics").body()).contains("tanukey_token_cache_hits_total 1.0");
        assertThat(lines()).hasSize(2);
    }
}
