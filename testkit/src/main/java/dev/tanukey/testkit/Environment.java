package dev.tanukey.testkit;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environment that a job deploys to, if it does. */
record Environment(Optional<String> name, boolean guarded, Optional<String> tier) {
    static final Environment NONE = new Environment(Optional.empty(), false, Optional.empty());

    Environment named(String newName) {
        return new Environment(Optional.of(newName), guarded, tier);
    }

    Environment withProtection() {
        return new Environment(name, true, tier);
    }

    Environment inTier(String newTier) {
        return new Environment(name, guarded, Optional.of(newTier));
    }

    void addTo(Map<String, @Nullable Object> claims) {
        if (name.isEmpty()) {
            if (!equals(NONE)) {
                throw new IllegalStateException("The token has no environment to protect or to put into a tier; call"
                        + " environment(\"production\") too");
            }
            return;
        }
        claims.put("environment", name.get());
        claims.put("environment_protected", Boolean.toString(guarded));
        claims.put("deployment_tier", tier.orElseGet(() -> DeploymentTier.guess(name.get())));
        claims.put("environment_action", "start");
    }
}
