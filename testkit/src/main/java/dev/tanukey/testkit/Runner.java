package dev.tanukey.testkit;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who runs the job; where it stands follows from the instance unless it is said. */
record Runner(long id, Optional<String> place) {
    static final Runner DEFAULT = new Runner(42, Optional.empty());

    static Runner selfHosted(long id) {
        return new Runner(id, Optional.of("self-hosted"));
    }

    static Runner gitLabHosted(long id) {
        return new Runner(id, Optional.of("gitlab-hosted"));
    }

    void addTo(Map<String, @Nullable Object> claims, String instance) {
        claims.put("runner_id", id);
        claims.put("runner_environment", place.orElseGet(() -> usualPlace(instance)));
    }

    /** Only gitlab.com has a fleet that it calls its own. */
    private static String usualPlace(String instance) {
        return GitLabUrl.host(instance).equals("gitlab.com") ? "gitlab-hosted" : "self-hosted";
    }
}
