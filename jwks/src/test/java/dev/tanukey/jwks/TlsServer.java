package dev.tanukey.jwks;

import dev.tanukey.issuer.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A GitLab on a real socket with a certificate from a private authority. */
final class TlsServer implements AutoCloseable {
    /** Its warnings are about clients that hang up, which is what is tested. */
    private static final Logger NOISE = Logger.getLogger(MockWebServer.class.getName());

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private final MockWebServer server = new MockWebServer();
    private final List<JwksKeySource> sources = new ArrayList<>();

    private TlsServer(String certificateName) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName(certificateName)
                .signedBy(AUTHORITY)
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        NOISE.setLevel(Level.OFF);
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    static TlsServer start() {
        return new TlsServer("localhost");
    }

    static TlsServer withCertificateFor(String name) {
        return new TlsServer(name);
    }

    /** The authority, as an operator has it in a file. */
    static String authority() {
        return AUTHORITY.certificatePem();
    }

    /** A client that trusts the authority. */
    static OkHttpClient client() {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    void offerHttp2() {
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    }

    String url() {
        return "https://localhost:" + server.getPort();
    }

    Issuer issuer() {
        return Issuer.gitlab(url()).audience("https://api.example.com").build();
    }

    /** A key source that goes through a client and is less patient than usual. */
    JwksKeySource keys(OkHttpClient client, Duration call) {
        JwksKeySource keys = JwksKeySource.builder(issuer())
                .httpClient(client)
                .transportLimits(new TransportLimits(call, call))
                .longestWait(Duration.ofSeconds(20))
                .build();
        sources.add(keys);
        return keys;
    }

    JwksKeySource keys(OkHttpClient client) {
        return keys(client, Duration.ofSeconds(20));
    }

    JwksKeySource keys() {
        return keys(client());
    }

    void answer(MockResponse.Builder response) {
        server.enqueue(response.build());
    }

    void answerMetadata() {
        answer(json("{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/oauth/discovery/keys\"}"));
    }

    void answerKeys(TestKey... keys) {
        answer(json(TestKey.set(keys)));
    }

    static MockResponse.Builder json(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    int requests() {
        return server.getRequestCount();
    }

    RecordedRequest nextRequest() throws InterruptedException {
        RecordedRequest request = server.takeRequest(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request has come");
        }
        return request;
    }

    void stopListening() {
        server.close();
    }

    @Override
    public void close() {
        sources.forEach(JwksKeySource::close);
        stopListening();
    }
}
