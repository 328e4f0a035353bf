package dev.tanukey.mapping.gitlab;

import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes mappings in the form of a Kubernetes AuthenticationConfiguration. */
final class WrittenMapping {
    private static final List<UserValidationRule> NOBODY_OF_THE_SYSTEM = List.of(
            new UserValidationRule("!user.username.startsWith('system:')", "the username must not begin with system:"),
            new UserValidationRule("user.groups.all(g, !g.startsWith('system:'))", "no group may begin with system:"));

    private WrittenMapping() {}

    /** One kind of tokens; the others are refused. */
    static JwtAuthenticator of(GitLabMapping mapping, Issuer issuer) {
        return new JwtAuthenticator(
                issuer,
                rules(mapping),
                new ClaimMappings(
                        PrefixedClaimOrExpression.expression(mapping.terms().celUsername()),
                        mapping.terms()
                                .celGroups()
                                .map(PrefixedClaimOrExpression::expression)
                                .orElse(PrefixedClaimOrExpression.NONE),
                        uid(mapping),
                        mapping.extra().keySet().stream()
                                .map(key ->
                                        new ExtraMapping(key, mapping.terms().celExtra(key)))
                                .toList()),
                NOBODY_OF_THE_SYSTEM);
    }

    /** Two kinds of tokens, each with its own mapping and rules. */
    static JwtAuthenticator of(GitLabMapping jobs, GitLabMapping users, Issuer issuer) {
        List<ClaimValidationRule> rules = new ArrayList<>();
        for (ClaimValidationRule rule : rules(jobs)) {
            rules.add(KindRules.of(users.kind()).contains(rule) ? rule : onlyIf("!" + KindRules.IS_JOB, rule));
        }
        for (ClaimValidationRule rule : rules(users)) {
            if (!rules.contains(rule)) {
                rules.add(onlyIf(KindRules.IS_JOB, rule));
            }
        }
        Set<String> keys = new LinkedHashSet<>(jobs.extra().keySet());
        keys.addAll(users.extra().keySet());
        return new JwtAuthenticator(
                issuer,
                rules,
                new ClaimMappings(
                        PrefixedClaimOrExpression.expression(
                                either(jobs.terms().celUsername(), users.terms().celUsername())),
                        groups(jobs.terms().celGroups(), users.terms().celGroups()),
                        uid(jobs.terms().celUid(), users.terms().celUid()),
                        keys.stream()
                                .map(key -> new ExtraMapping(
                                        key,
                                        either(
                                                jobs.terms().celExtra(key),
                                                users.terms().celExtra(key))))
                                .toList()),
                NOBODY_OF_THE_SYSTEM);
    }

    private static List<ClaimValidationRule> rules(GitLabMapping mapping) {
        List<ClaimValidationRule> rules = new ArrayList<>(KindRules.of(mapping.kind()));
        rules.addAll(mapping.terms().impliedRules());
        mapping.rules().forEach(rule -> rules.add(rule.written()));
        return rules;
    }

    /** A rule that means nothing where the condition holds. */
    private static ClaimValidationRule onlyIf(String unless, ClaimValidationRule rule) {
        return ClaimValidationRule.expression(unless + " || (" + rule.expression() + ")", rule.message());
    }

    private static String either(String job, String user) {
        return KindRules.IS_JOB + " ? " + UserTerms.grouped(job) + " : " + UserTerms.grouped(user);
    }

    private static PrefixedClaimOrExpression groups(Optional<String> job, Optional<String> user) {
        return job.isEmpty() && user.isEmpty()
                ? PrefixedClaimOrExpression.NONE
                : PrefixedClaimOrExpression.expression(either(job.orElse("[]"), user.orElse("[]")));
    }

    private static ClaimOrExpression uid(GitLabMapping mapping) {
        return mapping.terms()
                .sureUidClaim()
                .map(claim -> new ClaimOrExpression(claim, ""))
                .or(() -> mapping.terms().celUid().map(expression -> new ClaimOrExpression("", expression)))
                .orElse(ClaimOrExpression.NONE);
    }

    private static ClaimOrExpression uid(Optional<String> job, Optional<String> user) {
        return job.isEmpty() && user.isEmpty()
                ? ClaimOrExpression.NONE
                : new ClaimOrExpression("", either(job.orElse("''"), user.orElse("''")));
    }
}
