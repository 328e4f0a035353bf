package dev.tanukey.testkit;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** Asks for a page as a stranger would, and keeps no connection and no thread. */
final class Http {

    record Answer(int status, String contentType, String cacheControl, byte[] body) {
        Map<String, Object> json() {
            return Jwt.json(body);
        }
    }

    private Http() {}

    static Answer get(String url) throws IOException {
        return ask("GET", url);
    }

    static Answer ask(String method, String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Connection", "close");
        int status = connection.getResponseCode();
        return new Answer(
                status,
                connection.getHeaderField("Content-Type"),
                connection.getHeaderField("Cache-Control"),
                status == 200 ? connection.getInputStream().readAllBytes() : new byte[0]);
    }
}
