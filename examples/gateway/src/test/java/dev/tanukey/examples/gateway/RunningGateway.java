package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.kubernetes.SelfSubjectReview;
import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that runs, with everything around it, and what tests ask it. */
abstract class RunningGateway {
    static final String WHOAMI = SelfSubjectReview.PATH;

    @TempDir
    Path folder;

    final ByteArrayOutputStream audit = new ByteArrayOutputStream();
    Demo demo;
    OkHttpClient client;

    /** An answer that was read. */
    record Answer(
            int code, @Nullable String type, @Nullable String retryAfter, @Nullable String challenge, String body) {}

    @BeforeEach
    void start() throws Exception {
        demo = Demo.start(folder, new PrintStream(audit, true, UTF_8));
        client = Clients.trusting(demo);
    }

    @AfterEach
    void stop() throws Exception {
        client.connectionPool().evictAll();
        demo.close();
    }

    Answer get(String path) throws IOException {
        return call(new Request.Builder().url(demo.uri() + path));
    }

    Request.Builder request(String path, String bearer) {
        return new Request.Builder().url(demo.uri() + path).header("Authorization", "Bearer " + bearer);
    }

    Answer call(Request.Builder request) throws IOException {
        try (Response response = client.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(),
                    response.header("Content-Type"),
                    response.header("Retry-After"),
                    response.header("WWW-Authenticate"),
                    response.body().string());
        }
    }

    /** As it stands, without what a client would mend. */
    String raw(String request, String host, String bearer) throws IOException {
        try (Socket socket = send(request, host, bearer)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    Socket send(String request, String host, String bearer) throws IOException {
        Socket socket = demo.trust()
                .sslSocketFactory()
                .createSocket(demo.uri().getHost(), demo.uri().getPort());
        String head = request + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + bearer
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        return socket;
    }

    List<Map<String, @Nullable Object>> lines() {
        return audit.toString(UTF_8).lines().map(RunningGateway::object).toList();
    }

    private static Map<String, @Nullable Object> object(String line) {
        try {
            return StrictJson.readObject(line.getBytes(UTF_8));
        } catch (MalformedTextException malformed) {
            throw new AssertionError(line, malformed);
        }
    }
}
