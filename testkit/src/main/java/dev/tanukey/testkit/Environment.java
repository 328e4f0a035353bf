package dev.tanukey.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environment that a job deploys to, if it does. */
record Environment(Optional<String> name, boolean guarded, Optional<String> tier, Optional<String> action) {
    private static final List<String> TIERS = List.of("production", "staging", "testing", "development", "other");
    private static final List<String> ACTIONS = List.of("start", "prepare", "stop", "verify", "access");

    static final Environment NONE = new Environment(Optional.empty(), false, Optional.empty(), Optional.empty());

    Environment named(String newName) {
        return new Environment(Optional.of(newName), guarded, tier, action);
    }

    Environment withProtection() {
        return new Environment(name, true, tier, action);
    }

    Environment inTier(String newTier) {
        requireOneOf(TIERS, newTier, "deployment_tier");
        return new Environment(name, guarded, Optional.of(newTier), action);
    }

    Environment withAction(String newAction) {
        requireOneOf(ACTIONS, newAction, "environment_action");
        return new Environment(name, guarded, tier, Optional.of(newAction));
    }

    private static void requireOneOf(List<String> known, String value, String claim) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException("GitLab writes as " + claim + " one of " + String.join(", ", known)
                    + ", but came \"" + value + "\"; claim(\"" + claim + "\", value) sets any other");
        }
    }

    void addTo(Map<String, @Nullable Object> claims) {
        if (name.isEmpty()) {
            if (!equals(NONE)) {
                throw new IllegalStateException(
                        "The token has no environment to protect, to put into a tier or to act on;"
                                + " call environment(\"production\") too");
            }
            return;
        }
        claims.put("environment", name.get());
        claims.put("environment_protected", Boolean.toString(guarded));
        claims.put("deployment_tier", tier.orElseGet(() -> DeploymentTier.guess(name.get())));
        claims.put("environment_action", action.orElse("start"));
    }
}
