package dev.tanukey.gitlab;

import java.util.Optional;

/**
 * The ref for which a pipeline runs; in a merge request pipeline the source branch, of a fork possibly. A branch may
 * bear the name of a tag, of a commit or even {@code refs/tags/v1}: trust {@link #type}, never the look of
 * {@link #name}.
 *
 * @param name the short name
 * @param type branch or tag
 * @param path the full name, {@code refs/heads/...} or {@code refs/tags/...}; there since GitLab 16.0
 * @param isProtected whether the ref is protected; without that, whoever may push may choose what runs
 */
public record GitRef(String name, Type type, Optional<String> path, boolean isProtected) {

    /** What a ref is; a merge request's is a branch. */
    public enum Type {
        /** A branch. */
        BRANCH,
        /** A tag. */
        TAG
    }
}
