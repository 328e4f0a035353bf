package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves a sample of our own into the project, the group or the branch of which the rules speak: a rule about project
 * 4711 would refuse all samples otherwise, and nothing could be said about them. What the rules demand is read off
 * required claims and plain comparisons, and kept where it makes the rule hold.
 */
final class Fitting {
    /** Of a longer list one value does. */
    private static final int MOST_TRIED = 16;

    private Fitting() {}

    static Sample fit(Bench bench, Sample sample) {
        Sample fitted = sample;
        List<ClaimValidationRule> rules = bench.jwt().claimValidationRules();
        for (int i = 0; i < rules.size(); i++) {
            if (!RuleChecks.holds(bench, i, fitted)) {
                fitted = fit(bench, i, fitted);
            }
        }
        return fitted;
    }

    private static Sample fit(Bench bench, int rule, Sample sample) {
        List<Comparison> wishes =
                RuleChecks.comparisons(bench.jwt().claimValidationRules().get(rule));
        Draft all = Draft.of(sample);
        Set<String> wished = new HashSet<>();
        for (Comparison wish : wishes) {
            if (wished.add(wish.claim())) {
                want(all, sample.kind(), wish);
            }
        }
        Sample together = all.sample();
        if (RuleChecks.holds(bench, rule, together)) {
            return together;
        }
        for (Comparison wish : wishes.subList(0, Math.min(MOST_TRIED, wishes.size()))) {
            Draft one = Draft.of(sample);
            want(one, sample.kind(), wish);
            Sample alone = one.sample();
            if (RuleChecks.holds(bench, rule, alone)) {
                return alone;
            }
        }
        return sample;
    }

    private static void want(Draft draft, TokenKind kind, Comparison wish) {
        String claim = wish.claim().startsWith("job_") && !wish.claim().equals("job_id")
                ? wish.claim().substring("job_".length())
                : wish.claim();
        String old = draft.text(claim);
        if (old.isEmpty() || wish.how() == Comparison.How.EQUALS_NO_TEXT) {
            return;
        }
        if (claim.equals("sub") && kind == TokenKind.CI_JOB) {
            wantSubject(draft, wish);
            return;
        }
        String value = wish.example(old);
        if (KnownClaims.problem(claim, value).isPresent()
                || (claim.equals("sub") && !value.chars().allMatch(Character::isDigit))) {
            return;
        }
        put(draft, claim, value);
    }

    private static void put(Draft draft, String claim, String value) {
        draft.set(claim, value).set("job_" + claim, value);
        String path = draft.text("project_path");
        switch (claim) {
            case "ref_path" ->
                draft.set("ref_type", value.startsWith("refs/tags/") ? "tag" : "branch")
                        .set("ref", value.replaceFirst("^refs/(heads|tags)/", ""));
            case "project_path" -> ofOurs(draft, "namespace_path", parent(value));
            case "namespace_path" ->
                ofOurs(
                        draft,
                        "project_path",
                        value + path.substring(parent(path).length()));
            default -> {}
        }
    }

    private static void ofOurs(Draft draft, String claim, String value) {
        draft.set(claim, value).set("job_" + claim, value);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** A job's subject is made of claims, and its last piece may be the beginning of one. */
    private static void wantSubject(Draft draft, Comparison wish) {
        String value = wish.how() == Comparison.How.MATCHES ? wish.example("") : wish.value();
        String[] parts = value.split(":", -1);
        if (parts.length < 2) {
            return;
        }
        boolean open = wish.how() != Comparison.How.EQUALS && wish.how() != Comparison.How.ENDS;
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i + 1 < parts.length; i += 2) {
            boolean begun = open && i + 2 >= parts.length;
            if (!parts[i + 1].isEmpty()) {
                Comparison.How how = begun ? Comparison.How.BEGINS : Comparison.How.EQUALS;
                want(draft, TokenKind.CI_JOB, new Comparison(parts[i], how, parts[i + 1]));
            }
            shape.append(shape.isEmpty() ? "" : ":")
                    .append(parts[i])
                    .append(":")
                    .append(draft.text(parts[i]));
        }
        if (wish.how() == Comparison.How.EQUALS
                && KnownClaims.problem("sub", value).isEmpty()) {
            draft.set("sub", shape.toString());
        }
    }
}
