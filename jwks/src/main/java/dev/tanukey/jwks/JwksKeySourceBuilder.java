package dev.tanukey.jwks;

import static java.util.Objects.requireNonNull;

import dev.tanukey.issuer.Issuer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import okhttp3.OkHttpClient;

/** Collects the options of a {@link JwksKeySource}. Needs nothing more than its issuer. Not thread-safe. */
public final class JwksKeySourceBuilder {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LEAST_CALL_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration GREATEST_CALL_TIMEOUT = Duration.ofSeconds(30);

    private final Issuer issuer;
    private Optional<OkHttpClient> httpClient = Optional.empty();
    private Optional<String> certificateAuthorities = Optional.empty();
    private Optional<JwksFetcher> fetcher = Optional.empty();
    private Optional<URI> discoveryUri = Optional.empty();
    private Optional<URI> jwksUri = Optional.empty();
    private Optional<Path> snapshotFile = Optional.empty();
    private RefreshPolicy refreshPolicy = RefreshPolicy.STANDARD;
    private TransportLimits transportLimits = TransportLimits.of(Duration.ofSeconds(5));
    private JwksListener listener = JwksListener.NO_OP;
    private LongSupplier ticker = System::nanoTime;
    private Clock clock = Clock.systemUTC();
    private ThreadFactory threadFactory;
    private Optional<ScheduledExecutorService> thread = Optional.empty();
    private DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
    private Duration longestWait = LONGEST_WAIT;

    JwksKeySourceBuilder(Issuer issuer) {
        this.issuer = issuer;
        this.threadFactory = work -> {
            // Nothing is inherited from whichever caller happens to be the first.
            Thread thread = new Thread(null, work, "tanukey-jwks " + issuer.url(), 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Sets the client through which the issuer is reached: for a proxy, a client certificate, a trust store of the
     * caller's own. A copy of it is used that keeps to this library's rules, whatever the client says: no redirects, no
     * cookies, no cache, no authenticator, no second try, host names checked, its own time limits and connections.
     * Excludes {@link #certificateAuthorities} and {@link #fetcher}.
     *
     * @param client the client
     * @return this
     */
    public JwksKeySourceBuilder httpClient(OkHttpClient client) {
        httpClient = Optional.of(client);
        return this;
    }

    /**
     * Sets the certificate authorities that the issuer's certificate must come from; the JVM's own are then not
     * trusted. Default: the JVM's. Excludes {@link #httpClient} and {@link #fetcher}.
     *
     * @param pem one or more X.509 certificates as PEM (RFC 7468), such as Kubernetes takes for
     *     {@code certificateAuthority}
     * @return this
     */
    public JwksKeySourceBuilder certificateAuthorities(String pem) {
        certificateAuthorities = Optional.of(pem);
        return this;
    }

    /**
     * Replaces the transport as a whole. Excludes {@link #httpClient} and {@link #certificateAuthorities}.
     *
     * @param fetcher gets the documents; the transport rules are then its own affair
     * @return this
     */
    public JwksKeySourceBuilder fetcher(JwksFetcher fetcher) {
        this.fetcher = Optional.of(fetcher);
        return this;
    }

    /**
     * Sets the exact address of the metadata, as Kubernetes' {@code discoveryURL} does. Default: the issuer's URL with
     * {@code /.well-known/openid-configuration} behind it. The metadata must still name the issuer; its keys may then
     * also lie on the origin of this address.
     *
     * @param uri the address; may be on another origin than the issuer
     * @return this
     */
    public JwksKeySourceBuilder discoveryUri(URI uri) {
        discoveryUri = Optional.of(uri);
        return this;
    }

    /**
     * Sets the exact address of the key set, so that no metadata are asked for. Excludes {@link #discoveryUri}.
     *
     * @param uri the address; may be on another origin than the issuer
     * @return this
     */
    public JwksKeySourceBuilder jwksUri(URI uri) {
        jwksUri = Optional.of(uri);
        return this;
    }

    /**
     * Sets how often keys are fetched and how long they are good for. Default: {@link RefreshPolicy#STANDARD}.
     *
     * @param policy the policy
     * @return this
     */
    public JwksKeySourceBuilder refreshPolicy(RefreshPolicy policy) {
        refreshPolicy = policy;
        return this;
    }

    /**
     * Sets how long one request may take, to the last byte. A name server that hangs can make it longer: Java cannot be
     * called back from it. Default: 5 seconds; 1 to 30 seconds. Without effect on a {@link #fetcher}.
     *
     * @param limit the limit
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public JwksKeySourceBuilder callTimeout(Duration limit) {
        if (limit.compareTo(LEAST_CALL_TIMEOUT) < 0 || limit.compareTo(GREATEST_CALL_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "callTimeout must be " + LEAST_CALL_TIMEOUT + " to " + GREATEST_CALL_TIMEOUT + ", but is " + limit);
        }
        return transportLimits(TransportLimits.of(limit));
    }

    /**
     * Keeps the last good set in a file, so that a start during an outage finds keys. They are good until they are as
     * old as {@link RefreshPolicy#stalenessLimit()}, counted from when they were fetched; if they are older than
     * {@link RefreshPolicy#refreshInterval()}, the issuer is asked first, and they serve if it does not answer. A file
     * that is damaged, too old or of another issuer is refused and told to the {@link #listener}. Default: no file.
     * Whoever can write the file decides whom to trust: keep it where only this program can.
     *
     * @param file the file, for this issuer only; its directory must exist
     * @return this
     */
    public JwksKeySourceBuilder snapshotFile(Path file) {
        snapshotFile = Optional.of(file);
        return this;
    }

    /**
     * Sets who hears what becomes of the keys. Default: nobody but the log.
     *
     * @param listener the listener
     * @return this
     */
    public JwksKeySourceBuilder listener(JwksListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Sets what makes the one thread that fetches. Default: a daemon thread with the issuer's name. A program with
     * hundreds of issuers on a newer JDK hands over {@code Thread.ofVirtual().factory()}.
     *
     * @param factory makes the thread
     * @return this
     */
    public JwksKeySourceBuilder threadFactory(ThreadFactory factory) {
        // Without a thread, an executor would keep silent and wait for ever.
        threadFactory = work -> requireNonNull(factory.newThread(work), "the ThreadFactory made no thread");
        return this;
    }

    /**
     * Sets the clock by which keys age. Default: {@link System#nanoTime}, which no change of the system's time moves;
     * on Linux it stands still while the machine sleeps.
     *
     * @param nanoseconds a clock that never goes back, from any beginning
     * @return this
     */
    public JwksKeySourceBuilder ticker(LongSupplier nanoseconds) {
        ticker = nanoseconds;
        return this;
    }

    /**
     * Sets the clock for the age of a snapshot file and for a {@code Retry-After} that names a date. Default: the
     * system's.
     *
     * @param clock the clock
     * @return this
     */
    public JwksKeySourceBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** For tests that fetch when they say so. */
    JwksKeySourceBuilder thread(ScheduledExecutorService executor) {
        thread = Optional.of(executor);
        return this;
    }

    /** For tests that leave nothing to it. */
    JwksKeySourceBuilder chance(DoubleSupplier numbers) {
        chance = numbers;
        return this;
    }

    /** For tests that are less patient. */
    JwksKeySourceBuilder transportLimits(TransportLimits limits) {
        transportLimits = limits;
        return this;
    }

    /** For tests that are less patient. */
    JwksKeySourceBuilder longestWait(Duration limit) {
        longestWait = limit;
        return this;
    }

    /**
     * Builds the key source. Opens no connection yet, but reads the snapshot file, if there is one.
     *
     * @return the key source
     * @throws IllegalArgumentException naming every option that cannot be, and why
     */
    public JwksKeySource build() {
        boolean httpAllowed = issuer.url().regionMatches(true, 0, "http:", 0, 5);
        List<String> problems = new ArrayList<>();
        discoveryUri.ifPresent(uri -> requireAddress("discoveryUri", uri, httpAllowed, problems));
        jwksUri.ifPresentOrElse(
                uri -> requireAddress("jwksUri", uri, httpAllowed, problems), () -> requireIssuerAddress(problems));
        requireNotBoth("discoveryUri", discoveryUri, "jwksUri", jwksUri, problems);
        requireNotBoth("httpClient", httpClient, "fetcher", fetcher, problems);
        requireNotBoth("httpClient", httpClient, "certificateAuthorities", certificateAuthorities, problems);
        requireNotBoth("certificateAuthorities", certificateAuthorities, "fetcher", fetcher, problems);
        Optional<TrustedAuthorities> authorities = certificateAuthorities.flatMap(pem -> authorities(pem, problems));
        Optional<SnapshotFile> snapshot = snapshotFile.flatMap(file -> snapshot(file, problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "JwksKeySource of issuer \"" + issuer.url() + "\": " + String.join("; ", problems));
        }
        if (fetcher.isPresent()) {
            return source(fetcher.get(), () -> {}, snapshot);
        }
        OkHttpClient client = httpClient.orElseGet(() -> client(authorities));
        OkHttpJwksFetcher transport = new OkHttpJwksFetcher(client, transportLimits, httpAllowed);
        return source(transport, transport::close, snapshot);
    }

    private JwksKeySource source(JwksFetcher transport, Runnable closeTransport, Optional<SnapshotFile> snapshot) {
        Schedule schedule = new Schedule(refreshPolicy, chance, clock);
        KeySetAddress address = jwksUri.map(uri -> KeySetAddress.fixed(issuer, schedule, uri))
                .orElseGet(() -> KeySetAddress.discovered(
                        issuer, schedule, discoveryUri.orElseGet(() -> DiscoveryDocument.address(issuer))));
        KeyEvents events = new KeyEvents(issuer.url(), listener);
        Refresher refresher = new Refresher(
                new KeySetLoader(address, transport),
                schedule,
                ticker,
                thread.orElseGet(this::oneThread),
                events,
                new KeySnapshots(snapshot, clock, events));
        KeySetCache cache = new KeySetCache(refresher, longestWait, events, ticker);
        return new JwksKeySource(issuer, cache, () -> {
            refresher.close();
            closeTransport.run();
        });
    }

    private ScheduledExecutorService oneThread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, threadFactory);
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static OkHttpClient client(Optional<TrustedAuthorities> authorities) {
        OkHttpClient.Builder client = new OkHttpClient.Builder();
        authorities.ifPresent(trusted -> trusted.trustOnly(client));
        return client.build();
    }

    private static Optional<TrustedAuthorities> authorities(String pem, List<String> problems) {
        try {
            return Optional.of(TrustedAuthorities.parse(pem));
        } catch (IllegalArgumentException refused) {
            problems.add(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<SnapshotFile> snapshot(Path file, List<String> problems) {
        try {
            return Optional.of(new SnapshotFile(file, issuer.url()));
        } catch (IllegalArgumentException refused) {
            problems.add(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static void requireNotBoth(
            String name, Optional<?> one, String otherName, Optional<?> other, List<String> problems) {
        if (one.isPresent() && other.isPresent()) {
            problems.add(name + " and " + otherName + " exclude each other");
        }
    }

    /** A configuration may name an issuer that has no address of its own; nobody can ask it for its keys. */
    private void requireIssuerAddress(List<String> problems) {
        try {
            requireAddress("the issuer's URL", URI.create(issuer.url()), true, problems);
        } catch (IllegalArgumentException notAUri) {
            problems.add("the issuer's URL must be an absolute https URL");
        }
    }

    private static void requireAddress(String option, URI address, boolean httpAllowed, List<String> problems) {
        try {
            if (!Origin.of(address).isHttps() && !httpAllowed) {
                problems.add(option + " must begin with https://, since the issuer's URL does");
            }
        } catch (IllegalArgumentException refused) {
            problems.add(option + " " + refused.getMessage());
        }
    }
}
