import org.jspecify.annotations.NullMarked;

/** A GitLab for tests: it publishes keys on this machine's loopback address and mints tokens as the real one does. */
@NullMarked
module dev.tanukey.testkit {
    requires transitive dev.tanukey.core;
    requires transitive okhttp3;
    requires okhttp3.tls;
    requires jdk.httpserver;
    requires static org.assertj.core;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;

    exports dev.tanukey.testkit;
    exports dev.tanukey.testkit.assertj;
    exports dev.tanukey.testkit.contract;
    exports dev.tanukey.testkit.forged;
    exports dev.tanukey.testkit.junit;
    // JUnit calls the tests of a contract, which are not public.
    opens dev.tanukey.testkit.contract to
            org.junit.platform.commons;
}
