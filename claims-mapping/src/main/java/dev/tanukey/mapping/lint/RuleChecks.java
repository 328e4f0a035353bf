package dev.tanukey.mapping.lint;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules that no token of GitLab can fulfil. */
final class RuleChecks {

    private RuleChecks() {}

    static List<Finding> check(Bench bench) {
        List<Finding> findings = new ArrayList<>();
        List<ClaimValidationRule> rules = bench.jwt().claimValidationRules();
        for (int i = 0; i < rules.size(); i++) {
            never(bench, i).ifPresent(findings::add);
        }
        username(bench).ifPresent(findings::add);
        overUser(bench).ifPresent(findings::add);
        return findings;
    }

    /** What a rule compares claims with. */
    static List<Comparison> comparisons(ClaimValidationRule rule) {
        return rule.expression().isEmpty()
                ? List.of(new Comparison(rule.claim(), Comparison.How.EQUALS, rule.requiredValue()))
                : Comparisons.in(rule.expression());
    }

    private static String field(int rule) {
        return "claimValidationRules[" + rule + "].expression";
    }

    private static Optional<Finding> never(Bench bench, int index) {
        if (bench.samples().stream().anyMatch(sample -> holds(bench, index, sample))) {
            return Optional.empty();
        }
        ClaimValidationRule rule = bench.jwt().claimValidationRules().get(index);
        List<String> reasons = comparisons(rule).stream()
                .flatMap(
                        compared -> KnownClaims.problem(compared)
                                .map(why -> compared.written() + " as " + compared.claim() + ": " + why)
                                .stream())
                .distinct()
                .toList();
        boolean required = rule.expression().isEmpty();
        Finding finding = Finding.of(
                Finding.Kind.RULE_NEVER_MATCHES,
                bench.path(required ? "claimValidationRules[" + index + "].requiredValue" : field(index)),
                List.of(),
                reasons.isEmpty()
                        ? "No sample fulfils the rule, so that this report proves nothing about the tokens that do."
                        : "No token has " + String.join("; none has ", reasons) + ". Nobody gets in.",
                reasons.isEmpty()
                        ? "Give samples of your own, or compare the rule with a real token."
                        : required
                                ? "Demand a value that GitLab sends, or write an expression."
                                : "Compare the claim with a value that GitLab sends.");
        boolean certain = comparisons(rule).stream().anyMatch(KnownClaims::isImpossible);
        return Optional.of(certain ? finding : finding.as(Finding.Severity.WARNING));
    }

    /** A username of a claim that GitLab does not send. */
    private static Optional<Finding> username(Bench bench) {
        String claim = bench.jwt().claimMappings().username().claim();
        return KnownClaims.unknown(claim)
                .filter(unknown -> bench.admitted(sample -> true).findAny().isEmpty())
                .map(unknown -> Finding.of(
                                Finding.Kind.RULE_NEVER_MATCHES,
                                bench.usernamePath(),
                                List.of(),
                                "No token has " + claim + ": " + unknown + ". Nobody gets in.",
                                "Name by a claim that GitLab sends, such as project_id of a job or sub of a person.")
                        .as(KnownClaims.alike(claim).isEmpty() ? Finding.Severity.WARNING : Finding.Severity.ERROR));
    }

    /** Whether a rule holds over a sample, with whatever audience. */
    static boolean holds(Bench bench, int index, Sample sample) {
        return bench.audiences().stream()
                .anyMatch(audience -> holds(bench, index, sample, audience).orElse(false));
    }

    /** Empty where the rule has no value, or the sample is no token. */
    private static Optional<Boolean> holds(Bench bench, int index, Sample sample, String audience) {
        ClaimValidationRule rule = bench.jwt().claimValidationRules().get(index);
        return rule.expression().isEmpty()
                ? bench.claims(sample, audience).map(claims -> fulfils(claims, rule))
                : bench.value(bench.expressions().overClaims(field(index)), sample, audience)
                        .map(Bench.Value::value)
                        .filter(Boolean.class::isInstance)
                        .map(Boolean.class::cast);
    }

    /** Whether a rule keeps the sample out, whatever the mapping makes of it; one that has no value does not count. */
    static boolean refuses(Bench bench, Verdict verdict) {
        return outcomes(bench, verdict).anyMatch(holds -> !holds.orElse(true));
    }

    /** Whether all rules hold. */
    static boolean allow(Bench bench, Verdict verdict) {
        return outcomes(bench, verdict).allMatch(holds -> holds.orElse(false));
    }

    private static Stream<Optional<Boolean>> outcomes(Bench bench, Verdict verdict) {
        return IntStream.range(0, bench.jwt().claimValidationRules().size())
                .mapToObj(rule ->
                        holds(bench, rule, verdict.sample(), verdict.audiences().get(0)));
    }

    private static boolean fulfils(Claims claims, ClaimValidationRule rule) {
        return claims.has(rule.claim()) && claims.value(rule.claim()).orElse("").equals(rule.requiredValue());
    }

    /** Rules over the user see no claims; that they refuse whomever they see can be told. */
    private static Optional<Finding> overUser(Bench bench) {
        List<Verdict> refused = bench.verdicts().stream()
                .filter(verdict -> verdict.outcome() instanceof AuthenticationResult.Rejected bad
                        && bad.rejection().reason() == RejectionReason.USER_RULE_FAILED)
                .toList();
        return refused.isEmpty() || bench.admitted(sample -> true).findAny().isPresent()
                ? Optional.empty()
                : Optional.of(Finding.of(
                                Finding.Kind.RULE_NEVER_MATCHES,
                                bench.path("userValidationRules"),
                                KindChecks.samples(refused),
                                "The rules over the user refuse every sample that reaches them.",
                                "Compare them with the names and groups that the mapping gives.")
                        .as(Finding.Severity.WARNING));
    }
}
