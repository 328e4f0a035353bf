package dev.tanukey.testkit;

import com.sun.net.httpserver.HttpServer;
import dev.tanukey.strict.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A GitLab for tests: metadata and keys on a free port of 127.0.0.1, plain HTTP, and tokens signed with these keys.
 *
 * <pre>{@code
 * try (FakeGitLab gitlab = FakeGitLab.start()) {
 *     Issuer issuer = Issuer.gitlab(gitlab.issuer())
 *             .audience("https://api.example.com")
 *             .insecureAllowHttpOnLoopback()
 *             .build();
 *     String token = gitlab.ciToken().audience("https://api.example.com").sign();
 * }
 * }</pre>
 *
 * <p>As in GitLab, users' tokens and jobs' tokens name one issuer and are signed with two keys of one set. Both keys
 * are new for each instance.
 *
 * <p>Thread-safe; the token builders are not.
 */
public final class FakeGitLab implements AutoCloseable {
    private final String url;
    private final String issuer;
    private final Clock clock;
    private final Endpoints endpoints;
    private final HttpServer server;
    private final ExecutorService workers;
    private final SigningKey userKey;
    private volatile SigningKey ciKey;

    private FakeGitLab(Builder builder) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        this.server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        this.url = "http://127.0.0.1:" + server.getAddress().getPort() + builder.relativeUrlRoot;
        this.issuer = builder.issuer.orElse(url);
        this.clock = builder.clock;
        this.endpoints = new Endpoints(builder.relativeUrlRoot, () -> DiscoveryDocument.of(issuer), this::keySet);
        this.workers = Executors.newCachedThreadPool(FakeGitLab::daemon);
        CompletableFuture<SigningKey> other = CompletableFuture.supplyAsync(SigningKey::generate, workers);
        this.ciKey = SigningKey.generate();
        this.userKey = other.join();
        server.createContext("/", endpoints);
        server.setExecutor(workers);
        // The server's own thread is a daemon if its creator is; a fake that nobody closed must not keep the JVM alive.
        CompletableFuture.runAsync(server::start, workers).join();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-gitlab");
        thread.setDaemon(true);
        return thread;
    }

    /** {@return a running instance whose tokens are issued now, by the system's clock} */
    public static FakeGitLab start() {
        return builder().start();
    }

    /**
     * Starts an instance with a clock of its own.
     *
     * @param clock says when tokens are issued
     * @return the running instance
     */
    public static FakeGitLab start(Clock clock) {
        return builder().clock(clock).start();
    }

    /** {@return a builder, for an instance that differs from the usual} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where it listens, relative URL root included, without a slash at the end} */
    public String url() {
        return url;
    }

    /** {@return the {@code iss} of its tokens and of its metadata; {@link #url()} unless the builder said otherwise} */
    public String issuer() {
        return issuer;
    }

    /** {@return where it publishes its keys; on {@link #url()}, whatever the issuer} */
    public URI jwksUri() {
        return URI.create(url + Endpoints.JWKS_PATH);
    }

    /** {@return a whole CI/CD job token, to be changed and signed} */
    public CiTokenBuilder ciToken() {
        return new CiTokenBuilder(new Mint(issuer, clock, () -> ciKey));
    }

    /** {@return a whole ID token of a user who logged in, to be changed and signed} */
    public UserTokenBuilder userToken() {
        return new UserTokenBuilder(new Mint(issuer, clock, () -> userKey));
    }

    /**
     * Replaces the CI key at once, as GitLab does: the old key is no longer published, and tokens signed with it are
     * void. The users' key stays.
     */
    public void rotateCiKey() {
        ciKey = SigningKey.generate();
    }

    /** {@return the paths that were asked for so far, in order, answered with 404 or not} */
    public List<String> requests() {
        return endpoints.requests();
    }

    /** Stops listening and ends its threads. Tokens can still be signed. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    /** {@return where it listens} */
    @Override
    public String toString() {
        return "FakeGitLab[" + url + "]";
    }

    private String keySet() {
        return JsonWriter.write(Map.of("keys", List.of(userKey.jwk(), ciKey.jwk())));
    }

    /** Collects the options of an instance. Not thread-safe. */
    public static final class Builder {
        private Clock clock = Clock.systemUTC();
        private String relativeUrlRoot = "";
        private Optional<String> issuer = Optional.empty();

        private Builder() {}

        /**
         * Sets the clock. Default: the system's.
         *
         * @param clock says when tokens are issued
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Puts the instance below a path, as GitLab's {@code relative_url_root} does. Default: none.
         *
         * @param path a path such as {@code /gitlab}
         * @return this
         * @throws IllegalArgumentException if it does not begin with a slash, or ends in one
         */
        public Builder relativeUrlRoot(String path) {
            if (!path.startsWith("/") || path.endsWith("/")) {
                throw new IllegalArgumentException(
                        "A relative URL root begins with a slash and does not end in one, as in"
                                + " /gitlab, but came \"" + path + "\"");
            }
            this.relativeUrlRoot = path;
            return this;
        }

        /**
         * Gives the instance another name than the address where it listens, for tokens as {@code https://gitlab.com}
         * would mint them. Tokens and metadata then speak of this name only; the keys are still at
         * {@link FakeGitLab#jwksUri()}. Default: the address where it listens.
         *
         * @param issuer an instance's address, for instance {@code https://gitlab.com}
         * @return this
         */
        public Builder issuer(String issuer) {
            this.issuer = Optional.of(issuer);
            return this;
        }

        /**
         * Starts the instance; when this returns, it answers.
         *
         * @return the running instance, to be closed by the caller
         * @throws UncheckedIOException if no port of 127.0.0.1 can be had
         */
        public FakeGitLab start() {
            try {
                return new FakeGitLab(this);
            } catch (IOException noPort) {
                throw new UncheckedIOException("FakeGitLab wants a free port of 127.0.0.1 and got none", noPort);
            }
        }
    }
}
