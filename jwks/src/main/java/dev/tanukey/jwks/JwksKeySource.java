package dev.tanukey.jwks;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import okhttp3.OkHttpClient;

/**
 * The keys of one issuer, fetched over the network and kept.
 *
 * <p>The first token that needs a key causes the first fetch. Keys older than 5 minutes are fetched again; while that
 * fails, the last good set serves for up to an hour, and after that tokens cannot be judged. A key id that is not in
 * the set causes a fetch, at most one in 10 seconds. There is never more than one fetch at a time, and a failed one is
 * followed by a pause of 1 second, doubled up to a minute. {@link RefreshPolicy} has the numbers. A set that is empty,
 * or in which no key can be used, counts as a failed fetch and replaces nothing.
 *
 * <p>Only https is spoken, or http with this machine for an issuer that allows it. Redirects are failures. A connection
 * must stand within 2 seconds, each read bring something within 2 seconds, and the whole answer be there within 5
 * seconds; it has at most 256 KiB, and a set at most 100 keys.
 *
 * <p>Thread-safe; make one for each issuer and keep it. It does not look at a token, and nothing in a token but the key
 * id reaches it.
 */
public final class JwksKeySource implements KeySource, AutoCloseable {
    private final KeySetCache cache;
    private final Runnable onClose;

    private JwksKeySource(KeySetCache cache, Runnable onClose) {
        this.cache = cache;
        this.onClose = onClose;
    }

    /**
     * The keys that the issuer's metadata name (OpenID Connect Discovery 1.0). Opens no connection yet.
     *
     * @param issuer the issuer
     * @return its keys
     */
    public static JwksKeySource discovered(Issuer issuer) {
        return builder(issuer).build();
    }

    /**
     * The keys at a fixed address; no metadata are asked for. Opens no connection yet.
     *
     * @param issuer the issuer
     * @param jwksUri the exact address of its key set; may be on another origin
     * @return its keys
     * @throws IllegalArgumentException if the address is none from which keys can be fetched
     */
    public static JwksKeySource at(Issuer issuer, URI jwksUri) {
        return builder(issuer).jwksUri(jwksUri).build();
    }

    /**
     * Begins a key source with options.
     *
     * @param issuer the issuer
     * @return a builder that needs nothing more
     */
    public static Builder builder(Issuer issuer) {
        return new Builder(issuer);
    }

    @Override
    public VerificationKey key(KeyRequest request) throws RejectedException, KeysUnavailableException {
        return cache.key(request);
    }

    /**
     * Fetches no more, and ends a fetch that is under way, if it runs on the default fetcher. Keys that are known serve
     * until they are too old. Closes nothing that the caller has handed over; can be called twice.
     */
    @Override
    public void close() {
        onClose.run();
    }

    /** Collects the options of a key source. Not thread-safe. */
    public static final class Builder {
        private final Issuer issuer;
        private Optional<OkHttpClient> httpClient = Optional.empty();
        private Optional<JwksFetcher> fetcher = Optional.empty();
        private Optional<URI> discoveryUri = Optional.empty();
        private Optional<URI> jwksUri = Optional.empty();
        private RefreshPolicy refreshPolicy = RefreshPolicy.STANDARD;
        private TransportLimits transportLimits = TransportLimits.STANDARD;
        private LongSupplier ticker = System::nanoTime;

        private Builder(Issuer issuer) {
            this.issuer = issuer;
        }

        /**
         * Sets the client through which the issuer is reached: for a private certificate authority, a proxy, a client
         * certificate. A copy of it is used that keeps to this class's rules, whatever the client says: no redirects,
         * no cookies, no cache, no authenticator, no second try, host names checked, its own time limits and
         * connections.
         *
         * @param client the client
         * @return this
         */
        public Builder httpClient(OkHttpClient client) {
            httpClient = Optional.of(client);
            return this;
        }

        /**
         * Replaces the transport as a whole. Excludes {@link #httpClient}.
         *
         * @param fetcher gets the documents; the transport rules are then its own affair
         * @return this
         */
        public Builder fetcher(JwksFetcher fetcher) {
            this.fetcher = Optional.of(fetcher);
            return this;
        }

        /**
         * Sets the exact address of the metadata. Default: the issuer's URL with
         * {@code /.well-known/openid-configuration} behind it. The metadata must still name the issuer; its keys may
         * then also lie on the origin of this address.
         *
         * @param uri the address; may be on another origin than the issuer
         * @return this
         */
        public Builder discoveryUri(URI uri) {
            discoveryUri = Optional.of(uri);
            return this;
        }

        /**
         * Sets the exact address of the key set, so that no metadata are asked for. Excludes {@link #discoveryUri}.
         *
         * @param uri the address; may be on another origin than the issuer
         * @return this
         */
        public Builder jwksUri(URI uri) {
            jwksUri = Optional.of(uri);
            return this;
        }

        /**
         * Sets how often keys are fetched and how long they are good for. Default: {@link RefreshPolicy#STANDARD}.
         *
         * @param policy the policy
         * @return this
         */
        public Builder refreshPolicy(RefreshPolicy policy) {
            refreshPolicy = policy;
            return this;
        }

        /**
         * Sets the clock by which keys age. Default: {@link System#nanoTime}, which no change of the system's time
         * moves.
         *
         * @param nanoseconds a clock that never goes back, from any beginning
         * @return this
         */
        public Builder ticker(LongSupplier nanoseconds) {
            ticker = nanoseconds;
            return this;
        }

        Builder transportLimits(TransportLimits limits) {
            transportLimits = limits;
            return this;
        }

        /**
         * Builds the key source. Opens no connection yet.
         *
         * @return the key source
         * @throws IllegalArgumentException naming every option that cannot be, and why
         */
        public JwksKeySource build() {
            boolean httpAllowed = issuer.url().regionMatches(true, 0, "http:", 0, 5);
            List<String> problems = new ArrayList<>();
            discoveryUri.ifPresent(uri -> requireAddress("discoveryUri", uri, httpAllowed, problems));
            jwksUri.ifPresent(uri -> requireAddress("jwksUri", uri, httpAllowed, problems));
            if (discoveryUri.isPresent() && jwksUri.isPresent()) {
                problems.add("discoveryUri and jwksUri exclude each other");
            }
            if (httpClient.isPresent() && fetcher.isPresent()) {
                problems.add("httpClient and fetcher exclude each other");
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(
                        "JwksKeySource of issuer \"" + issuer.url() + "\": " + String.join("; ", problems));
            }
            if (fetcher.isPresent()) {
                return source(fetcher.get(), () -> {});
            }
            OkHttpJwksFetcher transport =
                    new OkHttpJwksFetcher(httpClient.orElseGet(OkHttpClient::new), transportLimits, httpAllowed);
            return source(transport, transport::close);
        }

        private JwksKeySource source(JwksFetcher transport, Runnable closeTransport) {
            KeySetAddress address = jwksUri.map(uri -> KeySetAddress.fixed(issuer, uri))
                    .orElseGet(() -> KeySetAddress.discovered(
                            issuer, discoveryUri.orElseGet(() -> DiscoveryDocument.address(issuer))));
            KeySetLoader loader = new KeySetLoader(address, transport);
            return new JwksKeySource(new KeySetCache(loader, refreshPolicy, transportLimits.call(), ticker), () -> {
                loader.close();
                closeTransport.run();
            });
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
}
