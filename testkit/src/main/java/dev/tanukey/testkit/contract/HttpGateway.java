package dev.tanukey.testkit.contract;

import dev.tanukey.testkit.forged.ForgedTokens;
import java.io.IOException;
import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Shows tokens in an Authorization header. */
final class HttpGateway implements Gateway {
    /** A longer field may make a server hang up in the middle of it, so that its answer is lost (RFC 9110 5.4). */
    private static final int EVERY_SERVER_READS = 8_000;

    private final URI uri;
    private final AutoCloseable stop;
    private final OkHttpClient client;

    HttpGateway(URI uri, OkHttpClient client, AutoCloseable stop) {
        this.uri = uri;
        this.stop = stop;
        this.client = client.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    @Override
    public GatewayAnswer call(String token) throws Exception {
        if (!ForgedTokens.travelsInHeader(token)) {
            return GatewayAnswer.REFUSED;
        }
        Request request = new Request.Builder()
                .url(uri.toString())
                .header("Authorization", "Bearer " + token)
                .build();
        try (Response response = client.newCall(request).execute()) {
            return GatewayAnswer.ofHttpStatus(response.code());
        } catch (IOException noAnswer) {
            if (token.length() > EVERY_SERVER_READS) {
                return GatewayAnswer.REFUSED;
            }
            throw noAnswer;
        }
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        try {
            stop.close();
        } catch (Exception failure) {
            throw new IllegalStateException("The gateway at " + uri + " could not be stopped", failure);
        }
    }
}
