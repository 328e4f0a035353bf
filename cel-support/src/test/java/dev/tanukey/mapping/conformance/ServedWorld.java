package dev.tanukey.mapping.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.jwks.FetchedDocument;
import dev.tanukey.jwks.JwksFetcher;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the servers of a case answer; the README of the cases says what is there when a case says nothing. */
final class ServedWorld implements JwksFetcher {
    private static final FetchedDocument NOT_FOUND = FetchedDocument.of(404, Map.of(), new byte[0]);

    private final Map<String, String> metadata = new HashMap<>();
    private volatile Map<String, Object> special = Map.of();
    private volatile String keySet = ConformanceCases.defaultKeySet();
    private volatile Map<String, Object> keySetHeaders = Map.of();

    ServedWorld(AuthenticationConfiguration configuration) {
        for (JwtAuthenticator jwt : configuration.jwt()) {
            String url = jwt.issuer().url();
            String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            String address = jwt.issuer().discoveryUrl().isEmpty()
                    ? base + "/.well-known/openid-configuration"
                    : jwt.issuer().discoveryUrl();
            metadata.put(address, "{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + base + "/oauth/discovery/keys\"}");
        }
    }

    /** From here on, this is served; a case that says nothing about it changes nothing. */
    void serve(ConformanceCase served) {
        if (served.keySet().isPresent()) {
            keySet = served.keySet().get();
            keySetHeaders = served.jwksHeaders();
        }
        if (served.keySet().isPresent() || !served.http().isEmpty()) {
            special = served.http();
        }
    }

    @Override
    public FetchedDocument fetch(URI uri) throws IOException {
        String url = uri.toString();
        if (special.containsKey(url)) {
            Object answer = special.get(url);
            return answer == null ? NOT_FOUND : answer(ConformanceCases.object(answer));
        }
        if (url.endsWith("/oauth/discovery/keys")) {
            return document(200, keySet, keySetHeaders);
        }
        String found = metadata.get(url);
        return found == null ? NOT_FOUND : document(200, found, Map.of());
    }

    private static FetchedDocument answer(Map<String, Object> answer) throws IOException {
        if (answer.containsKey("error")) {
            throw new IOException(String.valueOf(answer.get("error")));
        }
        long status = (long) answer.getOrDefault("status", 200L);
        Object headers = answer.getOrDefault("headers", Map.of());
        return document(
                (int) status, String.valueOf(answer.getOrDefault("body", "")), ConformanceCases.object(headers));
    }

    private static FetchedDocument document(int status, String body, Map<String, Object> headers) {
        Map<String, String> texts = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        headers.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return FetchedDocument.of(status, texts, body.getBytes(UTF_8));
    }
}
