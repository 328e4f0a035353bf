package dev.tanukey.testkit;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who runs a job, if anybody does, and with which role. */
record Starter(Who who, User user, Optional<String> email, Optional<String> role, boolean member) {
    static final Starter DEFAULT = new Starter(Who.USER, User.DEFAULT, Optional.empty(), Optional.empty(), true);

    private enum Who {
        USER,
        BOT_OF_THE_PROJECT,
        NOBODY
    }

    Starter of(User newUser) {
        return new Starter(Who.USER, newUser, email, role, member);
    }

    Starter bot() {
        return new Starter(Who.BOT_OF_THE_PROJECT, user, email, role, member);
    }

    Starter nobody() {
        return new Starter(Who.NOBODY, user, email, role, member);
    }

    Starter withEmail(String address) {
        return new Starter(who, user, Optional.of(address), role, member);
    }

    Starter withRole(String newRole) {
        return new Starter(who, user, email, Optional.of(newRole), true);
    }

    Starter withoutRole() {
        return new Starter(who, user, email, Optional.empty(), false);
    }

    void addTo(Map<String, @Nullable Object> claims, Project running, String instance, boolean inFork) {
        if (who == Who.NOBODY) {
            claims.put("user_id", "");
            claims.put("user_login", null);
            claims.put("user_email", null);
            claims.put("user_access_level", null);
            return;
        }
        User actual = who == Who.BOT_OF_THE_PROJECT ? User.botOf(running) : user;
        claims.put("user_id", Long.toString(actual.id()));
        claims.put("user_login", actual.login());
        claims.put("user_email", actual.email(email, instance));
        claims.put("user_access_level", member ? role.orElse(usualRole(inFork)) : null);
    }

    private String usualRole(boolean inFork) {
        if (inFork) {
            return "owner";
        }
        return who == Who.BOT_OF_THE_PROJECT ? "maintainer" : "developer";
    }
}
