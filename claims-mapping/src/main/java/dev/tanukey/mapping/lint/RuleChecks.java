package dev.tanukey.mapping.lint;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules that no token of GitLab can fulfil. */
final class RuleChecks {

    private RuleChecks() {}

    static List<Finding> check(Bench bench) {
        List<Finding> findings = new ArrayList<>();
        List<ClaimValidationRule> rules = bench.jwt().claimValidationRules();
        for (int i = 0; i < rules.size(); i++) {
            String field = "claimValidationRules[" + i + "].";
            if (rules.get(i).expression().isEmpty()) {
                required(bench, rules.get(i), field + "requiredValue").ifPresent(findings::add);
            } else {
                expression(bench, rules.get(i), field + "expression").ifPresent(findings::add);
            }
        }
        overUser(bench).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> required(Bench bench, ClaimValidationRule rule, String field) {
        return KnownClaims.problem(rule.claim(), rule.requiredValue())
                .map(why -> Finding.of(
                        Finding.Kind.RULE_NEVER_MATCHES,
                        bench.path(field),
                        List.of(),
                        "No token has " + Rejection.quote(rule.requiredValue()) + " as " + rule.claim() + ": " + why
                                + ". Nobody gets in.",
                        "Demand a value that GitLab sends, or write an expression."));
    }

    private static Optional<Finding> expression(Bench bench, ClaimValidationRule rule, String field) {
        Expression<Claims> expression = bench.expressions().overClaims(field);
        if (bench.samples().stream().anyMatch(sample -> holds(bench, expression, sample))) {
            return Optional.empty();
        }
        List<String> reasons = Fitting.comparisons(rule.expression()).stream()
                .flatMap(compared -> KnownClaims.problem(compared.claim(), compared.value())
                        .map(why -> Rejection.quote(compared.value()) + " as " + compared.claim() + ": " + why)
                        .stream())
                .toList();
        Finding finding = Finding.of(
                Finding.Kind.RULE_NEVER_MATCHES,
                bench.path(field),
                List.of(),
                "No sample fulfils the rule"
                        + (reasons.isEmpty() ? "." : ". No token has " + String.join("; none has ", reasons) + "."),
                "If it speaks of your own project, give samples of your own; else compare it with a real token.");
        return Optional.of(reasons.isEmpty() ? finding.as(Finding.Severity.WARNING) : finding);
    }

    private static boolean holds(Bench bench, Expression<Claims> rule, Sample sample) {
        return bench.jwt().issuer().audiences().stream().anyMatch(audience -> bench.value(rule, sample, audience)
                .filter(value -> Boolean.TRUE.equals(value.value()))
                .isPresent());
    }

    /** Whether a rule keeps the sample out, whatever the mapping makes of it. */
    static boolean refuses(Bench bench, Verdict verdict) {
        List<ClaimValidationRule> rules = bench.jwt().claimValidationRules();
        String audience = verdict.audiences().get(0);
        for (int i = 0; i < rules.size(); i++) {
            ClaimValidationRule rule = rules.get(i);
            if (rule.expression().isEmpty()) {
                if (bench.claims(verdict.sample(), audience)
                        .filter(claims -> !fulfils(claims, rule))
                        .isPresent()) {
                    return true;
                }
            } else if (bench.value(
                            bench.expressions().overClaims("claimValidationRules[" + i + "].expression"),
                            verdict.sample(),
                            audience)
                    .filter(value -> Boolean.FALSE.equals(value.value()))
                    .isPresent()) {
                return true;
            }
        }
        return false;
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
