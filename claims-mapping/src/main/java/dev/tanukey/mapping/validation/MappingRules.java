package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the section {@code claimMappings}. */
final class MappingRules {
    private final ExpressionRules expressions;
    private final ExtraRules extra;
    private final Problems problems;

    MappingRules(ExpressionRules expressions, Problems problems) {
        this.expressions = expressions;
        this.extra = new ExtraRules(expressions, problems);
        this.problems = problems;
    }

    /** Judges the mappings; the rules over the claims count for the use of an e-mail address as username. */
    void judge(String path, ClaimMappings mappings, List<Expression<Claims>> claimRules) {
        String usernamePath = path + ".username";
        if (mappings.username().claim().isEmpty()
                && mappings.username().expression().isEmpty()) {
            problems.required(
                    usernamePath,
                    "claim or expression is required",
                    "Write the claim that names the user, such as sub, and a prefix");
        }
        Optional<Expression<Claims>> username = judge(usernamePath, mappings.username());
        judge(path + ".groups", mappings.groups());
        judgeUid(path + ".uid", mappings.uid());
        List<Expression<Claims>> values = extra.judge(path + ".extra", mappings.extra());
        username.ifPresent(expression -> judgeEmail(usernamePath + ".expression", expression, values, claimRules));
    }

    /** Gives the expression, if there is one and the whole field is without fault. */
    private Optional<Expression<Claims>> judge(String path, PrefixedClaimOrExpression mapping) {
        if (!mapping.claim().isEmpty() && !mapping.expression().isEmpty()) {
            bothAreSet(path);
        } else if (!mapping.expression().isEmpty()) {
            mapping.prefix()
                    .ifPresent(prefix -> problems.invalid(
                            path + ".prefix",
                            prefix,
                            "may not be specified when expression is set",
                            "Put it into the expression, as in \"gitlab:\" + claims.sub"));
            Optional<Expression<Claims>> expression = expressions.value(path + ".expression", mapping.expression());
            return mapping.prefix().isEmpty() ? expression : Optional.empty();
        } else if (!mapping.claim().isEmpty() && mapping.prefix().isEmpty()) {
            problems.required(
                    path + ".prefix",
                    "prefix is required when claim is set. It can be set to an empty string to disable prefixing",
                    "Write a prefix that is this issuer's alone, such as gitlab:");
        }
        return Optional.empty();
    }

    private void judgeUid(String path, ClaimOrExpression uid) {
        if (!uid.claim().isEmpty() && !uid.expression().isEmpty()) {
            bothAreSet(path);
        } else if (!uid.expression().isEmpty()) {
            expressions.value(path + ".expression", uid.expression());
        }
    }

    private void bothAreSet(String path) {
        problems.invalid(path, "", "claim and expression can't both be set", "Take out one of the two");
    }

    private void judgeEmail(
            String path, Expression<Claims> username, List<Expression<Claims>> extra, List<Expression<Claims>> rules) {
        if (!username.selects("email")) {
            return;
        }
        List<Expression<Claims>> considered = new ArrayList<>(extra);
        considered.add(username);
        considered.addAll(rules);
        if (considered.stream().noneMatch(expression -> expression.selects("email_verified"))) {
            problems.invalid(
                    path,
                    username.text(),
                    "claims.email_verified must be used in claimMappings.username.expression or"
                            + " claimMappings.extra[*].valueExpression or claimValidationRules[*].expression"
                            + " when claims.email is used in claimMappings.username.expression",
                    "Add the rule claims.?email_verified.orValue(true) == true, so that nobody takes a name with an"
                            + " address that was never verified");
        }
    }
}
