package dev.tanukey.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Answers as GitLab does where it publishes metadata and keys, with 404 elsewhere, and remembers who asked for what.
 */
final class Endpoints implements HttpHandler {
    static final String JWKS_PATH = "/oauth/discovery/keys";

    private static final String KEYS_CACHE_CONTROL = "max-age=86400, public, must-revalidate, no-transform";
    private static final String DEFAULT_CACHE_CONTROL = "max-age=0, private, must-revalidate";

    private final Map<String, Endpoint> endpoints;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Endpoints(String relativeUrlRoot, Supplier<String> metadata, Supplier<String> keys) {
        Endpoint discovery = new Endpoint(DEFAULT_CACHE_CONTROL, metadata);
        Endpoint jwks = new Endpoint(KEYS_CACHE_CONTROL, keys);
        this.endpoints = Map.of(
                relativeUrlRoot + "/.well-known/openid-configuration", discovery,
                relativeUrlRoot + "/.well-known/oauth-authorization-server", discovery,
                relativeUrlRoot + JWKS_PATH, jwks,
                relativeUrlRoot + "/-/jwks", jwks);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            requests.add(path);
            Endpoint endpoint = endpoints.get(path);
            if (endpoint == null || !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = endpoint.json().get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", endpoint.cacheControl());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Endpoint(String cacheControl, Supplier<String> json) {}
}
