package dev.tanukey.mapping.configuration;

import static java.util.Objects.requireNonNull;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticatorHealth;
import dev.tanukey.key.KeySource;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges tokens by an {@link AuthenticationConfiguration}, which can be replaced while it runs: by hand with
 * {@link #reload}, or by a file that is {@linkplain ConfiguredAuthenticatorBuilder#watch watched}.
 *
 * <p>A token is judged by one configuration, old or new, and never by a mixture. A new configuration is checked and
 * compiled first; then keys are fetched for the issuers that are new or reached in a new way, and only when all of them
 * have keys, it takes effect, in one write. If anything fails, the old one stays in force. Keys of the other issuers
 * stay as they are; {@linkplain ConfiguredAuthenticatorBuilder#tokenCache remembered tokens} do not.
 *
 * <p>As in Kubernetes: nine algorithms (RS, PS and ES with 256, 384 and 512 bits) unless others are named, no tolerance
 * after {@code exp}, a minute before {@code nbf}, {@code iat} in the future and an absent {@code sub} taken. Unlike
 * there, identities that belong to others are refused; see
 * {@link ConfiguredAuthenticatorBuilder#insecureAllowReservedIdentities}.
 *
 * <p>Thread-safe. Make one, keep it, and close it in the end.
 */
public final class ConfiguredAuthenticator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredAuthenticator.class);

    private final Options options;
    private final Optional<ConfigurationWatch> watch;
    private final AtomicLong tickets = new AtomicLong();
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile Generation current;
    /** The sources of a new configuration that had no keys in time; they go on, and the next one may find them warm. */
    private volatile ConfiguredSources waiting = ConfiguredSources.NONE;

    /** Of what is in force; only touched by who holds the lock. */
    private long newest;

    private volatile boolean closed;

    ConfiguredAuthenticator(
            AuthenticationConfiguration configuration, Options options, Optional<ConfigurationWatch> watch) {
        this.options = options;
        this.watch = watch;
        this.current = Generation.of(configuration, options, ConfiguredSources.NONE);
    }

    /**
     * Begins an authenticator with options.
     *
     * @param keys makes the key sources; usually {@code JwksKeySource::discovered}
     * @return a builder that wants a configuration
     */
    public static ConfiguredAuthenticatorBuilder builder(KeySources keys) {
        return new ConfiguredAuthenticatorBuilder(requireNonNull(keys, "keys"));
    }

    /**
     * Judges one credential.
     *
     * @param bearer what stood behind {@code Bearer} in the Authorization header; null if there was none
     * @return the outcome; bad input is an outcome, never an exception
     */
    public AuthenticationResult authenticate(@Nullable String bearer) {
        return current.authenticate(bearer, options.listener());
    }

    /**
     * {@return what the configuration in force works with; its counts begin anew with each configuration, and it says
     * nothing if the configuration names no issuer}
     */
    public AuthenticatorHealth health() {
        return current.health();
    }

    /** {@return the configuration that is in force} */
    public AuthenticationConfiguration configuration() {
        return current.configuration();
    }

    /**
     * {@return the key sources of the configuration in force, in its order, so that a readiness check can ask them how
     * they are: what {@link KeySources} has made, and for an issuer to whom there is no way a source that says so.
     * Those of a configuration that still waits for its keys are not among them}
     */
    public List<KeySource> keySources() {
        return current.sources().asList();
    }

    /**
     * Begins to fetch the keys of all issuers, and waits for them. What is not there in time goes on in the background:
     * a GitLab that is down need not stop the start of a program.
     *
     * @param longestWait how long to wait for all of them together; zero to wait for nothing
     * @return the URLs of the issuers without keys; empty if all are ready
     */
    public List<String> warmUp(Duration longestWait) {
        return current.sources().warmUp(longestWait, options.ticker());
    }

    /**
     * Replaces the configuration by a text that somebody has pushed.
     *
     * @param text the new configuration, YAML or JSON
     * @return what became of it; waits up to {@link ConfiguredAuthenticatorBuilder#longestWarmUp} for keys
     */
    public Reload reload(String text) {
        requireNonNull(text, "text");
        return tell(attempt(() -> AuthenticationConfiguration.parse(text), ticket()));
    }

    /**
     * Replaces the configuration.
     *
     * @param configuration the new configuration
     * @return what became of it; waits up to {@link ConfiguredAuthenticatorBuilder#longestWarmUp} for keys
     */
    public Reload reload(AuthenticationConfiguration configuration) {
        requireNonNull(configuration, "configuration");
        return tell(attempt(() -> configuration, ticket()));
    }

    /** The place of a configuration in the order in which they were pushed or seen in a file. */
    long ticket() {
        return tickets.incrementAndGet();
    }

    /** Replaces the configuration, unless a newer one is in force, and tells nobody. */
    Reload attempt(Supplier<AuthenticationConfiguration> configuration, long ticket) {
        try {
            AuthenticationConfiguration next = configuration.get();
            reloading.lock();
            try {
                return replace(next, ticket);
            } finally {
                reloading.unlock();
            }
        } catch (InvalidConfigurationException refused) {
            return new Reload.Refused(refused.problems());
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError bug) {
            LOG.warn("A key source or expression language failed", bug);
            return new Reload.Failed("a key source or expression language failed with "
                    + bug.getClass().getName());
        }
    }

    private Reload replace(AuthenticationConfiguration configuration, long ticket) {
        Generation old = current;
        if (closed) {
            return new Reload.Failed("this authenticator is closed");
        }
        if (ticket < newest) {
            return new Reload.Unchanged();
        }
        if (configuration.equals(old.configuration())) {
            newest = ticket;
            closeWaiting(ConfiguredSources.NONE);
            return new Reload.Unchanged();
        }
        Generation next = Generation.of(configuration, options, old.sources().and(waiting));
        closeWaiting(next.sources());
        waiting = next.sources().without(old.sources());
        List<String> cold = waiting.warmUp(options.longestWarmUp(), options.ticker());
        if (!cold.isEmpty()) {
            closeIfLate(waiting);
            return new Reload.NotReady(cold);
        }
        newest = ticket;
        current = next;
        waiting = ConfiguredSources.NONE;
        old.sources().without(next.sources()).close();
        closeIfLate(next.sources());
        return new Reload.Applied(configuration);
    }

    /** Closes what was waited for, but for what the next one uses. */
    private void closeWaiting(ConfiguredSources next) {
        waiting.without(next).close();
        waiting = ConfiguredSources.NONE;
    }

    /** Somebody may have closed this while keys were waited for. */
    private void closeIfLate(ConfiguredSources sources) {
        if (closed) {
            sources.close();
        }
    }

    /** Tells the log and the listener, if there is anything to tell. */
    Reload tell(Reload outcome) {
        if (outcome instanceof Reload.Unchanged) {
            return outcome;
        }
        if (outcome instanceof Reload.Applied) {
            LOG.info(outcome.message());
        } else {
            LOG.warn(outcome.message());
        }
        try {
            options.reloadListener().ended(outcome);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError bug) {
            LOG.warn("A ReloadListener failed; the outcome stands", bug);
        }
        return outcome;
    }

    /** Ends the watching and closes the key sources. Known keys serve until they are too old; can be called twice. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.ifPresent(ConfigurationWatch::close);
        current.sources().close();
        waiting.close();
    }
}
