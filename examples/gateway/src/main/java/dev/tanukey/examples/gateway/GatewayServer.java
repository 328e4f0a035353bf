package dev.tanukey.examples.gateway;

import dev.tanukey.kubernetes.Status;
import dev.tanukey.kubernetes.TokenReviewPolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A gateway that listens, with HTTPS only: kubectl sends no token without. */
final class GatewayServer implements AutoCloseable {
    /** Room for a token of the greatest length that is looked at, and for other headers. */
    static final int LARGEST_HEADERS = 96 * 1024;

    private final Identities identities;
    private final Server server = new Server();
    private final ServerConnector connector;

    private GatewayServer(Settings settings, PrintStream auditLog) throws IOException {
        AuditLog audit = new AuditLog(auditLog, Clock.systemUTC());
        Optional<Reviewer> reviewer = reviewer(settings);
        Optional<Upstream> upstream = upstream(settings);
        connector = connector(server, settings);
        identities = new Identities(settings);
        server.addConnector(connector);
        server.setHandler(new Gateway(identities, audit, reviewer, upstream));
        server.setErrorHandler(GatewayServer::explain);
        upstream.ifPresent(handler -> {
            handler.setServer(server);
            server.addBean(handler);
        });
    }

    private static ServerConnector connector(Server server, Settings settings) throws IOException {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setResponseHeaderSize(LARGEST_HEADERS);
        http.setSendServerVersion(false);
        // Health checks come by address, whatever names are in the certificate.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(settings.neededPath("keyStore").toString());
        tls.setKeyStorePassword(settings.secret("keyStore.password"));
        ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(http));
        connector.setHost(settings.text("host").orElse("127.0.0.1"));
        connector.setPort(settings.number("port", 0, 8443));
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        return connector;
    }

    /** Says what is wrong with a request that did not even reach the gateway, in a form that kubectl shows. */
    private static boolean explain(Request request, Response response, Callback callback) {
        int code = response.getStatus();
        Object why = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        String message = code < 500 && why != null ? why.toString() : HttpStatus.getMessage(code);
        new Exchange(request, response, callback).fail(Status.of(code, message));
        return true;
    }

    private static Optional<Upstream> upstream(Settings settings) throws IOException {
        Optional<URI> address = settings.address("upstream");
        return address.isPresent() ? Optional.of(new Upstream(settings, address.get())) : Optional.empty();
    }

    private static Optional<Reviewer> reviewer(Settings settings) throws IOException {
        if (settings.path("reviews.token").isEmpty()) {
            return Optional.empty();
        }
        Set<String> audiences = settings.text("reviews.audiences").stream()
                .flatMap(text -> Arrays.stream(text.split("[,\\s]+")))
                .collect(Collectors.toSet());
        return Optional.of(new Reviewer(settings.secret("reviews.token"), new TokenReviewPolicy(audiences, false)));
    }

    /**
     * Starts a gateway.
     *
     * @param settings how it is set up
     * @param auditLog where decisions are written
     * @return the running gateway; it may not have its issuers' keys yet
     * @throws IOException if a file cannot be read, or the port is taken
     * @throws IllegalArgumentException if a file does not say what it should
     */
    static GatewayServer start(Settings settings, PrintStream auditLog) throws Exception {
        GatewayServer gateway = new GatewayServer(settings, auditLog);
        try {
            gateway.server.start();
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    /** {@return where it listens} */
    URI uri() {
        return URI.create("https://localhost:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        identities.close();
    }
}
