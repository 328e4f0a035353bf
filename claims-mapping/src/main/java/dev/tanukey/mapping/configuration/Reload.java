package dev.tanukey.mapping.configuration;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.util.List;

/** What became of an attempt to replace the configuration of a {@link ConfiguredAuthenticator}. Immutable. */
public sealed interface Reload {

    /**
     * The new configuration is in force.
     *
     * @param configuration what is in force now
     */
    record Applied(AuthenticationConfiguration configuration) implements Reload {}

    /** The new configuration says what the one in force says; nothing was done. */
    record Unchanged() implements Reload {}

    /**
     * The new configuration cannot be used; the old one stays in force.
     *
     * @param problems why, in Kubernetes' order
     */
    record Refused(List<ConfigurationProblem> problems) implements Reload {

        /** Copies the list. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The new configuration is good, but the keys of some of its new issuers could not be had in time; the old one
     * stays in force.
     *
     * @param issuers the URLs of these issuers
     */
    record NotReady(List<String> issuers) implements Reload {

        /** Copies the list. */
        public NotReady {
            issuers = List.copyOf(issuers);
        }
    }

    /**
     * The watched file could not be read, or a part that the caller has handed in failed; the old configuration stays
     * in force.
     *
     * @param cause what failed
     */
    record Failed(String cause) implements Reload {}

    /** {@return what happened and what to do, for the operator; several lines, if there are several problems} */
    default String message() {
        if (this instanceof Applied applied) {
            return "The new configuration is in force: " + applied.configuration();
        }
        if (this instanceof Refused refused) {
            return "The new configuration is refused and the old one stays in force. "
                    + new InvalidConfigurationException(refused.problems()).getMessage();
        }
        if (this instanceof NotReady waiting) {
            return "The old configuration stays in force, since no keys could be had of " + waiting.issuers()
                    + ". Look whether these issuers can be reached from here.";
        }
        if (this instanceof Failed failed) {
            return "The old configuration stays in force: " + failed.cause() + ".";
        }
        return "The configuration has not changed.";
    }
}
