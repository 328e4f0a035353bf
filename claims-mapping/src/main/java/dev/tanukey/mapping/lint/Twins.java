package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The twins of our jobs on one bench. Of each kind one that gets in is enough, and one that is called as its job is.
 */
final class Twins {
    private final Bench bench;
    private final List<Sample> jobs = new ArrayList<>();
    private final Set<Twin> admitted = EnumSet.noneOf(Twin.class);
    private final Set<Twin> confused = EnumSet.noneOf(Twin.class);

    private boolean usualAdmitted;

    Twins(Bench bench) {
        this.bench = bench;
    }

    /** The usual job, all of whose twins are shown. */
    void showAll(Sample job) {
        List<UserInfo> users = users(bench.judge(job));
        usualAdmitted = !users.isEmpty();
        for (Twin twin : Twin.values()) {
            Sample other = closest(twin, job);
            List<Verdict> judged = bench.judge(other);
            boolean matters = isWorthATry(twin) && matters(twin, users, users(judged));
            if (matters || twin != Twin.OF_OURS_ELSEWHERE) {
                bench.show(other, judged);
            }
        }
    }

    /** Whether the job gets in of which all twins are shown, so that those that differ in sub alone add nothing. */
    boolean isUsualJobAdmitted() {
        return usualAdmitted;
    }

    /** A job of ours; other samples have no twins. */
    void add(Sample job) {
        if (job.kind() == TokenKind.CI_JOB && job.traits().isEmpty()) {
            jobs.add(job);
        }
    }

    void showThoseThatMatter() {
        for (Sample job : jobs) {
            List<UserInfo> users = users(bench.judge(job));
            for (Twin twin : users.isEmpty() ? new Twin[0] : Twin.values()) {
                Sample other = closest(twin, job);
                List<Verdict> judged = bench.judge(other);
                if (twin != Twin.AUDIENCES && isWorthATry(twin) && matters(twin, users, users(judged))) {
                    bench.show(other, judged);
                }
            }
        }
    }

    /** The first spelling that gets in, or the first of all. */
    private Sample closest(Twin twin, Sample job) {
        List<Sample> spellings = twin.of(job);
        return spellings.stream()
                .filter(sample -> !users(bench.judge(sample)).isEmpty())
                .findFirst()
                .orElse(spellings.get(0));
    }

    /** Where strangers get in, what our own people start in their projects says no more. */
    private boolean isWorthATry(Twin twin) {
        return twin != Twin.OF_OURS_ELSEWHERE || !admitted.contains(Twin.BY_STRANGER);
    }

    private boolean matters(Twin twin, List<UserInfo> users, List<UserInfo> others) {
        boolean more = twin == Twin.GROUPS ? !groups(users).containsAll(groups(others)) : !others.isEmpty();
        boolean same = names(others).removeAll(names(users));
        boolean first = more && admitted.add(twin);
        return (more && same && twin != Twin.GROUPS && confused.add(twin)) || first;
    }

    private static List<UserInfo> users(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::user).flatMap(Optional::stream).toList();
    }

    private static Set<String> names(List<UserInfo> users) {
        Set<String> names = new HashSet<>();
        users.forEach(user -> names.add(user.username()));
        return names;
    }

    private static Set<String> groups(List<UserInfo> users) {
        Set<String> groups = new HashSet<>();
        users.forEach(user -> groups.addAll(user.groups()));
        return groups;
    }
}
