package dev.tanukey.testkit;

import java.time.Duration;

/** What GitLab signs for its own services. */
enum ServiceTokenKind {
    /** {@code CI_JOB_TOKEN}, which lives five minutes longer than the job may run. */
    JOB_TOKEN(Duration.ofMinutes(65)),
    CLOUD_CONNECTOR(Duration.ofHours(1)),
    TOKEN_EXCHANGE(Duration.ofMinutes(5));

    private final Duration lifetime;

    ServiceTokenKind(Duration lifetime) {
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }
}
