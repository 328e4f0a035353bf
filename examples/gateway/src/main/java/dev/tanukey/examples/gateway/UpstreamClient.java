package dev.tanukey.examples.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** How the upstream is reached; says nothing there that the client did not say. */
final class UpstreamClient {
    /** Room for all groups that a token can hold, each with a header name and a prefix. */
    private static final int LARGEST_HEADERS = 1024 * 1024;

    private UpstreamClient() {}

    static HttpClient of(Settings settings) {
        HttpClient client = new HttpClient(new HttpClientTransportDynamic(connector(settings)));
        client.setMaxConnectionsPerDestination(settings.mostRequests());
        client.setMaxRequestsQueuedPerDestination(settings.mostRequests());
        client.setMaxRequestHeadersSize(LARGEST_HEADERS);
        client.setMaxResponseHeadersSize(GatewayServer.LARGEST_HEADERS);
        client.setIdleTimeout(settings.idleTimeout().toMillis());
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        return client;
    }

    private static ClientConnector connector(Settings settings) {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        settings.path("upstream.certificateAuthority")
                .map(UpstreamClient::trust)
                .ifPresent(tls::setTrustStore);
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        return connector;
    }

    private static KeyStore trust(Path authority) {
        try (InputStream file = Files.newInputStream(authority)) {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trust.setCertificateEntry("authority-" + trust.size(), certificate);
            }
            return trust;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(authority + ": expected certificates as PEM", unusable);
        }
    }
}
