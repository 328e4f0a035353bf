package dev.tanukey.testkit.mapping;

import java.util.List;

/** A suite, or the configuration that it names, cannot be used. The message has all problems, one after the other. */
public final class InvalidSuiteException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<SuiteProblem> problems;

    /**
     * Refuses a suite.
     *
     * @param problems what is wrong, in the order of the text; at least one
     */
    public InvalidSuiteException(List<SuiteProblem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return what is wrong, in the order of the text} */
    public List<SuiteProblem> problems() {
        return problems;
    }

    private static String message(List<SuiteProblem> problems) {
        StringBuilder message = new StringBuilder("The suite cannot be used: ")
                .append(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        problems.forEach(problem -> message.append("\n- ").append(problem.message()));
        return message.toString();
    }
}
