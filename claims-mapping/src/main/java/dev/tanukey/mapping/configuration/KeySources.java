package dev.tanukey.mapping.configuration;

import dev.tanukey.issuer.Discovery;
import dev.tanukey.key.KeySource;

/**
 * Makes the key source of each issuer that a configuration names; usually {@code JwksKeySource::discovered}. Called
 * when a configuration is loaded, never for a token.
 */
@FunctionalInterface
public interface KeySources {

    /**
     * Makes a key source, without asking the issuer yet. If it is {@link AutoCloseable}, it is closed when no
     * configuration in force names the issuer any more.
     *
     * @param discovery what the configuration knows about the way to the issuer's keys
     * @return the source of this issuer's keys
     * @throws IllegalArgumentException if there is no such way; its tokens are then {@code Unavailable}
     */
    KeySource keysOf(Discovery discovery);
}
