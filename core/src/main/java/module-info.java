import org.jspecify.annotations.NullMarked;

/** Verifies a GitLab OIDC token and names the outcome; knows no network, no YAML and no expression language. */
@NullMarked
module dev.tanukey.core {
    requires com.fasterxml.jackson.core;
    requires com.github.benmanes.caffeine;
    requires org.jose4j;
    requires org.slf4j;
    requires static transitive org.jspecify;

    // In the order in which a reader meets them: the door, who it is, what is proven, whom we trust, with which key,
    // why not.
    exports dev.tanukey;
    exports dev.tanukey.user;
    exports dev.tanukey.gitlab;
    exports dev.tanukey.token;
    exports dev.tanukey.issuer;
    exports dev.tanukey.key;
    exports dev.tanukey.reason;
    // The strict readers and the writer serve our own modules only: they are no JSON library.
    exports dev.tanukey.strict to
            dev.tanukey.jwks,
            dev.tanukey.mapping,
            dev.tanukey.testkit,
            dev.tanukey.testkit.mapping;
}
