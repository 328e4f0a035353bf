import org.jspecify.annotations.NullMarked;

/** Turns verified claims into a user, as a Kubernetes API server does. */
@NullMarked
module dev.tanukey.mapping {
    requires transitive dev.tanukey.core;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires static transitive org.jspecify;

    // From the outside in: what a configuration would do, what is ready for GitLab and its agent, the configuration at
    // work, what it can say, the mapping itself, its expressions.
    exports dev.tanukey.mapping.lint;
    exports dev.tanukey.mapping.gitlab;
    exports dev.tanukey.mapping.agent;
    exports dev.tanukey.mapping.configuration;
    exports dev.tanukey.mapping.schema;
    exports dev.tanukey.mapping;
    exports dev.tanukey.mapping.expression;

    // The functions of expressions read URLs and addresses and write texts as the rules of a configuration do; suites
    // of
    // tests are read as strictly as configurations.
    exports dev.tanukey.mapping.text to
            dev.tanukey.cel,
            dev.tanukey.testkit.mapping;
    exports dev.tanukey.mapping.url to
            dev.tanukey.cel;
}
