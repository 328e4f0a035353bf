package dev.tanukey.testkit;

import dev.tanukey.testkit.server.Certificates;
import dev.tanukey.testkit.server.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A GitLab for tests: metadata and keys on a free port of 127.0.0.1, plain HTTP or HTTPS, and tokens signed with these
 * keys. It behaves, and misbehaves on command.
 *
 * <pre>{@code
 * try (FakeGitLab gitlab = FakeGitLab.start()) {
 *     Issuer issuer = Issuer.gitlab(gitlab.issuer())
 *             .audience("https://api.example.com")
 *             .insecureAllowHttpOnLoopback()
 *             .build();
 *     String token = gitlab.ciToken().audience("https://api.example.com").sign();
 *
 *     gitlab.rotateCiKey();                                        // and the token is void
 *     gitlab.failKeys(Fault.rateLimited(Duration.ofSeconds(30)));  // until heal()
 *     gitlab.goDown();                                             // until comeBack() or heal()
 * }
 * }</pre>
 *
 * <p>As in GitLab, users' tokens and jobs' tokens name one issuer and are signed with two keys of one set; the builder
 * has the exceptions. All keys are new for each instance.
 *
 * <p>Whatever is commanded counts from the next request on, when the method returns. Thread-safe; the token builders
 * are not.
 */
public final class FakeGitLab implements AutoCloseable {
    private final String origin;
    private final String url;
    private final TokenMint mint;
    private final Optional<CiIssuerCopy> copy;
    private final Optional<Certificates> certificates;
    private final AtomicReference<@Nullable OkHttpClient> httpClient = new AtomicReference<>();
    private final Faults faults = new Faults();
    private final RequestLog log;
    private final LoopbackServer server;

    FakeGitLab(FakeGitLabBuilder options) throws IOException {
        this.log = new RequestLog(options.clock);
        this.certificates = options.https ? Optional.of(Certificates.forLoopback()) : Optional.empty();
        this.server = LoopbackServer.bind(options.port, certificates.map(made -> made::ofServer));
        this.origin = (options.https ? "https://" : "http://") + options.host + ":" + server.port();
        this.url = origin + options.relativeUrlRoot;
        TokenMint.Builder minting = TokenMint.builder(options.issuer.orElse(url))
                .clock(options.clock)
                .version(options.version)
                .keys(options.keys);
        options.signingKeys.ifPresent(given -> minting.signingKeys(given.user(), given.ci()));
        options.ciIssuerPath.ifPresent(path -> minting.ciIssuer(origin + path));
        this.mint = minting.build();
        Endpoints.Builder endpoints = new Endpoints.Builder()
                .instance(
                        options.relativeUrlRoot,
                        options.version,
                        () -> DiscoveryDocument.of(mint.issuer()),
                        mint::jwks);
        this.copy = options.ciIssuerPath.map(path -> new CiIssuerCopy(mint));
        copy.ifPresent(bucket -> endpoints.bucket(
                GitLabUrl.withoutTrailingSlash(options.ciIssuerPath.orElseThrow()), bucket::metadata, bucket::jwks));
        server.serve(endpoints.build(faults, log));
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
    public static FakeGitLabBuilder builder() {
        return new FakeGitLabBuilder();
    }

    /** {@return where it listens, relative URL root included, without a slash at the end} */
    public String url() {
        return url;
    }

    /** {@return the {@code iss} of its tokens and of its metadata; {@link #url()} unless the builder said otherwise} */
    public String issuer() {
        return mint.issuer();
    }

    /** {@return the {@code iss} of jobs' tokens; {@link #issuer()} unless the builder said otherwise} */
    public String ciIssuer() {
        return mint.ciIssuer();
    }

    /** {@return where it publishes its keys; on {@link #url()}, whatever the issuer} */
    public URI jwksUri() {
        return URI.create(url + Endpoints.JWKS_PATH);
    }

    /** {@return a whole CI/CD job token, to be changed and signed} */
    public CiTokenBuilder ciToken() {
        return mint.ciToken();
    }

    /** {@return a whole ID token of a user who logged in, to be changed and signed} */
    public UserTokenBuilder userToken() {
        return mint.userToken();
    }

    /** {@return a legacy {@code CI_JOB_JWT}, to be changed and signed; see {@link TokenMint#ciJobJwtV1}} */
    public CiTokenBuilder ciJobJwtV1() {
        return mint.ciJobJwtV1();
    }

    /** {@return a legacy {@code CI_JOB_JWT_V2}, to be changed and signed; see {@link TokenMint#ciJobJwtV2}} */
    public CiTokenBuilder ciJobJwtV2() {
        return mint.ciJobJwtV2();
    }

    /** {@return a token for the secrets manager, to be signed; see {@link TokenMint#secretsManagerToken}} */
    public CiTokenBuilder secretsManagerToken() {
        return mint.secretsManagerToken();
    }

    /**
     * {@return a {@code CI_JOB_TOKEN} in the form of a JWT, to be changed and signed; see {@link TokenMint#ciJobToken}}
     */
    public ServiceTokenBuilder ciJobToken() {
        return mint.ciJobToken();
    }

    /** {@return a Cloud Connector token, to be changed and signed; see {@link TokenMint#cloudConnectorToken}} */
    public ServiceTokenBuilder cloudConnectorToken() {
        return mint.cloudConnectorToken();
    }

    /** {@return an exchanged token, to be changed and signed; see {@link TokenMint#tokenExchangeToken}} */
    public ServiceTokenBuilder tokenExchangeToken() {
        return mint.tokenExchangeToken();
    }

    /** {@return what mints its tokens and knows its keys, for whoever needs no network} */
    public TokenMint mint() {
        return mint;
    }

    /**
     * {@return the certificate of the authority behind its own, as PEM (RFC 7468): the {@code certificateAuthority} of
     * an AuthenticationConfiguration, or a file for {@code curl --cacert}}
     *
     * @throws IllegalStateException if it speaks plain HTTP
     */
    public String certificateAuthority() {
        return certificates("certificateAuthority").authority();
    }

    /**
     * {@return the trust of a client as Java's own HTTP client takes it: its authority, and no other}
     *
     * @throws IllegalStateException if it speaks plain HTTP
     */
    public SSLContext sslContext() {
        return certificates("sslContext").ofClients();
    }

    /** {@return a client that can reach it: trusts its authority and no other, or speaks plain HTTP as it does} */
    public OkHttpClient httpClient() {
        // Made when somebody asks: who does not shall not wait for OkHttp to load.
        return Objects.requireNonNull(httpClient.updateAndGet(made -> made == null ? newClient() : made));
    }

    private OkHttpClient newClient() {
        return certificates.map(Certificates::client).orElseGet(Certificates::plainClient);
    }

    private Certificates certificates(String wanted) {
        return certificates.orElseThrow(() -> new IllegalStateException(wanted + " is for HTTPS, but " + this
                + " speaks plain HTTP; start it with FakeGitLab.builder().https().start()"));
    }

    /**
     * Replaces the CI key at once, as GitLab does: the old key is no longer published, and tokens signed with it are
     * void. The users' key stays.
     */
    public void rotateCiKey() {
        mint.rotateCiKey();
    }

    /**
     * Replaces the CI key.
     *
     * @param how what becomes of the old one
     */
    public void rotateCiKey(Rotation how) {
        mint.rotateCiKey(how);
    }

    /** Replaces the users' key at once: the old key is no longer published. The CI key stays. */
    public void rotateUserKey() {
        mint.rotateUserKey();
    }

    /**
     * Replaces the users' key.
     *
     * @param how what becomes of the old one
     */
    public void rotateUserKey(Rotation how) {
        mint.rotateUserKey(how);
    }

    /** Publishes no longer what {@link Rotation#OVERLAP} has left there. */
    public void retireOldKeys() {
        mint.retireOldKeys();
    }

    /**
     * Copies metadata and keys anew to where the CI issuer has them. A rotation does not: until this is called, jobs'
     * tokens are signed with a key that their issuer does not publish, as happens to who forgets the copy.
     *
     * @throws IllegalStateException if jobs' tokens have no issuer of their own
     */
    public void republishCiIssuer() {
        copy.orElseThrow(
                        () -> new IllegalStateException(
                                "There is no copy to renew, since jobs' tokens name the instance as their issuer; for an issuer"
                                        + " of their own, start it with FakeGitLab.builder().ciIssuerPath(\"/ci-issuer\").start()"))
                .renew();
    }

    /**
     * Lets every answer go wrong, on every path.
     *
     * @param fault what goes wrong; replaces what went wrong so far
     */
    public void fail(Fault fault) {
        faults.set(fault, Faults.Place.values());
    }

    /**
     * Lets the key sets go wrong, the CI issuer's too, and nothing else.
     *
     * @param fault what goes wrong; replaces what went wrong there so far
     */
    public void failKeys(Fault fault) {
        faults.set(fault, Faults.Place.KEYS);
    }

    /**
     * Lets the metadata go wrong, the CI issuer's too, and nothing else.
     *
     * @param fault what goes wrong; replaces what went wrong there so far
     */
    public void failMetadata(Fault fault) {
        faults.set(fault, Faults.Place.METADATA);
    }

    /**
     * Refuses connections, and ends those that stand, until {@link #comeBack} or {@link #heal}. Does nothing if it is
     * down.
     *
     * @throws IllegalStateException if it is closed
     */
    public void goDown() {
        server.goDown();
        faults.hangUp();
    }

    /**
     * Listens again on its port. What {@link #fail} has set goes on. Does nothing if it is not down.
     *
     * @throws IllegalStateException if it is closed
     * @throws java.io.UncheckedIOException if another program has taken the port, which it cannot where the system
     *     keeps it for us
     */
    public void comeBack() {
        server.comeBack();
    }

    /**
     * Does everything right again, and is no longer down. Requests that wait are answered at once. Keys stay as they
     * are.
     *
     * @throws IllegalStateException if it is closed
     */
    public void heal() {
        faults.heal();
        server.comeBack();
    }

    /** {@return the requests that came so far, in order, answered or not; a copy} */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /** Forgets the requests that came so far. */
    public void clearRequests() {
        log.clear();
    }

    /**
     * Waits until so many requests have come since the start or {@link #clearRequests}, answered or not; for tests that
     * change something while a request waits.
     *
     * @param count how many
     * @param longest how long to wait at most, by the machine's clock
     * @return the requests that came so far, perhaps more
     * @throws IllegalStateException if they do not come in time, naming those that came, or if the thread is
     *     interrupted
     */
    public List<ReceivedRequest> awaitRequests(int count, Duration longest) {
        return log.await(count, longest);
    }

    /**
     * Stops listening and ends its threads; who waits gets no answer. Tokens can still be signed. Can be called twice.
     */
    @Override
    public void close() {
        server.close();
        OkHttpClient client = httpClient.get();
        if (client != null) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    /** {@return where it listens} */
    @Override
    public String toString() {
        return "FakeGitLab[" + url + "]";
    }
}
