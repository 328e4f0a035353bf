package dev.tanukey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tanukey.testkit.FakeGitLab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class HttpGatewayTest {

    @Test
    void a_gateway_with_a_certificate_of_its_own_is_asked_by_a_client_that_trusts_it() throws Exception {
        try (FakeGitLab https = FakeGitLab.builder().https().start()) {
            URI uri = URI.create(https.issuer() + "/.well-known/openid-configuration");

            try (Gateway trusted = Gateway.http(uri, https.httpClient(), () -> {});
                    Gateway stranger = Gateway.http(uri)) {
                assertThat(trusted.call("token")).isEqualTo(GatewayAnswer.ACCEPTED);
                assertThatThrownBy(() -> stranger.call("token")).isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    void a_redirect_is_not_followed_whatever_the_client_would_do() throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> redirect(exchange, asked));
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/here");

        try (Gateway gateway = Gateway.http(uri, new OkHttpClient(), () -> server.stop(0))) {
            assertThatThrownBy(() -> gateway.call("token"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("A redirect is no answer to a bearer token");
        }
        assertThat(asked).containsExactly("/here");
    }

    private static void redirect(HttpExchange exchange, List<String> asked) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        }
    }
}
