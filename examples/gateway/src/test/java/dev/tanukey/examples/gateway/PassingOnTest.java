package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tanukey.testkit.FakeGitLab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream gets to see, and what becomes of its answers. */
class PassingOnTest extends RunningGateway {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Socket> watches = new ArrayList<>();
    private @Nullable HttpServer other;

    @AfterEach
    void stopTheOther() throws IOException {
        for (Socket watch : watches) {
            watch.close();
        }
        if (other != null) {
            other.stop(0);
        }
        executor.shutdownNow();
    }

    @Test
    void a_request_goes_on_in_the_name_of_the_user_with_path_query_and_body() throws Exception {
        Answer answer =
                call(request("/api/v1/orders?limit=5", demo.job().sign()).post(RequestBody.create(new byte[100])));

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("POST /api/v1/orders?limit=5\n100 bytes\n")
                .contains("username  gitlab-ci:project_path:acme/shop:ref_type:branch:ref:main\n")
                .contains("uid       4711:")
                .contains("group     gitlab-ci:acme\n")
                .contains("extra     gateway.example.com/project = acme/shop\n");
    }

    @Test
    void names_beyond_ascii_arrive_as_they_are() throws Exception {
        Answer answer = call(request("/", demo.person().groups("straße/東京").sign()));

        assertThat(answer.body()).contains("group     gitlab:straße/東京\n");
    }

    @Test
    void who_has_many_groups_keeps_them_all() throws Exception {
        List<String> groups = IntStream.range(0, 150)
                .mapToObj(number -> "acme/" + "x".repeat(150) + number)
                .toList();

        Answer answer = call(
                request("/", demo.person().groups(groups.toArray(String[]::new)).sign()));

        assertThat(answer.code()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().lines().filter(line -> line.startsWith("group ")))
                .hasSize(150)
                .last()
                .asString()
                .endsWith("x149");
    }

    @Test
    void an_upstream_may_have_a_path_before_its_paths() throws Exception {
        Properties settings = new Properties();
        settings.load(Files.newBufferedReader(folder.resolve("gateway.properties")));

        demo.restartGateway("upstream = " + settings.getProperty("upstream") + "/base/\n");

        assertThat(call(request("/orders", demo.job().sign())).body()).startsWith("GET /base/orders\n");
    }

    @Test
    void the_token_of_the_user_stays_here_and_nothing_is_said_that_the_client_did_not_say() throws Exception {
        String token = demo.job().sign();

        String seen = raw("GET /orders", "localhost", token);

        // The upstream shows all headers but those of the user, and the secret between itself and the gateway.
        assertThat(seen).doesNotContain(token).contains("username  gitlab-ci:project_path:acme/shop");
        assertThat(seen.lines().filter(line -> line.startsWith("header ")).map(line -> line.replaceAll(":.*", "")))
                .containsExactly("header    Forwarded", "header    Host", "header    Via", "header    X-forwarded-for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Impersonate-User",
                "impersonate-group",
                "IMPERSONATE-EXTRA-scopes",
                "Impersonate-Anything",
                "Impersonate_User"
            })
    void who_comes_with_an_impersonation_is_refused(String header) throws Exception {
        Answer answer = call(request("/", demo.job().sign()).header(header, "admin"));

        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.body()).contains("nobody may impersonate others through this gateway");
        assertThat(lines()).last().satisfies(line -> assertThat(line).containsEntry("reason", "Forbidden"));
    }

    @Test
    void a_stranger_with_an_impersonation_is_a_stranger() throws Exception {
        assertThat(call(request("/", "nonsense").header("Impersonate-User", "admin"))
                        .code())
                .isEqualTo(401);
    }

    @Test
    void nobody_can_have_the_identity_taken_off_on_the_way() throws Exception {
        Answer answer = call(request("/", demo.job().sign())
                .header("Connection", "Impersonate-User, Impersonate-Group, Authorization, keep-alive"));

        assertThat(answer.body())
                .contains("username  gitlab-ci:project_path:acme/shop")
                .contains("group     gitlab-ci:acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Remote-User",
                "X_Remote_Group",
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-User",
                "X-Real-IP"
            })
    void what_only_a_proxy_may_say_is_not_taken_from_clients(String header) throws Exception {
        Answer answer = call(
                request("/", demo.job().sign()).header(header, "for=6.6.6.6").header("X-Other", "kept"));

        assertThat(answer.body())
                .doesNotContain("6.6.6.6")
                .contains("X-other: kept\n")
                .contains("X-forwarded-for: 127.0.0.1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/%2e%2e/b", "/a/b%2Fc", "//elsewhere.example.com/", "/a/..;x/b"})
    void a_path_that_can_be_read_in_two_ways_is_refused_in_words_that_kubectl_shows(String path) throws Exception {
        assertThat(raw("GET " + path, "localhost", demo.job().sign()))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"kind\":\"Status\"")
                .contains("Ambiguous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a/../b", "GET /a/./b", "OPTIONS *", "GET /a?b={c}", "GET /a?b=100%"})
    void a_path_that_leads_elsewhere_is_refused(String request) throws Exception {
        assertThat(raw(request, "localhost", demo.job().sign()))
                .startsWith("HTTP/1.1 400 ")
                .contains("Expected a path from / on");
    }

    @Test
    void who_cannot_be_said_in_a_header_is_not_passed_on_and_can_ask_why() throws Exception {
        String token = demo.job()
                .claim("sub", "project_path:acme/shop:ref_type:branch:ref:main ")
                .sign();

        assertThat(call(request(WHOAMI, token).post(RequestBody.create(new byte[0])))
                        .code())
                .isEqualTo(201);
        Answer answer = call(request("/", token));
        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.body())
                .contains("No header can say who you are: the username has a blank at an end, which no header keeps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND"})
    void unusual_methods_are_refused(String method) throws Exception {
        assertThat(call(request("/", demo.job().sign()).method(method, null)).code())
                .isEqualTo(400);
    }

    @Test
    void an_upstream_that_is_down_is_502_and_not_401() throws Exception {
        demo.stopUpstream();

        Answer answer = call(request("/", demo.job().sign()));

        assertThat(answer.code()).isEqualTo(502);
        assertThat(answer.body()).contains("The upstream does not answer.").contains("\"kind\":\"Status\"");
    }

    @Test
    void an_upstream_is_believed_by_the_authority_of_its_certificate() throws Exception {
        try (FakeGitLab https = FakeGitLab.builder().https().start()) {
            String upstream = "upstream = " + https.issuer() + "\n";
            String metadata = "/.well-known/openid-configuration";
            Files.writeString(folder.resolve("upstream.pem"), https.certificateAuthority());

            demo.restartGateway(upstream);
            assertThat(call(request(metadata, demo.job().sign())).code()).isEqualTo(502);

            demo.restartGateway(upstream + "upstream.certificateAuthority = upstream.pem\n");
            assertThat(call(request(metadata, demo.job().sign())).body()).contains(https.issuer());
        }
    }

    @Test
    void without_its_own_token_the_gateway_asks_to_come_again_and_passes_nothing_on() throws Exception {
        Files.writeString(folder.resolve("upstream.token"), "two\nlines\n");
        Answer twoLines = call(request("/", demo.job().sign()));
        Files.delete(folder.resolve("upstream.token"));
        Answer none = call(request("/", demo.job().sign()));

        assertThat(twoLines.code()).isEqualTo(503);
        assertThat(none.code()).isEqualTo(503);
        assertThat(none.body()).contains("The gateway cannot ask its upstream at the moment.");
        assertThat(none.retryAfter()).isEqualTo("1");
        assertThat(lines()).last().satisfies(line -> assertThat(line).containsEntry("decision", "refused"));
    }

    @Test
    void an_upstream_that_does_not_take_the_gateways_token_is_502_since_the_clients_is_good() throws Exception {
        upstream(
                exchange -> {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic");
                    exchange.sendResponseHeaders(401, 6);
                    exchange.getResponseBody().write("secret".getBytes(UTF_8));
                    exchange.close();
                },
                "");

        Answer answer = call(request("/", demo.job().sign()));

        assertThat(answer.code()).isEqualTo(502);
        assertThat(answer.challenge()).isNull();
        assertThat(answer.body()).contains("The upstream does not answer.").doesNotContain("secret");
    }

    @Test
    void an_upstream_that_hangs_up_is_502() throws Exception {
        upstream(HttpExchange::close, "");

        assertThat(call(request("/", demo.job().sign())).code()).isEqualTo(502);
    }

    @Test
    void an_upstream_that_is_silent_for_too_long_is_504() throws Exception {
        upstream(
                exchange -> {
                    // never answered
                },
                "idleSeconds = 1\n");

        Answer answer = call(request("/", demo.job().sign()));

        assertThat(answer.code()).isEqualTo(504);
        assertThat(answer.body()).contains("The upstream did not answer in time.");
    }

    @Test
    void large_headers_of_an_answer_come_through() throws Exception {
        upstream(
                exchange -> {
                    exchange.getResponseHeaders().set("X-Large", "x".repeat(20_000));
                    exchange.sendResponseHeaders(200, -1);
                },
                "");

        assertThat(call(request("/", demo.job().sign())).code()).isEqualTo(200);
    }

    @Test
    void who_waits_for_the_upstream_keeps_nobody_else_waiting() throws Exception {
        CountDownLatch waiting = new CountDownLatch(100);
        upstream(exchange -> watchOrAnswer(exchange, waiting), "");
        String token = demo.job().sign();
        for (int i = 0; i < 100; i++) {
            watches.add(send("GET /watch", "localhost", token));
        }
        assertThat(waiting.await(20, TimeUnit.SECONDS))
                .as("all watches get through")
                .isTrue();

        assertThat(call(request("/now", token)).code()).isEqualTo(204);
    }

    @Test
    void who_comes_when_too_many_requests_are_open_is_to_come_again() throws Exception {
        CountDownLatch waiting = new CountDownLatch(2);
        upstream(exchange -> watchOrAnswer(exchange, waiting), "mostRequests = 2\n");
        String token = demo.job().sign();
        watches.add(send("GET /watch", "localhost", token));
        watches.add(send("GET /watch", "localhost", token));
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();

        Answer answer = call(request("/now", token));

        assertThat(answer.code()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo("1");
        assertThat(answer.body()).contains("Too many requests are open at the upstream.");
        assertThat(lines()).last().satisfies(line -> assertThat(line).containsEntry("decision", "refused"));
    }

    @Test
    void a_request_that_is_answered_makes_room_for_another() throws Exception {
        demo.restartGateway("mostRequests = 3\n");

        for (int i = 0; i < 10; i++) {
            assertThat(call(request("/", demo.job().sign())).code()).isEqualTo(200);
        }
    }

    private static void watchOrAnswer(HttpExchange exchange, CountDownLatch waiting) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/watch")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            waiting.countDown();
        } else {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** The gateway comes back before this one. */
    private void upstream(HttpHandler handler, String more) throws Exception {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.setExecutor(executor);
        other.createContext("/", handler);
        other.start();
        demo.restartGateway("upstream = http://127.0.0.1:" + other.getAddress().getPort() + "\n" + more);
    }
}
