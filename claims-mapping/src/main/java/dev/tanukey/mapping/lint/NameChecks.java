package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        boolean person = verdict.sample().kind() == TokenKind.USER;
        boolean staysByUid = claims.stream().allMatch(claim -> uidStays(verdict, claim));
        String name = verdict.user().map(UserInfo::username).orElse("");
        boolean startersName = !person
                && Stream.of("user_login", "user_email")
                        .anyMatch(claim -> claims.contains(claim)
                                && name.contains(verdict.sample().text(claim)));
        Finding finding = Finding.of(
                Finding.Kind.IDENTITY_HANGS_ON_NAMES,
                bench.path("claimMappings"),
                List.of(verdict.sample().name()),
                (person ? "A person" : "A job") + " becomes somebody else, or nobody, when "
                        + String.join(" or ", claims) + " changes by a renaming; "
                        + (staysByUid
                                ? "the uid stays, but bindings go by name, and whoever takes the old one has its rights."
                                : "whoever takes the old name becomes who they were.")
                        + (startersName
                                ? " A job named after whoever started it is that person for RBAC, in whatever project."
                                : ""),
                startersName
                        ? "Name jobs by project_id, not by the person."
                        : staysByUid
                                ? "Look at the uid in what you log; bind rights to names of ids if names may change."
                                : person
                                        ? "Map sub, which is the person's id, at least as uid."
                                        : "Map project_id and namespace_id, or let the project's sub begin with "
                                                + "project_id.");
        return Optional.of(staysByUid && !startersName ? finding.as(Finding.Severity.NOTE) : finding);
    }

    private boolean uidStays(Verdict verdict, String claim) {
        String uid = verdict.user().map(UserInfo::uid).orElse("");
        return !uid.isEmpty()
                && renamed(verdict, claim)
                        .filter(user -> user.uid().equals(uid))
                        .isPresent();
    }

    /** What is only shown, the extra attributes, does not count. */
    private boolean differs(Verdict verdict, String claim) {
        UserInfo before = verdict.user().orElseThrow();
        return renamed(verdict, claim)
                .filter(user -> user.username().equals(before.username())
                        && user.uid().equals(before.uid())
                        && user.groups().equals(before.groups()))
                .isEmpty();
    }

    private Optional<UserInfo> renamed(Verdict verdict, String claim) {
        return bench.user(rename(verdict.sample(), claim), verdict.audiences().get(0));
    }

    /** One claim at a time, so that the one that matters is known; in sub, only the path. */
    private static Sample rename(Sample sample, String claim) {
        return sample.with(claim, claim.equals("sub") ? subject(sample) : RENAMED.getOrDefault(claim, NAME));
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
