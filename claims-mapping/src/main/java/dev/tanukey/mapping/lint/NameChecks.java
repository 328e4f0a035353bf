package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether somebody stays who they are when everything that can be renamed is renamed. */
final class NameChecks {
    private static final String PATH = "renamed/project";
    private static final String NAME = "renamed";
    private static final String ADDRESS = "renamed@example.com";

    /** What can be renamed, and to what. */
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("sub", ""),
            Map.entry("project_path", PATH),
            Map.entry("job_project_path", PATH),
            Map.entry("namespace_path", NAME),
            Map.entry("job_namespace_path", NAME),
            Map.entry("user_login", NAME),
            Map.entry("user_email", ADDRESS),
            Map.entry("preferred_username", NAME),
            Map.entry("nickname", NAME),
            Map.entry("name", NAME),
            Map.entry("email", ADDRESS));

    private final Bench bench;

    private NameChecks(Bench bench) {
        this.bench = bench;
    }

    static List<Finding> check(Bench bench) {
        NameChecks checks = new NameChecks(bench);
        List<Finding> findings = new ArrayList<>();
        for (TokenKind kind : List.of(TokenKind.USER, TokenKind.CI_JOB)) {
            bench.admitted(kind)
                    .filter(verdict -> !verdict.sample().has(Sample.Trait.STRANGER)
                            && !verdict.sample().has(Sample.Trait.FORK))
                    .findFirst()
                    .flatMap(checks::hangsOnNames)
                    .ifPresent(findings::add);
        }
        checks.uids().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> hangsOnNames(Verdict verdict) {
        List<String> claims = verdict.sample().claims().keySet().stream()
                .filter(RENAMED::containsKey)
                .filter(claim -> differs(verdict, claim))
                .toList();
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        String who = verdict.sample().kind() == TokenKind.USER ? "A person" : "A job";
        return Optional.of(Finding.of(
                Finding.Kind.IDENTITY_HANGS_ON_NAMES,
                bench.path("claimMappings"),
                List.of(verdict.sample().name()),
                who + " becomes somebody else, or nobody, when " + String.join(" or ", claims)
                        + " changes by a renaming; whoever takes the old name becomes who they were.",
                verdict.sample().kind() == TokenKind.USER
                        ? "Map sub, which is the person's id, at least as uid."
                        : "Map project_id and namespace_id, or let the project's sub begin with project_id."));
    }

    private boolean differs(Verdict verdict, String claim) {
        Sample renamed = rename(verdict.sample(), claim);
        return !renamed.equals(verdict.sample())
                && !bench.user(renamed, verdict.audiences().get(0)).equals(verdict.user());
    }

    /** One claim at a time, so that the one that matters is known; in sub, only the path. */
    private static Sample rename(Sample sample, String claim) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(sample.claims());
        changed.put(claim, claim.equals("sub") ? subject(sample) : RENAMED.getOrDefault(claim, NAME));
        return sample.with(changed);
    }

    private static String subject(Sample sample) {
        String ours = "project_path:" + sample.text("project_path") + ":";
        String renamed = (sample.text("sub") + ":").replace(ours, "project_path:" + PATH + ":");
        return renamed.substring(0, renamed.length() - 1);
    }

    private Optional<Finding> uids() {
        List<Verdict> same = bench.verdicts().stream()
                .filter(verdict -> verdict.user()
                        .filter(user -> !user.uid().isEmpty() && user.uid().equals(user.username()))
                        .isPresent())
                .toList();
        return same.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Finding.Kind.UID_EQUALS_USERNAME,
                        bench.path("claimMappings.uid"),
                        KindChecks.samples(same),
                        "The uid is the username once more.",
                        "Map what survives a renaming: sub for a person, project_id for a job; or no uid at all."));
    }
}
