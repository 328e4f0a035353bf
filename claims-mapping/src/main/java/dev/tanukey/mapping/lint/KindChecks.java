package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.Rejection;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What goes wrong when tokens of several kinds come through one mapping. */
final class KindChecks {
    private static final String DECIDE =
            "Decide the kind first: a job's token has job_id, a person's has not; has(claims.job_id) tells them apart.";

    private final Bench bench;
    /** The name of each sample that would get in, its prefix before it. */
    private final Map<Sample, Named> names = new LinkedHashMap<>();

    private record Named(String prefix, String name) {}

    private KindChecks(Bench bench) {
        this.bench = bench;
        JwtAuthenticator.PrefixedClaimOrExpression source =
                bench.jwt().claimMappings().username();
        for (Verdict verdict : bench.verdicts()) {
            Names.username(bench, verdict)
                    .ifPresent(name -> names.putIfAbsent(
                            verdict.sample(), new Named(Names.prefix(source, verdict.sample(), name), name)));
        }
    }

    static List<Finding> check(Bench bench) {
        KindChecks checks = new KindChecks(bench);
        List<Finding> findings = new ArrayList<>();
        checks.wrongPrefix(findings);
        checks.humanGroups(findings);
        checks.undecided(findings);
        return findings;
    }

    private Optional<String> usual(TokenKind kind) {
        return names.entrySet().stream()
                .filter(named -> named.getKey().kind() == kind)
                .map(named -> named.getValue().prefix)
                .findFirst();
    }

    private void wrongPrefix(List<Finding> findings) {
        Optional<String> persons = usual(TokenKind.USER);
        Optional<String> jobs = usual(TokenKind.CI_JOB);
        if (persons.isEmpty() || jobs.isEmpty()) {
            return;
        }
        if (persons.equals(jobs)) {
            shared(persons.get(), findings);
        } else {
            strays(TokenKind.USER, "a person", jobs.get(), "jobs", findings);
            strays(TokenKind.CI_JOB, "a job", persons.get(), "people", findings);
        }
    }

    private void strays(TokenKind kind, String who, String foreign, String whose, List<Finding> findings) {
        Map<String, String> strays = new LinkedHashMap<>();
        names.forEach((sample, named) -> {
            if (sample.kind() == kind && named.prefix.equals(foreign)) {
                strays.putIfAbsent(sample.name(), named.name);
            }
        });
        if (!strays.isEmpty()) {
            findings.add(Finding.of(
                    Finding.Kind.KIND_UNDER_WRONG_PREFIX,
                    bench.usernamePath(),
                    List.copyOf(strays.keySet()),
                    "The username of " + who + " is "
                            + strays.values().stream()
                                    .distinct()
                                    .map(Rejection::quote)
                                    .collect(Collectors.joining(" or "))
                            + ", under the prefix of " + whose + ".",
                    DECIDE));
        }
    }

    private void shared(String prefix, List<Finding> findings) {
        Set<String> persons = namesOf(TokenKind.USER);
        Set<String> jobs = namesOf(TokenKind.CI_JOB);
        List<String> samples = names.keySet().stream()
                .filter(sample -> sample.kind() == TokenKind.USER || sample.kind() == TokenKind.CI_JOB)
                .map(Sample::name)
                .distinct()
                .toList();
        Set<String> both = new LinkedHashSet<>(persons);
        both.retainAll(jobs);
        String message = "People and jobs come under one prefix, " + Rejection.quote(prefix);
        Finding finding = Finding.of(
                Finding.Kind.KIND_UNDER_WRONG_PREFIX,
                bench.usernamePath(),
                samples,
                both.isEmpty()
                        ? message + "; nobody who reads a name can tell which it is."
                        : message + ", and both are called "
                                + Rejection.quote(both.iterator().next()) + ".",
                DECIDE + " Give each kind a prefix of its own, or keep one out.");
        findings.add(both.isEmpty() ? finding.as(Finding.Severity.WARNING) : finding);
    }

    private Set<String> namesOf(TokenKind kind) {
        return names.entrySet().stream()
                .filter(named -> named.getKey().kind() == kind)
                .map(named -> named.getValue().name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void humanGroups(List<Finding> findings) {
        Set<String> human = groups(bench.admitted(sample ->
                        sample.kind() == TokenKind.USER && sample.claims().get("groups_direct") instanceof List)
                .toList());
        human.removeAll(groups(bench.admitted(sample ->
                        sample.kind() == TokenKind.USER && !sample.claims().containsKey("groups_direct"))
                .toList()));
        bench.admitted(TokenKind.CI_JOB).forEach(job -> human.addAll(groupsOfWhoeverStarted(job)));
        List<Verdict> reached = bench.admitted(TokenKind.CI_JOB)
                .filter(job -> groups(List.of(job)).stream().anyMatch(human::contains))
                .toList();
        if (!reached.isEmpty()) {
            human.retainAll(groups(reached));
            findings.add(Finding.of(
                    Finding.Kind.HUMAN_GROUP_REACHABLE_FROM_CI,
                    bench.groupsPath(),
                    samples(reached),
                    "The group " + Rejection.quote(human.iterator().next())
                            + ", in which people are by their memberships, is given to jobs: a pipeline has the rights "
                            + "of whoever started it.",
                    DECIDE + " Read groups_direct for people only."));
        }
    }

    /** The groups that the same job does not get without groups_direct. */
    private Set<String> groupsOfWhoeverStarted(Verdict job) {
        Set<String> groups = groups(List.of(job));
        if (job.sample().claims().containsKey("groups_direct")) {
            Map<String, @Nullable Object> fewer =
                    new LinkedHashMap<>(job.sample().claims());
            fewer.remove("groups_direct");
            bench.user(job.sample().with(fewer), job.audiences().get(0))
                    .ifPresent(user -> user.groups().forEach(groups::remove));
            return groups;
        }
        return Set.of();
    }

    private static Set<String> groups(List<Verdict> verdicts) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.user().stream())
                .map(UserInfo::groups)
                .flatMap(List::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void undecided(List<Finding> findings) {
        List<Verdict> lookAlikes = bench.admitted(
                        sample -> sample.kind() != TokenKind.USER && sample.kind() != TokenKind.CI_JOB)
                .toList();
        if (!lookAlikes.isEmpty()) {
            findings.add(Finding.of(
                    Finding.Kind.KIND_NOT_DECIDED,
                    bench.usernamePath(),
                    samples(lookAlikes),
                    "A token that is neither a job's ID token nor a person's gets in, as "
                            + Rejection.quote(
                                    lookAlikes.get(0).user().orElseThrow().username())
                            + ".",
                    "Refuse secrets_manager_scope, gitlab_realm and gitlab by a rule, such as "
                            + "!has(claims.secrets_manager_scope), and tokens that have job_id and auth_time both."));
        }
    }

    static List<String> samples(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.sample().name())
                .distinct()
                .toList();
    }
}
