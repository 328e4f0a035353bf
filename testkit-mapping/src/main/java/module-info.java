import org.jspecify.annotations.NullMarked;

/** Says in a file whom a configuration must let in and as whom; and what a language of expressions has promised. */
@NullMarked
module dev.tanukey.testkit.mapping {
    requires transitive dev.tanukey.mapping;
    requires dev.tanukey.testkit;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;

    exports dev.tanukey.testkit.mapping;
}
