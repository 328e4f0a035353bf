import org.jspecify.annotations.NullMarked;

/** A GitLab for tests: it publishes keys on this machine's loopback address and mints tokens as the real one does. */
@NullMarked
module dev.tanukey.testkit {
    requires transitive dev.tanukey.core;
    requires jdk.httpserver;
    requires static transitive org.jspecify;

    exports dev.tanukey.testkit;
}
