package dev.tanukey.examples.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tanukey.kubernetes.ImpersonationHeaders;
import dev.tanukey.kubernetes.MalformedRequestException;
import dev.tanukey.user.UserInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Something behind the gateway, for the demo: it believes its gateway, and says whom it sees. */
final class DemoUpstream implements AutoCloseable {
    private final String ownToken;
    private final HttpServer server;

    DemoUpstream(String ownToken) throws IOException {
        this.ownToken = ownToken;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean believed =
                    ("Bearer " + ownToken).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            int length = exchange.getRequestBody().readAllBytes().length;
            String text = believed ? greeting(exchange, length) : "This upstream believes its gateway only.\n";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(believed ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String greeting(HttpExchange exchange, int length) {
        Map<String, List<String>> headers = new TreeMap<>();
        // This server reads Latin-1, and the gateway writes UTF-8.
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(
                        name, values.stream().map(DemoUpstream::utf8).toList()));
        try {
            Optional<UserInfo> user = ImpersonationHeaders.read(headers);
            return exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n"
                    + length + " bytes\n"
                    + describe(headers)
                    + user.map(DemoUpstream::describe).orElse("by the gateway itself\n");
        } catch (MalformedRequestException malformed) {
            return malformed.getMessage() + "\n";
        }
    }

    /** All but whom it sees, and the secret between the gateway and itself. */
    private static String describe(Map<String, List<String>> headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach((name, values) -> {
            if (!ImpersonationHeaders.isImpersonation(name) && !name.equalsIgnoreCase("Authorization")) {
                values.forEach(value -> text.append("header    ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
            }
        });
        return text.toString();
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String describe(UserInfo user) {
        StringBuilder text =
                new StringBuilder("username  ").append(user.username()).append('\n');
        text.append("uid       ").append(user.uid()).append('\n');
        user.groups().forEach(group -> text.append("group     ").append(group).append('\n'));
        user.extra().forEach((key, values) -> text.append("extra     ")
                .append(key)
                .append(" = ")
                .append(String.join(", ", values))
                .append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
