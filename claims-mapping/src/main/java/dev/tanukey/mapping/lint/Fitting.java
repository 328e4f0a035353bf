package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.Subject;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.RejectedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moves the built-in samples into the project, the group or the branch of which the rules speak: a rule about project
 * 4711 would refuse all samples otherwise, and nothing could be said about them. What the rules demand is read off
 * required claims and off comparisons such as {@code claims.project_id == "4711"}.
 */
final class Fitting {
    /** Names and ids of our own, which are as good as any others. */
    private static final Set<String> OURS = Set.of(
            "project_id",
            "project_path",
            "namespace_id",
            "namespace_path",
            "user_login",
            "user_email",
            "user_id",
            "ref",
            "environment",
            "preferred_username",
            "email");

    private static final Pattern COMPARISON =
            Pattern.compile("claims\\.\\??([a-z_]+)(?:\\.orValue\\((?:\"\"|'')\\))?\\s*(?:==|in)\\s*\\[?\\s*"
                    + "(?:\"([^\"\\\\]+)\"|'([^'\\\\]+)')");

    private final Map<String, String> wanted = new LinkedHashMap<>();

    private Fitting() {}

    /** A claim that an expression compares with a text. */
    record Comparison(String claim, String value) {}

    static List<Comparison> comparisons(String expression) {
        return COMPARISON
                .matcher(expression)
                .results()
                .map(found -> new Comparison(found.group(1), found.group(2) == null ? found.group(3) : found.group(2)))
                .toList();
    }

    static Fitting to(JwtAuthenticator jwt) {
        Fitting fitting = new Fitting();
        for (JwtAuthenticator.ClaimValidationRule rule : jwt.claimValidationRules()) {
            fitting.want(rule.claim(), rule.requiredValue());
            comparisons(rule.expression()).forEach(comparison -> fitting.want(comparison.claim, comparison.value));
        }
        return fitting;
    }

    private void want(String claim, String value) {
        String own = claim.startsWith("job_") ? claim.substring("job_".length()) : claim;
        if (claim.equals("sub")) {
            wantSubject(value);
        } else if (OURS.contains(own) && KnownClaims.problem(claim, value).isEmpty()) {
            wanted.putIfAbsent(own, value);
        }
    }

    private void wantSubject(String value) {
        try {
            Subject subject = Subject.parse(value);
            for (String component : List.of("project_path", "project_id", "ref")) {
                subject.component(component).ifPresent(text -> want(component, text));
            }
        } catch (RejectedException noSubject) {
            want("user_id", value);
        }
    }

    /** The same samples with our own values replaced; a stranger's stay a stranger's. */
    List<Sample> fit(List<Sample> samples) {
        return wanted.isEmpty() ? samples : samples.stream().map(this::fit).toList();
    }

    private Sample fit(Sample sample) {
        if (sample.has(Sample.Trait.STRANGER)) {
            return sample;
        }
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(sample.claims());
        wanted.forEach((claim, value) -> GitLabSamples.ours(claim)
                .ifPresent(ours -> List.of(claim, "job_" + claim).forEach(name -> replace(claims, name, ours, value))));
        if (claims.get("sub") instanceof String subject) {
            claims.put("sub", fit(subject));
        }
        return sample.with(claims);
    }

    private static void replace(Map<String, @Nullable Object> claims, String name, String ours, String value) {
        if (ours.equals(claims.get(name))) {
            claims.put(name, value);
        }
    }

    private String fit(String subject) {
        String fitted = subject + ":";
        for (String component : List.of("project_path", "project_id", "ref")) {
            String value = wanted.get(component);
            String ours = GitLabSamples.ours(component).orElse("");
            if (value != null) {
                fitted = fitted.replace(component + ":" + ours + ":", component + ":" + value + ":");
            }
        }
        String userId = wanted.get("user_id");
        return userId != null && subject.equals(GitLabSamples.ours("user_id").orElse(""))
                ? userId
                : fitted.substring(0, fitted.length() - 1);
    }
}
