package dev.tanukey.mapping.lint;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Prefixes under which somebody else may have names. */
final class PrefixChecks {
    /** What the GitLab agent calls those whom it impersonates. */
    private static final List<String> GROUPS_OF_THE_AGENT = List.of("gitlab:user", "gitlab:ci_job");

    private static final int MOST_TRIED = 4;

    private PrefixChecks() {}

    /** A prefix that an issuer puts before names of one sort. */
    private record Owned(Bench bench, String path, String prefix) {}

    static List<Finding> check(List<Bench> benches) {
        List<Finding> findings = new ArrayList<>();
        compare(owned(benches, PrefixChecks::usernames), PrefixChecks::takesName, findings);
        compare(owned(benches, PrefixChecks::groups), PrefixChecks::takesGroup, findings);
        benches.forEach(bench -> agent(bench).ifPresent(findings::add));
        return findings;
    }

    /** Whether an issuer that gives names under one prefix gives one under a longer prefix; empty if not tried. */
    @FunctionalInterface
    private interface Trial {
        Optional<Outcome> of(Owned shorter, String longer);
    }

    private enum Outcome {
        GIVEN,
        REFUSED,
        RESERVED
    }

    private static Map<String, List<Owned>> owned(List<Bench> benches, Function<Bench, Set<Owned>> prefixes) {
        Map<String, List<Owned>> owners = new TreeMap<>();
        for (Bench bench : benches) {
            for (Owned owned : prefixes.apply(bench)) {
                owners.computeIfAbsent(owned.prefix, any -> new ArrayList<>()).add(owned);
            }
        }
        return owners;
    }

    private static Set<Owned> usernames(Bench bench) {
        JwtAuthenticator.PrefixedClaimOrExpression source =
                bench.jwt().claimMappings().username();
        Set<Owned> prefixes = new LinkedHashSet<>();
        for (Verdict verdict : bench.verdicts()) {
            if (verdict.sample().kind() == TokenKind.USER || verdict.sample().kind() == TokenKind.CI_JOB) {
                Names.username(bench, verdict)
                        .ifPresent(name -> prefixes.add(
                                new Owned(bench, bench.usernamePath(), Names.prefix(source, verdict.sample(), name))));
            }
        }
        return prefixes;
    }

    private static Set<Owned> groups(Bench bench) {
        Set<Owned> prefixes = new LinkedHashSet<>();
        for (Verdict verdict : bench.verdicts()) {
            Names.groupPrefix(bench, verdict)
                    .ifPresent(prefix -> prefixes.add(new Owned(bench, bench.groupsPath(), prefix)));
        }
        return prefixes;
    }

    private static void compare(Map<String, List<Owned>> owners, Trial trial, List<Finding> findings) {
        owners.forEach((prefix, sharing) -> {
            if (sharing.size() > 1) {
                findings.add(Finding.of(
                                Finding.Kind.PREFIX_IS_AMBIGUOUS,
                                sharing.get(0).path,
                                List.of(),
                                "The issuers " + issuers(sharing) + " give names under the same prefix, "
                                        + Rejection.quote(prefix) + ": one can give the names of the other.",
                                "Give each issuer prefixes of which none begins with another.")
                        .as(Finding.Severity.ERROR));
            }
            List<Owned> longer = owners.entrySet().stream()
                    .filter(other -> other.getKey().length() > prefix.length())
                    .filter(other -> other.getKey().startsWith(prefix))
                    .flatMap(other -> other.getValue().stream())
                    .filter(other -> sharing.stream().anyMatch(owned -> !owned.bench.equals(other.bench)))
                    .toList();
            if (!longer.isEmpty()) {
                findings.add(begins(sharing, longer, trial));
            }
        });
    }

    private static Finding begins(List<Owned> shorter, List<Owned> longer, Trial trial) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        List<Owned> given = new ArrayList<>();
        for (Owned giver : shorter.subList(0, Math.min(MOST_TRIED, shorter.size()))) {
            for (Owned taken : longer) {
                Optional<Outcome> outcome =
                        taken.bench.equals(giver.bench) ? Optional.empty() : trial.of(giver, taken.prefix);
                outcome.ifPresent(outcomes::add);
                outcome.filter(Outcome.GIVEN::equals).ifPresent(any -> given.add(taken));
            }
        }
        List<Owned> concerned = given.isEmpty() ? longer : given;
        String prefixes = concerned.stream()
                .map(owned -> Rejection.quote(owned.prefix))
                .distinct()
                .collect(Collectors.joining(", "));
        boolean allTried = shorter.size() <= MOST_TRIED && !outcomes.isEmpty();
        Finding finding = Finding.of(
                Finding.Kind.PREFIX_IS_AMBIGUOUS,
                longer.get(0).path,
                List.of(),
                "The prefix " + prefixes + " of " + issuers(concerned) + " begins with "
                        + Rejection.quote(shorter.get(0).prefix) + " of " + issuers(shorter)
                        + (outcomes.contains(Outcome.GIVEN)
                                ? ", which can give names under both, as tried."
                                : outcomes.contains(Outcome.RESERVED)
                                        ? ". Names under the longer one are refused there; a kube-apiserver would not."
                                        : outcomes.contains(Outcome.REFUSED)
                                                ? ". A rule refuses whatever would give names under both."
                                                : ", which might give names under both."),
                "Give each issuer prefixes of which none begins with another.");
        return outcomes.contains(Outcome.GIVEN)
                ? finding.as(Finding.Severity.ERROR)
                : allTried ? finding.as(Finding.Severity.NOTE) : finding;
    }

    /** Puts the rest of the longer prefix before a claim of which the name is made. */
    private static Optional<Outcome> takesName(Owned owned, String longer) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        owned.bench
                .admitted(sample -> sample.kind() == TokenKind.USER || sample.kind() == TokenKind.CI_JOB)
                .filter(verdict -> name(verdict).startsWith(owned.prefix))
                .limit(MOST_TRIED)
                .forEach(verdict -> {
                    String begin = longer.substring(owned.prefix.length());
                    String rest = name(verdict).substring(owned.prefix.length());
                    verdict.sample().claims().forEach((claim, value) -> {
                        if (value instanceof String text && !text.isEmpty() && rest.startsWith(text)) {
                            outcomes.add(outcome(owned.bench, verdict, claim, begin + text, user -> user.username()
                                    .startsWith(longer)));
                        }
                    });
                });
        return outcomes.stream().findFirst();
    }

    private static Optional<Outcome> takesGroup(Owned owned, String longer) {
        List<?> groups = List.of(longer.substring(owned.prefix.length()) + "x");
        return owned.bench
                .admitted(sample -> sample.claims().get("groups_direct") instanceof List)
                .map(verdict -> outcome(owned.bench, verdict, "groups_direct", groups, user -> user.groups().stream()
                        .anyMatch(group -> group.startsWith(longer))))
                .min(Comparator.naturalOrder());
    }

    private static Outcome outcome(
            Bench bench, Verdict verdict, String claim, Object value, Predicate<UserInfo> taken) {
        Sample forged = verdict.sample().with(claim, value);
        AuthenticationResult result = bench.outcome(forged, verdict.audiences().get(0));
        if (result instanceof AuthenticationResult.Authenticated good) {
            return taken.test(good.user()) ? Outcome.GIVEN : Outcome.REFUSED;
        }
        return result instanceof AuthenticationResult.Rejected bad
                        && bad.rejection().reason() == RejectionReason.IDENTITY_RESERVED
                ? Outcome.RESERVED
                : Outcome.REFUSED;
    }

    private static String name(Verdict verdict) {
        return verdict.user().map(UserInfo::username).orElse("");
    }

    /** Whether a person in GitLab groups of these paths is in a group of the agent. */
    private static Optional<Finding> agent(Bench bench) {
        return bench.admitted(sample ->
                        sample.kind() == TokenKind.USER && sample.claims().get("groups_direct") instanceof List)
                .flatMap(verdict -> bench
                        .user(
                                verdict.sample().with("groups_direct", List.of("user", "ci_job")),
                                verdict.audiences().get(0))
                        .stream())
                .flatMap(user -> user.groups().stream())
                .filter(GROUPS_OF_THE_AGENT::contains)
                .findFirst()
                .map(group -> Finding.of(
                        Finding.Kind.PREFIX_IS_AMBIGUOUS,
                        bench.groupsPath(),
                        List.of(),
                        "Members of a GitLab group " + group.substring(group.indexOf(':') + 1) + " are in "
                                + Rejection.quote(group)
                                + ", a group that the GitLab agent gives to everybody who comes through it.",
                        "Take another prefix for groups, such as gitlab-group:."));
    }

    private static String issuers(List<Owned> owned) {
        return owned.stream()
                .map(owner -> owner.bench.jwt().issuer().url())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
