package dev.tanukey.micrometer;

import static java.util.Objects.requireNonNull;

import dev.tanukey.AuthenticationListener;
import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticatorHealth;
import dev.tanukey.jwks.JwksHealth;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.jwks.JwksListener;
import dev.tanukey.jwks.KeysRefreshed;
import dev.tanukey.jwks.RefreshFailed;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.UnavailabilityReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Shows what becomes of tokens and keys as Micrometer's meters. Make it the listener of the authenticator and of each
 * key source, and let it {@code watch} the key sources, and the authenticator if that remembers tokens.
 *
 * <ul>
 *   <li>{@code tanukey.authentications}, counter, tags {@code outcome}, {@code reason}: credentials judged
 *   <li>{@code tanukey.jwks.fetches}, timer, tags {@code issuer}, {@code outcome}, {@code reason}: fetches of the key
 *       set. The reason of a success is {@code none}, or why the metadata could not be read again
 *   <li>{@code tanukey.jwks.keys.added}, {@code tanukey.jwks.keys.removed}, counters, tag {@code issuer}: keys; the
 *       first fetch adds them all
 *   <li>{@code tanukey.jwks.keys.unusable}, gauge, tag {@code issuer}: keys of the last set that must not verify; 0
 *       before the first set
 *   <li>{@code tanukey.jwks.unknown.key.ids}, counter, tag {@code issuer}: tokens that name a key which is not
 *       published
 *   <li>{@code tanukey.jwks.snapshot.failures}, counter, tag {@code issuer}: snapshots that could not be read or
 *       written
 *   <li>{@code tanukey.jwks.ready}, gauge, tag {@code issuer}: 1 if the issuer's tokens can be judged, otherwise 0
 *   <li>{@code tanukey.jwks.keys}, gauge, tag {@code issuer}: keys that may verify now
 *   <li>{@code tanukey.jwks.age}, gauge of time, tag {@code issuer}: since the last good fetch began; NaN before it
 *   <li>{@code tanukey.jwks.stale}, gauge of time, tag {@code issuer}: since the keys should have been fetched again; 0
 *       while they are fresh
 *   <li>{@code tanukey.jwks.next.fetch}, gauge of time, tag {@code issuer}: until the next fetch is due; NaN if none is
 *   <li>{@code tanukey.token.cache.hits}, {@code tanukey.token.cache.misses}, counters: credentials let in as
 *       remembered, and all others
 *   <li>{@code tanukey.token.cache.evictions}, counter: tokens forgotten for lack of room
 *   <li>{@code tanukey.token.cache.size}, gauge: tokens that are remembered now
 * </ul>
 *
 * <p>Times are in the registry's unit: seconds for Prometheus, milliseconds for some. The outcome is
 * {@code authenticated}, {@code not_applicable}, {@code rejected} or {@code unavailable}, that of a fetch
 * {@code success} or {@code failure}; the reason is a constant of {@link RejectionReason} or
 * {@link UnavailabilityReason} in small letters, or {@code none}; the issuer is its configured URL. Nothing in a token
 * becomes a tag, so nobody can make series by sending tokens; {@code tanukey.authentications} names no issuer, since
 * that of a bad token is not proven. Counters begin at 0: those of outcomes at once, those of an issuer when it is
 * watched or first heard of, those of the token cache when it is watched and again with each new configuration.
 *
 * <p>Thread-safe. Make one for each registry and authenticator, and for each issuer one key source.
 */
public final class TanukeyMetrics implements AuthenticationListener, JwksListener {
    private final MeterRegistry registry;
    private final Meter.MeterProvider<Counter> authentications;
    private final Map<String, IssuerMeters> issuers = new ConcurrentHashMap<>();
    private final TokenCacheMeters tokenCache;

    private TanukeyMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
        this.authentications = Counter.builder("tanukey.authentications")
                .description("Credentials judged")
                .withRegistry(registry);
        this.tokenCache = new TokenCacheMeters(registry);
    }

    /**
     * Counts in a registry, and enters the counters of all outcomes there.
     *
     * @param registry where the meters go
     * @return the listener for an authenticator and for its key sources
     */
    public static TanukeyMetrics to(MeterRegistry registry) {
        TanukeyMetrics metrics = new TanukeyMetrics(registry);
        metrics.counter(Outcome.AUTHENTICATED.forNoReason());
        for (RejectionReason reason : RejectionReason.values()) {
            boolean notOurs = reason.stage() == RejectionReason.Stage.SELECTION;
            metrics.counter((notOurs ? Outcome.NOT_APPLICABLE : Outcome.REJECTED).because(reason));
        }
        for (UnavailabilityReason reason : UnavailabilityReason.values()) {
            metrics.counter(Outcome.UNAVAILABLE.because(reason));
        }
        return metrics;
    }

    /**
     * Shows how a source's keys are, whenever the registry asks. That does not keep the source alive: when nobody else
     * holds it any more, its gauges show NaN. A source that is watched later for the same issuer takes its place.
     *
     * @param keys the source
     * @return this
     */
    public TanukeyMetrics watch(JwksKeySource keys) {
        return watch(keys.issuer(), keys, JwksKeySource::health);
    }

    /**
     * Shows what an authenticator remembers, whenever the registry asks; zeros if it remembers nothing. That does not
     * keep the authenticator alive, unless the function does. One that is watched later takes its place.
     *
     * @param authenticator what to ask, for instance a {@code TokenAuthenticator} or {@code ConfiguredAuthenticator}
     * @param health how to ask it: {@code TokenAuthenticator::health} or {@code ConfiguredAuthenticator::health}
     * @param <T> its type
     * @return this
     */
    public <T> TanukeyMetrics watch(T authenticator, Function<? super T, AuthenticatorHealth> health) {
        tokenCache.watch(authenticator, health);
        return this;
    }

    <T> TanukeyMetrics watch(String issuer, T source, Function<T, JwksHealth> health) {
        issuers.compute(issuer, (url, known) -> {
            IssuerMeters meters = known == null ? new IssuerMeters(registry, url) : known;
            meters.watch(source, health);
            return meters;
        });
        return this;
    }

    @Override
    public void authenticated(AuthenticationResult.Authenticated result) {
        counter(Outcome.AUTHENTICATED.forNoReason()).increment();
    }

    @Override
    public void notApplicable(AuthenticationResult.NotApplicable result) {
        counter(Outcome.NOT_APPLICABLE.because(result.rejection().reason())).increment();
    }

    @Override
    public void rejected(AuthenticationResult.Rejected result) {
        counter(Outcome.REJECTED.because(result.rejection().reason())).increment();
    }

    @Override
    public void unavailable(AuthenticationResult.Unavailable result) {
        counter(Outcome.UNAVAILABLE.because(result.unavailability().reason())).increment();
    }

    @Override
    public void keysRefreshed(KeysRefreshed event) {
        metersOf(event.issuer()).keysRefreshed(event);
    }

    @Override
    public void refreshFailed(RefreshFailed event) {
        metersOf(event.issuer()).refreshFailed(event);
    }

    @Override
    public void keyIdUnknown(String issuer) {
        metersOf(issuer).keyIdUnknown(issuer);
    }

    @Override
    public void snapshotFailed(String issuer, String detail) {
        metersOf(issuer).snapshotFailed(issuer, detail);
    }

    private Counter counter(Tags tags) {
        return authentications.withTags(tags);
    }

    private IssuerMeters metersOf(String issuer) {
        return issuers.computeIfAbsent(issuer, url -> new IssuerMeters(registry, url));
    }
}
