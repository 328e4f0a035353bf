package dev.tanukey.mapping.configuration;

/**
 * Hears what became of attempts to replace a configuration. Called on the thread that made the attempt, after it is
 * decided; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface ReloadListener {

    /**
     * An attempt has ended. Of a watched file, only what is new is told: no {@link Reload.Unchanged}, and nothing twice
     * in a row.
     *
     * @param outcome how
     */
    void ended(Reload outcome);
}
