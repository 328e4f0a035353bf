package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.util.Optional;

/**
 * One thing that is wrong with a suite, or with the configuration that it names: where, what, and what to do.
 * Immutable.
 *
 * @param file the name of the file, as people know it
 * @param path the path of the field, such as {@code cases[0].expect.refused}; empty for the text as a whole
 * @param detail what is wrong; without the secrets of URLs
 * @param advice what to do, in a sentence
 * @param position where it stands in the file, if that is known
 */
public record SuiteProblem(String file, String path, String detail, String advice, Optional<Position> position) {

    static SuiteProblem in(String file, ConfigurationProblem problem) {
        return new SuiteProblem(file, problem.path(), problem.detail(), problem.advice(), problem.position());
    }

    /** {@return the problem in a line, or in several where an expression is shown} */
    public String message() {
        return file
                + position.map(at -> ", line " + at.line() + ", column " + at.column())
                        .orElse("")
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + detail
                + ". "
                + advice;
    }

    /** {@return {@link #message()}} */
    @Override
    public String toString() {
        return message();
    }
}
