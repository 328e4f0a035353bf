import org.jspecify.annotations.NullMarked;

/** Finds the keys of an issuer: discovery, HTTP, caching, rotation. */
@NullMarked
module dev.tanukey.jwks {
    // A KeySource is built from an Issuer and throws core's exceptions.
    requires transitive dev.tanukey.core;
    // A caller hands over an OkHttpClient; this is the one foreign type in the public face.
    requires transitive okhttp3;
    requires com.github.benmanes.caffeine;
    requires org.jose4j;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.tanukey.jwks;
}
