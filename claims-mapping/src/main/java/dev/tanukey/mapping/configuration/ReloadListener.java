package dev.tanukey.mapping.configuration;

/**
 * Hears what became of attempts to replace a configuration. Called on the thread that made the attempt, after it is
 * decided; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface ReloadListener {

    /**
     * An attempt has ended. {@link Reload.Unchanged} is not told, and of a watched file nothing twice in a row.
     *
     * @param outcome how
     */
    void ended(Reload outcome);
}
