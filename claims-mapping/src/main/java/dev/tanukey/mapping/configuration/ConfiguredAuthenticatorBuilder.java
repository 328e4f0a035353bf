package dev.tanukey.mapping.configuration;

import static java.util.Objects.requireNonNull;

import dev.tanukey.AuthenticationListener;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.validation.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Collects the options of a {@link ConfiguredAuthenticator}. Needs nothing more than a configuration. Not thread-safe.
 */
public final class ConfiguredAuthenticatorBuilder {
    private static final Set<SignatureAlgorithm> OF_KUBERNETES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.EDDSA)));

    private static final Duration LEAST_INTERVAL = Duration.ofMillis(1);
    private static final Duration GREATEST_SPAN = Duration.ofHours(1);

    private final KeySources keys;
    private Optional<ExpressionLanguage> language = Optional.empty();
    private Set<SignatureAlgorithm> algorithms = OF_KUBERNETES;
    private Optional<Provider> signatureProvider = Optional.empty();
    private Set<String> disallowedIssuers = Set.of();
    private Clock clock = Clock.systemUTC();
    private LongSupplier ticker = System::nanoTime;
    private int maximumTokenLength = 65_536;
    private OptionalInt rememberedTokens = OptionalInt.empty();
    private boolean insecureHttpOnLoopback;
    private boolean reservedIdentitiesAllowed;
    private AuthenticationListener listener = AuthenticationListener.NO_OP;
    private ReloadListener reloadListener = outcome -> {};
    private Duration longestWarmUp = Duration.ofSeconds(30);
    private Duration watchInterval = Duration.ofSeconds(5);

    ConfiguredAuthenticatorBuilder(KeySources keys) {
        this.keys = keys;
    }

    /**
     * Sets what compiles the expressions of configurations. Default: nothing, and a configuration with expressions is
     * refused.
     *
     * @param language the language
     * @return this
     */
    public ConfiguredAuthenticatorBuilder expressionLanguage(ExpressionLanguage language) {
        this.language = Optional.of(language);
        return this;
    }

    /**
     * Replaces the allowed algorithms, which the file cannot name. Default: Kubernetes' nine. GitLab signs with RS256
     * alone.
     *
     * @param allowed at least one
     * @return this
     */
    public ConfiguredAuthenticatorBuilder algorithms(Set<SignatureAlgorithm> allowed) {
        algorithms = Set.copyOf(allowed);
        return this;
    }

    /**
     * Lets a provider check signatures, as far as it can; see
     * {@link dev.tanukey.TokenAuthenticator.Builder#signatureProvider}. Default: the JVM's own, in their order.
     *
     * @param provider the provider
     * @return this
     */
    public ConfiguredAuthenticatorBuilder signatureProvider(Provider provider) {
        signatureProvider = Optional.of(requireNonNull(provider, "provider"));
        return this;
    }

    /**
     * Names URLs that no issuer of a configuration may have, as a cluster does with its service account issuers.
     * Default: none.
     *
     * @param urls exact URLs
     * @return this
     */
    public ConfiguredAuthenticatorBuilder disallowedIssuers(Set<String> urls) {
        disallowedIssuers = Set.copyOf(urls);
        return this;
    }

    /**
     * Sets the clock for {@code exp} and {@code nbf}. Default: the system's.
     *
     * @param clock the clock
     * @return this
     */
    public ConfiguredAuthenticatorBuilder clock(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
        return this;
    }

    /** For tests that wait for nothing. */
    ConfiguredAuthenticatorBuilder ticker(LongSupplier nanoseconds) {
        ticker = nanoseconds;
        return this;
    }

    /**
     * Sets how many characters a token may have. Default: 65,536; 4,096 to 262,144.
     *
     * @param characters the greatest length
     * @return this
     */
    public ConfiguredAuthenticatorBuilder maximumTokenLength(int characters) {
        maximumTokenLength = characters;
        return this;
    }

    /**
     * Remembers the tokens that were let in, each with its user; {@link TokenAuthenticator.Builder#tokenCache} says
     * what that means. Each new configuration begins with an empty memory. Default: nothing is remembered; 1 to
     * 1,000,000 tokens.
     *
     * @param maximumTokens how many tokens to remember
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ConfiguredAuthenticatorBuilder tokenCache(int maximumTokens) {
        // The authenticators have the range; a number outside of it is to fail here and not in build.
        TokenAuthenticator.builder().tokenCache(maximumTokens);
        rememberedTokens = OptionalInt.of(maximumTokens);
        return this;
    }

    /**
     * Takes issuers with {@code http} if their host is this machine: {@code localhost}, 127.0.0.0/8 or [::1]. For
     * tests. Whoever can listen on this machine can then sign tokens.
     *
     * @return this
     */
    public ConfiguredAuthenticatorBuilder insecureAllowHttpOnLoopback() {
        insecureHttpOnLoopback = true;
        return this;
    }

    /**
     * Lets a configuration give any name, as Kubernetes does: {@code system:} names, and those under the prefix of
     * another issuer's claim mapping. Default: a token that yields one, as name or group, is refused with
     * {@code IDENTITY_RESERVED}.
     *
     * @return this
     */
    public ConfiguredAuthenticatorBuilder insecureAllowReservedIdentities() {
        reservedIdentitiesAllowed = true;
        return this;
    }

    /**
     * Sets who hears of the outcomes for tokens. Default: nobody.
     *
     * @param listener the listener
     * @return this
     */
    public ConfiguredAuthenticatorBuilder listener(AuthenticationListener listener) {
        this.listener = requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets who hears what became of new configurations. Default: nobody but the log.
     *
     * @param listener the listener
     * @return this
     */
    public ConfiguredAuthenticatorBuilder reloadListener(ReloadListener listener) {
        reloadListener = requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets how long a new configuration waits for the keys of its new issuers, all together. Default: 30 seconds. A
     * watched file tries again after that.
     *
     * @param limit the limit, up to an hour
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ConfiguredAuthenticatorBuilder longestWarmUp(Duration limit) {
        if (limit.isNegative() || limit.compareTo(GREATEST_SPAN) > 0) {
            throw new IllegalArgumentException("longestWarmUp must be 0 to " + GREATEST_SPAN + ", but is " + limit);
        }
        longestWarmUp = limit;
        return this;
    }

    /**
     * Sets how often a watched file is looked at. Default: 5 seconds.
     *
     * @param interval from the end of one look to the next; a millisecond to an hour
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ConfiguredAuthenticatorBuilder watchInterval(Duration interval) {
        if (interval.compareTo(LEAST_INTERVAL) < 0 || interval.compareTo(GREATEST_SPAN) > 0) {
            throw new IllegalArgumentException(
                    "watchInterval must be " + LEAST_INTERVAL + " to " + GREATEST_SPAN + ", but is " + interval);
        }
        watchInterval = interval;
        return this;
    }

    /**
     * Builds an authenticator. Nothing is fetched before its first token or its warm-up.
     *
     * @param configuration the configuration to begin with
     * @return the authenticator
     * @throws InvalidConfigurationException with everything that is wrong with the configuration
     */
    public ConfiguredAuthenticator build(AuthenticationConfiguration configuration) {
        return new ConfiguredAuthenticator(configuration, options(), Optional.empty());
    }

    /**
     * Builds an authenticator from a file and watches the file, on a daemon thread of its own. A file that is replaced,
     * be it through a symbolic link, is read anew; one that cannot be used or read changes nothing.
     *
     * @param file the file
     * @return the authenticator; closing it ends the watching
     * @throws IOException if the file cannot be read now
     * @throws InvalidConfigurationException with everything that is wrong with the configuration
     */
    public ConfiguredAuthenticator watch(Path file) throws IOException {
        ConfigurationWatch watch = new ConfigurationWatch(file, watchInterval);
        ConfiguredAuthenticator authenticator = new ConfiguredAuthenticator(
                AuthenticationConfiguration.parse(watch.text()), options(), Optional.of(watch));
        watch.start(authenticator);
        return authenticator;
    }

    Options options() {
        return new Options(
                new Validation.Context(language, disallowedIssuers, insecureHttpOnLoopback),
                keys,
                algorithms,
                signatureProvider,
                clock,
                ticker,
                maximumTokenLength,
                rememberedTokens,
                reservedIdentitiesAllowed,
                listener,
                reloadListener,
                longestWarmUp);
    }
}
