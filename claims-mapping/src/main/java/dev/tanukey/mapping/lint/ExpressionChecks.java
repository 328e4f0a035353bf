package dev.tanukey.mapping.lint;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Expressions that fail, where nothing else keeps the sample out. */
final class ExpressionChecks {
    private static final String USERNAME = "claimMappings.username.expression";

    private final Bench bench;
    /** The samples over which one field fails for one reason. */
    private final Map<Failure, Set<String>> failures = new LinkedHashMap<>();

    private ExpressionChecks(Bench bench) {
        this.bench = bench;
    }

    private record Failure(String field, String why, Finding.Severity severity) {}

    static List<Finding> check(Bench bench) {
        ExpressionChecks checks = new ExpressionChecks(bench);
        bench.verdicts().forEach(checks::look);
        return checks.findings();
    }

    private void look(Verdict verdict) {
        if (!(verdict.outcome() instanceof AuthenticationResult.Rejected refused)) {
            return;
        }
        Rejection rejection = refused.rejection();
        boolean byExpression = rejection.reason() == RejectionReason.EXPRESSION_FAILED
                || rejection.reason() == RejectionReason.EXPRESSION_STOPPED;
        boolean byType = rejection.reason() == RejectionReason.MAPPING_FAILED
                && rejection.claim().isEmpty();
        if ((byExpression || byType) && !RuleChecks.refuses(bench, verdict)) {
            explain(verdict, rejection);
        }
    }

    private void explain(Verdict verdict, Rejection rejection) {
        String audience = verdict.audiences().get(0);
        boolean explained = false;
        boolean named = true;
        for (Map.Entry<String, Expression<Claims>> field :
                bench.expressions().overClaims().entrySet()) {
            Optional<String> failure =
                    bench.value(field.getValue(), verdict.sample(), audience).flatMap(Bench.Value::failure);
            if (failure.isPresent()) {
                named &= !field.getKey().equals(USERNAME);
                boolean half = named && field.getKey().startsWith("claimMappings.");
                add(field.getKey(), failure.get(), half, verdict);
                explained = true;
            }
        }
        if (!explained) {
            String why = "expected " + rejection.expected() + "; came " + rejection.actual();
            String field = bench.expressions().fieldOf(rejection.expected()).orElse("userValidationRules");
            add(field, why, field.startsWith("claimMappings."), verdict);
        }
    }

    private void add(String field, String why, boolean half, Verdict verdict) {
        Finding.Severity severity = half ? Finding.Severity.ERROR : Finding.Severity.WARNING;
        failures.computeIfAbsent(new Failure(field, why, severity), any -> new LinkedHashSet<>())
                .add(verdict.sample().name());
    }

    /** One kind gets in; that claims of it are missing from the other keeps that one out, and is one thing to say. */
    private Optional<Finding> kindKeptOut(TokenKind out, TokenKind in, String who, String rule) {
        if (bench.admitted(in).findAny().isEmpty()
                || bench.admitted(out).findAny().isPresent()) {
            return Optional.empty();
        }
        Set<String> names = bench.verdicts().stream()
                .filter(verdict -> verdict.sample().kind() != in)
                .map(verdict -> verdict.sample().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<Failure, Set<String>> merged = new LinkedHashMap<>(failures);
        merged.entrySet()
                .removeIf(failure -> failure.getKey().severity != Finding.Severity.WARNING
                        || !failure.getKey().why.contains("no such key")
                        || !names.containsAll(failure.getValue()));
        failures.keySet().removeAll(merged.keySet());
        return merged.keySet().stream().findFirst().map(failure -> Finding.of(
                        Finding.Kind.EVALUATION_ERROR,
                        bench.path(failure.field),
                        merged.values().stream().flatMap(Set::stream).distinct().toList(),
                        who + " are refused by an error: " + failure.why + ".",
                        "The rule " + rule + " would say it.")
                .as(Finding.Severity.NOTE));
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        kindKeptOut(TokenKind.USER, TokenKind.CI_JOB, "People", "has(claims.job_id)")
                .ifPresent(findings::add);
        kindKeptOut(TokenKind.CI_JOB, TokenKind.USER, "Jobs", "!has(claims.job_id)")
                .ifPresent(findings::add);
        failures.forEach((failure, samples) -> findings.add(Finding.of(
                        Finding.Kind.EVALUATION_ERROR,
                        bench.path(failure.field),
                        List.copyOf(samples),
                        "The expression has no value over these tokens: " + failure.why + ". They are refused.",
                        failure.why.contains("no such key")
                                ? "Ask with has() whether the claim is there, or read it with claims.?name.orValue(...); "
                                        + "keep out other kinds of tokens by a rule."
                                : "Check the types: groups_direct is a list, ids and ref_protected are strings; a list "
                                        + "gets its prefixes by dyn(claims.groups_direct).map(g, \"prefix:\" + g).")
                .as(failure.severity)));
        return findings;
    }
}
