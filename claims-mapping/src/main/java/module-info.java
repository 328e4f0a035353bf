import org.jspecify.annotations.NullMarked;

/** Turns verified claims into a user, as a Kubernetes API server does. */
@NullMarked
module dev.tanukey.mapping {
    requires transitive dev.tanukey.core;
    requires static transitive org.jspecify;

    // The mapping itself, and what is ready for GitLab.
    exports dev.tanukey.mapping;
    exports dev.tanukey.mapping.gitlab;
}
