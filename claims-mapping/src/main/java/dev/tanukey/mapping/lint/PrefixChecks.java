package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Prefixes under which somebody else may have names. */
final class PrefixChecks {
    /** What the GitLab agent calls those whom it impersonates. */
    private static final List<String> GROUPS_OF_THE_AGENT = List.of("gitlab:user", "gitlab:ci_job");

    private PrefixChecks() {}

    /** A prefix that an issuer puts before names of one sort. */
    private record Owned(Bench bench, String path, String prefix) {}

    static List<Finding> check(List<Bench> benches) {
        List<Finding> findings = new ArrayList<>();
        List<Set<Owned>> usernames =
                benches.stream().map(PrefixChecks::usernames).toList();
        List<Set<Owned>> groups = benches.stream().map(PrefixChecks::groups).toList();
        for (int i = 0; i < benches.size(); i++) {
            for (int j = i + 1; j < benches.size(); j++) {
                compare(usernames.get(i), usernames.get(j), findings);
                compare(groups.get(i), groups.get(j), findings);
            }
            groups.get(i).forEach(owned -> compareWithAgent(owned, findings));
        }
        return findings;
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

    private static void compare(Set<Owned> ours, Set<Owned> theirs, List<Finding> findings) {
        for (Owned a : ours) {
            for (Owned b : theirs) {
                if (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix)) {
                    findings.add(ambiguous(a, b));
                }
            }
        }
    }

    private static Finding ambiguous(Owned a, Owned b) {
        boolean first = a.prefix.length() >= b.prefix.length();
        Owned longer = first ? a : b;
        Owned shorter = first ? b : a;
        boolean same = a.prefix.equals(b.prefix);
        Finding finding = Finding.of(
                Finding.Kind.PREFIX_IS_AMBIGUOUS,
                longer.path,
                List.of(),
                same
                        ? "The issuers " + issuer(a) + " and " + issuer(b) + " give names under the same prefix, "
                                + Rejection.quote(a.prefix) + ": one can give the names of the other."
                        : "The prefix " + Rejection.quote(longer.prefix) + " of " + issuer(longer) + " begins with "
                                + Rejection.quote(shorter.prefix) + " of " + issuer(shorter)
                                + ", which can give names under both.",
                "Give each issuer prefixes of which none begins with another.");
        return same ? finding.as(Finding.Severity.ERROR) : finding;
    }

    private static void compareWithAgent(Owned owned, List<Finding> findings) {
        GROUPS_OF_THE_AGENT.stream()
                .filter(group -> group.startsWith(owned.prefix))
                .filter(group ->
                        group.length() > owned.prefix.length() && group.indexOf(':', owned.prefix.length()) < 0)
                .findFirst()
                .ifPresent(group -> findings.add(Finding.of(
                        Finding.Kind.PREFIX_IS_AMBIGUOUS,
                        owned.path,
                        List.of(),
                        "Members of a GitLab group " + group.substring(owned.prefix.length()) + " are in "
                                + Rejection.quote(group)
                                + ", a group that the GitLab agent gives to everybody who comes through it.",
                        "Take another prefix for groups, such as gitlab-group:.")));
    }

    private static String issuer(Owned owned) {
        return owned.bench.jwt().issuer().url();
    }
}
