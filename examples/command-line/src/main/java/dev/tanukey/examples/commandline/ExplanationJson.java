package dev.tanukey.examples.commandline;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.user.UserInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An explanation for programs; README.md describes the fields. */
final class ExplanationJson {

    private ExplanationJson() {}

    static Map<String, @Nullable Object> of(Explanation explanation, Optional<Map<String, @Nullable Object>> claims) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("verdict", explanation.verdict());
        members.put("exitCode", explanation.exitCode());
        members.put("at", explanation.at());
        members.put(
                "steps", explanation.steps().stream().map(ExplanationJson::step).toList());
        AuthenticationResult result = explanation.result();
        if (result instanceof AuthenticationResult.Authenticated good) {
            members.put("user", user(good.user()));
        } else {
            members.put("refusal", refusal(result));
        }
        claims.ifPresent(all -> {
            members.put("claimsProven", explanation.proven().isPresent());
            members.put("claims", all);
        });
        return members;
    }

    private static Map<String, @Nullable Object> step(Step step) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", step.name().word());
        members.put("status", step.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        members.put("expected", step.expected());
        step.came().ifPresent(came -> members.put("came", came));
        step.advice().ifPresent(advice -> members.put("toDo", advice));
        return members;
    }

    static Map<String, @Nullable Object> user(UserInfo user) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("username", user.username());
        members.put("uid", user.uid());
        members.put("groups", user.groups());
        members.put("extra", user.extra());
        return members;
    }

    static Map<String, @Nullable Object> refusal(AuthenticationResult result) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("reason", reason(result));
        members.put("operatorMessage", result.operatorMessage());
        members.put("callerMessage", result.callerMessage());
        return members;
    }

    private static String reason(AuthenticationResult result) {
        return result.fold(
                good -> "",
                other -> other.rejection().reason().name(),
                bad -> bad.rejection().reason().name(),
                unknown -> unknown.unavailability().reason().name());
    }
}
