package dev.tanukey.jwks;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One GET through OkHttp. What the caller's client brings to reach the issuer is kept: trusted certificates, client
 * certificate, proxy, name service, interceptors. What would weaken the transport or make it wait is replaced.
 */
final class OkHttpJwksFetcher implements JwksFetcher, AutoCloseable {
    private static final int OK = 200;
    private static final HostnameVerifier HOST_NAMES = new OkHttpClient().hostnameVerifier();

    private final OkHttpClient client;
    private volatile boolean closed;

    OkHttpJwksFetcher(OkHttpClient base, TransportLimits limits, boolean httpAllowed) {
        this.client = base.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .hostnameVerifier(HOST_NAMES)
                .connectionSpecs(
                        httpAllowed
                                ? List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT)
                                : List.of(ConnectionSpec.MODERN_TLS))
                // Nothing is kept alive between fetches, so no request meets a connection that the server has given up.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                // Our own, so that close() ends our calls and nobody else's.
                .dispatcher(new Dispatcher())
                .addInterceptor(this::refuseIfClosed)
                .addNetworkInterceptor(OkHttpJwksFetcher::stopAllButOk)
                .connectTimeout(limits.connect())
                .readTimeout(limits.call())
                .callTimeout(limits.call())
                .build();
    }

    @Override
    public FetchedDocument fetch(URI uri) throws IOException {
        return execute(request(uri).build());
    }

    @Override
    public FetchedDocument fetchUnlessMatching(URI uri, String entityTag) throws IOException {
        return execute(request(uri).header("If-None-Match", entityTag).build());
    }

    private static Request.Builder request(URI uri) {
        return new Request.Builder()
                .url(uri.toString())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "identity")
                // GitLab lets shared caches keep a key set for a day, which is longer than a key may live.
                .header("Cache-Control", "no-cache");
    }

    private FetchedDocument execute(Request request) throws IOException {
        Call call = client.newCall(request);
        try (Response response = call.execute()) {
            return answer(response, body(response, call));
        } catch (OtherAnswerException other) {
            return other.answer;
        }
    }

    /** A call is known to the dispatcher when it comes here, so none slips through between the two. */
    private Response refuseIfClosed(Interceptor.Chain chain) throws IOException {
        if (closed) {
            throw new InterruptedIOException("closed");
        }
        return chain.proceed(chain.request());
    }

    /**
     * OkHttp acts upon some answers by itself: redirects, 401, 408, 421, 503. So only a good one gets to where it
     * would.
     */
    private static Response stopAllButOk(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() == OK) {
            return response;
        }
        // To close alone would read on for a while, in the hope of an end.
        chain.call().cancel();
        response.close();
        throw new OtherAnswerException(answer(response, new byte[0]));
    }

    /** One byte more than allowed shows that there is more; the rest stays where it is. */
    private static byte[] body(Response response, Call call) throws IOException {
        try (InputStream stream = response.body().byteStream()) {
            byte[] body = stream.readNBytes(FetchedDocument.MAXIMUM_BODY_LENGTH + 1);
            if (body.length > FetchedDocument.MAXIMUM_BODY_LENGTH) {
                // To close alone would read on for a while, in the hope of an end.
                call.cancel();
            }
            return body;
        }
    }

    private static FetchedDocument answer(Response response, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().toMultimap().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return FetchedDocument.of(response.code(), headers, body);
    }

    /** Ends a call that is under way, and lets none begin. */
    @Override
    public void close() {
        closed = true;
        client.dispatcher().cancelAll();
    }

    /** Carries an answer past OkHttp. */
    private static final class OtherAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient FetchedDocument answer;

        OtherAnswerException(FetchedDocument answer) {
            this.answer = answer;
        }
    }
}
