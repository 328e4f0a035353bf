package dev.tanukey.testkit;

import java.util.Optional;
import java.util.regex.Pattern;

/** Who runs the job or logged in. */
record User(String login, long id) {
    static final User DEFAULT = new User("jdoe", 1001);

    private static final Pattern BOT = Pattern.compile("(project|group)_[0-9]+_bot(_[0-9a-f]+)?|service_account_.+");

    /** The user behind a project access token. */
    static User botOf(Project project) {
        return new User("project_" + project.id() + "_bot_9f86d081884c7d65", 3003);
    }

    /** What GitLab gives to bots, and people have somewhere. */
    String email(Optional<String> chosen, String instance) {
        boolean bot = BOT.matcher(login).matches();
        return chosen.orElseGet(() -> login + (bot ? "@noreply." + GitLabUrl.host(instance) : "@example.com"));
    }
}
