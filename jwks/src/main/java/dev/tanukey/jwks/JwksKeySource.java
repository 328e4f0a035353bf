package dev.tanukey.jwks;

import dev.tanukey.issuer.Discovery;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import java.net.URI;
import java.time.Duration;

/**
 * The keys of one issuer, fetched over the network, kept, and there also while the issuer is not.
 *
 * <p>The first token, or {@link #warmUp}, starts a thread that fetches from then on: keys every 5 minutes, metadata
 * once a day. A token with a known key never waits for it. A key id that is not in the set causes a fetch ahead of
 * time, at most one in 10 seconds; its token waits for up to 5 seconds, together with at most 255 others. A failed
 * fetch is followed by a pause of 1 second, doubled up to a minute, or as long as the issuer asks for; meanwhile the
 * last good set serves for up to an hour, and after that tokens cannot be judged. {@link RefreshPolicy} has the
 * numbers. A set that is empty, or in which no key can be used, counts as a failed fetch and replaces nothing.
 *
 * <p>Only https is spoken, or http with this machine for an issuer that allows it. Redirects are failures. A connection
 * must stand within 2 seconds, and the whole answer be there within 5; it has at most 256 KiB, and a set at most 100
 * keys.
 *
 * <p>Thread-safe; make one for each issuer, keep it, and close it in the end. It does not look at a token, and nothing
 * in a token but the key id reaches it. It does not notice a key that was replaced under the same id before the next
 * refresh: a bad signature causes no fetch, or whoever forges one could.
 */
public final class JwksKeySource implements KeySource, AutoCloseable {
    private final Issuer issuer;
    private final KeySetCache cache;
    private final Runnable onClose;

    JwksKeySource(Issuer issuer, KeySetCache cache, Runnable onClose) {
        this.issuer = issuer;
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
     * The keys that the issuer's metadata name, at the address and with the authorities of a configuration. Opens no
     * connection yet.
     *
     * @param discovery the way to the issuer's metadata
     * @return its keys
     * @throws IllegalArgumentException if the address or the authorities cannot be
     */
    public static JwksKeySource discovered(Discovery discovery) {
        return builder(discovery).build();
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
    public static JwksKeySourceBuilder builder(Issuer issuer) {
        return new JwksKeySourceBuilder(issuer);
    }

    /**
     * Begins a key source with the options that a configuration names, and perhaps more.
     *
     * @param discovery the way to the issuer's metadata
     * @return a builder that needs nothing more
     */
    public static JwksKeySourceBuilder builder(Discovery discovery) {
        JwksKeySourceBuilder builder = builder(discovery.issuer());
        discovery.discoveryUri().ifPresent(builder::discoveryUri);
        discovery.certificateAuthorities().ifPresent(builder::certificateAuthorities);
        return builder;
    }

    @Override
    public VerificationKey key(KeyRequest request) throws RejectedException, KeysUnavailableException {
        return cache.key(request);
    }

    /**
     * Begins to fetch, so that the first token finds keys, and waits for them. If there are none in time, the fetching
     * goes on in the background: an issuer that is down need not stop the start of a program. With several issuers,
     * call it for each with {@link Duration#ZERO} first.
     *
     * @param longestWait how long to wait; zero to wait for nothing
     * @return whether there are keys now
     */
    @Override
    public boolean warmUp(Duration longestWait) {
        return cache.warmUp(longestWait);
    }

    /**
     * Fetches now, whatever the schedule says, for instance after a key was revoked. When this returns, only the keys
     * that the issuer publishes are good any more. Waits for 10 seconds at most.
     *
     * @throws KeysUnavailableException if the fetch has failed, and the keys are those of before; or if the issuer has
     *     asked to be left alone until later
     */
    public void refreshNow() throws KeysUnavailableException {
        cache.refreshNow();
    }

    /**
     * {@return how the keys are now; causes no fetch, so that a readiness check wants {@link #warmUp} called once
     * before}
     */
    public JwksHealth health() {
        return cache.health(issuer.url());
    }

    /** {@return the URL of the issuer whose keys these are} */
    public String issuer() {
        return issuer.url();
    }

    /**
     * Fetches no more, ends a fetch that is under way, and ends the thread. Keys that are known serve until they are
     * too old. Closes nothing that the caller has handed over; can be called twice.
     */
    @Override
    public void close() {
        onClose.run();
    }

    /** {@return the issuer} */
    @Override
    public String toString() {
        return "JwksKeySource[" + issuer.url() + "]";
    }
}
