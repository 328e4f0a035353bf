import org.jspecify.annotations.NullMarked;

/** Shows outcomes and the state of the keys as Micrometer's meters. */
@NullMarked
module dev.tanukey.micrometer {
    // One class hears of both, and a caller hands over its key source.
    requires transitive dev.tanukey.core;
    requires transitive dev.tanukey.jwks;
    // A caller hands over a MeterRegistry; this is the one foreign type in the public face.
    requires transitive micrometer.core;
    requires static transitive org.jspecify;

    exports dev.tanukey.micrometer;
}
