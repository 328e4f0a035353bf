package dev.tanukey.testkit;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The keys of an instance for its own services, made when they are first asked for. Thread-safe. */
final class ServiceKeys {
    private final AtomicReference<@Nullable SigningKey> jobTokens = new AtomicReference<>();
    private final AtomicReference<@Nullable SigningKey> cloudConnector = new AtomicReference<>();

    /** GitLab never publishes it. */
    SigningKey jobTokenKey() {
        return key(jobTokens);
    }

    /** For an instance that publishes none: the Enterprise Edition has it as the third of its {@link KeyRing}. */
    SigningKey cloudConnectorKey() {
        return key(cloudConnector);
    }

    private static SigningKey key(AtomicReference<@Nullable SigningKey> place) {
        SigningKey known = place.get();
        if (known != null) {
            return known;
        }
        SigningKey fresh = SigningKey.generate();
        SigningKey earlier = place.compareAndExchange(null, fresh);
        return earlier == null ? fresh : earlier;
    }
}
