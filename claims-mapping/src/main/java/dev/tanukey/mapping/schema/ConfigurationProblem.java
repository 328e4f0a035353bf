package dev.tanukey.mapping.schema;

import java.util.Optional;

/**
 * One thing that is wrong with a configuration: where, what, and what to do about it. Immutable.
 *
 * @param path Kubernetes' path of the field, such as {@code jwt[0].issuer.url}; empty for the text as a whole
 * @param kind what kind of fault it is
 * @param detail what Kubernetes says about the field, such as {@code Invalid value: "http://a": URL scheme must be
 *     https}, but with {@code <omitted>} for user names, passwords, queries and fragments of URLs and for PEM
 * @param advice what to do, in a sentence
 * @param position where it stands in the text, if it was read from one; of a missing field, where it is missing
 */
public record ConfigurationProblem(String path, Kind kind, String detail, String advice, Optional<Position> position) {

    /** What kind of fault it is; but for the first, Kubernetes' own kinds. */
    public enum Kind {
        /** The text cannot be read: it is no YAML, or has unknown, repeated or ill-typed fields. */
        DECODING,
        /** Something must be set. */
        REQUIRED,
        /** A value cannot be. */
        INVALID,
        /** A value that must be unique is there already. */
        DUPLICATE,
        /** There are too many of something. */
        TOO_MANY
    }

    /**
     * A place in a text.
     *
     * @param line from 1
     * @param column from 1, in characters
     */
    public record Position(int line, int column) {}

    /** {@return the problem in a line, or in several where an expression is shown} */
    public String message() {
        return position.map(at -> "line " + at.line() + ", column " + at.column() + ": ")
                        .orElse("")
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
