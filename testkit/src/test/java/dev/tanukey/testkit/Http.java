package dev.tanukey.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks for a page as a stranger would: follows no redirect, and keeps no connection. */
final class Http {
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .build();

    record Answer(int status, Headers headers, byte[] body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        Map<String, Object> json() {
            return Jwt.json(body);
        }

        /** The ids of the key set that it is. */
        @SuppressWarnings("unchecked")
        List<Object> keyIds() {
            return ((List<Map<String, Object>>) json().get("keys"))
                    .stream().map(key -> key.get("kid")).toList();
        }
    }

    private Http() {}

    static Answer get(Object url) throws IOException {
        return ask(CLIENT, "GET", url, Map.of());
    }

    static Answer ask(String method, Object url, Map<String, String> headers) throws IOException {
        return ask(CLIENT, method, url, headers);
    }

    static Answer get(OkHttpClient client, Object url) throws IOException {
        return ask(client, "GET", url, Map.of());
    }

    private static Answer ask(OkHttpClient client, String method, Object url, Map<String, String> headers)
            throws IOException {
        Request.Builder request = new Request.Builder()
                .url(url.toString())
                .method(method, method.equals("POST") ? okhttp3.RequestBody.EMPTY : null)
                .header("Connection", "close");
        headers.forEach(request::header);
        try (Response response = client.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(), response.headers(), response.body().bytes());
        }
    }
}
