package dev.tanukey.mapping.schema;

import java.util.List;

/** A configuration cannot be used. The message has all problems, one after the other. */
public final class InvalidConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigurationProblem> problems;

    /**
     * Refuses a configuration.
     *
     * @param problems what is wrong with it, in the order in which Kubernetes tells them; at least one
     */
    public InvalidConfigurationException(List<ConfigurationProblem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return what is wrong with the configuration, in the order in which Kubernetes tells it} */
    public List<ConfigurationProblem> problems() {
        return problems;
    }

    private static String message(List<ConfigurationProblem> problems) {
        StringBuilder message = new StringBuilder("The authentication configuration cannot be used: ")
                .append(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        problems.forEach(problem -> message.append("\n- ").append(problem.message()));
        return message.toString();
    }
}
