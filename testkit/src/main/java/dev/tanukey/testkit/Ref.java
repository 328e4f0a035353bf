package dev.tanukey.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The branch or tag for which a pipeline runs. */
record Ref(String type, String name, String path) {
    static final Ref DEFAULT_BRANCH = branch("main");
    static final Ref SOURCE_BRANCH = branch("feature-1");

    static Ref branch(String name) {
        return new Ref("branch", name, "refs/heads/" + name);
    }

    static Ref tag(String name) {
        return new Ref("tag", name, "refs/tags/" + name);
    }

    boolean isTag() {
        return type.equals("tag");
    }

    void addTo(Map<String, @Nullable Object> claims) {
        claims.put("ref", name);
        claims.put("ref_type", type);
        claims.put("ref_path", path);
    }
}
