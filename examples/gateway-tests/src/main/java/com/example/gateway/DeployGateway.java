package com.example.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.gitlab.GitLabMapping;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.mapping.gitlab.GitLabRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lets jobs deploy: those of one project, from its protected branches and tags, and nobody else. */
public final class DeployGateway implements AutoCloseable {
    private static final String SCHEME = "Bearer ";

    private final JwksKeySource keys;
    private final TokenAuthenticator authenticator;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();

    private DeployGateway(Issuer issuer, long projectId) throws IOException {
        this.keys = JwksKeySource.discovered(issuer);
        this.authenticator = TokenAuthenticator.builder()
                .issuer(issuer, keys, mapping(projectId))
                .build();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.warmUp(Duration.ZERO);
        server.createContext("/deployments", this::deploy);
        server.setExecutor(workers);
        server.start();
    }

    /**
     * Starts the gateway on a free port of this machine.
     *
     * @param issuer whose tokens to take
     * @param projectId the id of the project whose jobs may deploy
     * @return the running gateway
     * @throws IOException if there is no free port
     */
    public static DeployGateway start(Issuer issuer, long projectId) throws IOException {
        return new DeployGateway(issuer, projectId);
    }

    static GitLabMapping mapping(long projectId) {
        return GitLabMappings.byProject()
                .with(GitLabRules.project(projectId))
                .with(GitLabRules.notFromFork())
                .with(GitLabRules.protectedRef());
    }

    /** {@return what to call} */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/deployments");
    }

    private void deploy(HttpExchange exchange) throws IOException {
        try (exchange) {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            String token = header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : null;
            AuthenticationResult result = authenticator.authenticate(token);
            int status = result.fold(good -> 200, other -> 401, bad -> 401, unknown -> 503);
            byte[] body = result.callerMessage().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        keys.close();
    }
}
