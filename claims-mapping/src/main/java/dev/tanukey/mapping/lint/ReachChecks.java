package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.reason.Rejection;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who gets in besides the jobs that somebody has looked at: forks, unprotected refs, strangers. */
final class ReachChecks {
    private final Bench bench;
    private final List<UserInfo> own;
    /** The groups of our jobs that are not everybody's. */
    private final Set<String> ownGroups;

    private ReachChecks(Bench bench) {
        this.bench = bench;
        this.own = bench.ownJobs().flatMap(verdict -> verdict.user().stream()).toList();
        this.ownGroups =
                own.stream().flatMap(user -> user.groups().stream()).collect(Collectors.toCollection(HashSet::new));
        strangers().forEach(verdict -> verdict.user()
                .ifPresent(user -> user.groups().forEach(ownGroups::remove)));
    }

    static List<Finding> check(Bench bench) {
        ReachChecks checks = new ReachChecks(bench);
        List<Finding> findings = new ArrayList<>();
        checks.forks().ifPresent(findings::add);
        checks.unprotected().or(checks::protectedElsewhere).ifPresent(findings::add);
        checks.stranger().ifPresent(findings::add);
        return findings;
    }

    private List<Verdict> strangers() {
        return bench.admitted(sample -> sample.has(Sample.Trait.STRANGER)).toList();
    }

    private Optional<Finding> forks() {
        return worst(bench.admitted(sample -> sample.has(Sample.Trait.FORK)).toList())
                .map(who -> {
                    Finding finding = Finding.of(
                            Finding.Kind.REACHABLE_FROM_FORK,
                            bench.path("claimValidationRules"),
                            List.of(who.sample().name()),
                            "A fork's merge request gets in as " + name(who) + likeOurs(who) + ".",
                            "Demand that claims.job_project_id equals claims.project_id, or refuse the pipeline_source "
                                    + "merge_request_event.");
                    return isLikeOurs(who) ? finding.as(Finding.Severity.ERROR) : finding;
                });
    }

    private Optional<Finding> unprotected() {
        List<Verdict> jobs = bench.admitted(sample -> sample.kind() == TokenKind.CI_JOB
                        && sample.has(Sample.Trait.UNPROTECTED_REF)
                        && !sample.has(Sample.Trait.FORK))
                .toList();
        List<Verdict> branches = jobs.stream()
                .filter(verdict -> !verdict.sample().text("ref_type").equals("tag"))
                .toList();
        return worst(branches.stream().anyMatch(this::isCalledAsOurs) ? branches : jobs)
                .map(who -> {
                    String message = isCalledAsOurs(who) && !branches.contains(who)
                            ? "A job on an unprotected tag is " + name(who)
                                    + ", as one on the protected branch of that name."
                            : "A job on a ref to which every developer may push gets in as " + name(who) + likeOurs(who)
                                    + ".";
                    Finding finding = Finding.of(
                            Finding.Kind.REACHABLE_FROM_UNPROTECTED_REF,
                            bench.path("claimValidationRules"),
                            KindChecks.samples(jobs),
                            message,
                            "Demand ref_protected \"true\", and ref_type if branch and tag should differ.");
                    return isCalledAsOurs(who) ? finding.as(Finding.Severity.ERROR) : finding;
                });
    }

    /** A rule that names a ref says nothing about its protection, which each project has in its own hands. */
    private Optional<Finding> protectedElsewhere() {
        return bench.admitted(sample -> sample.has(Sample.Trait.PROTECTED_ELSEWHERE))
                .findFirst()
                .map(who -> Finding.of(
                                Finding.Kind.REACHABLE_FROM_UNPROTECTED_REF,
                                bench.path("claimValidationRules"),
                                List.of(who.sample().name()),
                                "A job on " + Rejection.quote(who.sample().text("ref")) + " gets in as " + name(who)
                                        + ", whether its project protects that ref or not.",
                                "Demand ref_protected \"true\", if not all who may push there are meant.")
                        .as(Finding.Severity.NOTE));
    }

    private Optional<Finding> stranger() {
        return worst(strangers()).map(who -> {
            boolean world = bench.isOpenToTheWorld();
            Finding finding = Finding.of(
                    Finding.Kind.OPEN_TO_EVERY_PROJECT,
                    bench.path("claimValidationRules"),
                    List.of(who.sample().name()),
                    "A job of a project that has nothing to do with ours gets in as " + name(who)
                            + (isCalledAsOurs(who) ? ", as ours does" : "")
                            + (world ? "; everybody can have a project on gitlab.com." : "."),
                    "Demand a project_id or a namespace_id; ids stay, while paths can be taken over.");
            return world || isCalledAsOurs(who) ? finding.as(Finding.Severity.ERROR) : finding;
        });
    }

    /** The verdict that comes closest to our own jobs. */
    private Optional<Verdict> worst(List<Verdict> verdicts) {
        return verdicts.stream().filter(this::isCalledAsOurs).findFirst().or(() -> verdicts.stream()
                .filter(this::isLikeOurs)
                .findFirst()
                .or(() -> verdicts.stream().findFirst()));
    }

    private boolean isCalledAsOurs(Verdict verdict) {
        return verdict.user().stream()
                .anyMatch(user -> own.stream().anyMatch(ours -> ours.username().equals(user.username())));
    }

    private boolean isLikeOurs(Verdict verdict) {
        return isCalledAsOurs(verdict)
                || verdict.user().stream()
                        .anyMatch(user -> user.groups().stream().anyMatch(ownGroups::contains));
    }

    private String likeOurs(Verdict verdict) {
        if (isCalledAsOurs(verdict)) {
            return ", as a job on the protected branch does";
        }
        return isLikeOurs(verdict) ? ", with a group of the jobs on the protected branch" : "";
    }

    private static String name(Verdict verdict) {
        return Rejection.quote(verdict.user().orElseThrow().username());
    }
}
