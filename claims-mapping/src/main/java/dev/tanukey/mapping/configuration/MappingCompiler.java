package dev.tanukey.mapping.configuration;

import static java.util.Objects.requireNonNull;

import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.validation.Validation;
import dev.tanukey.token.Claims;
import java.util.List;

/** Makes the running mapping of one authenticator that is known to be valid. */
final class MappingCompiler {
    private final JwtAuthenticator jwt;
    private final String path;
    private final Validation validation;

    MappingCompiler(JwtAuthenticator jwt, String path, Validation validation) {
        this.jwt = jwt;
        this.path = path;
        this.validation = validation;
    }

    ClaimMappings mapper() {
        ClaimMappings.Builder mapper = username();
        mapGroups(mapper);
        mapUid(mapper);
        mapExtra(mapper);
        addClaimRules(mapper);
        addUserRules(mapper);
        return mapper.build();
    }

    private ClaimMappings.Builder username() {
        JwtAuthenticator.PrefixedClaimOrExpression username =
                jwt.claimMappings().username();
        return username.expression().isEmpty()
                ? ClaimMappings.username(username.claim(), username.prefix().orElse(""))
                : ClaimMappings.username(overClaims(".claimMappings.username.expression"));
    }

    private void mapGroups(ClaimMappings.Builder mapper) {
        JwtAuthenticator.PrefixedClaimOrExpression groups = jwt.claimMappings().groups();
        if (!groups.expression().isEmpty()) {
            mapper.groups(overClaims(".claimMappings.groups.expression"));
        } else if (!groups.claim().isEmpty()) {
            mapper.groups(groups.claim(), groups.prefix().orElse(""));
        }
    }

    private void mapUid(ClaimMappings.Builder mapper) {
        JwtAuthenticator.ClaimOrExpression uid = jwt.claimMappings().uid();
        if (!uid.expression().isEmpty()) {
            mapper.uid(overClaims(".claimMappings.uid.expression"));
        } else if (!uid.claim().isEmpty()) {
            mapper.uid(uid.claim());
        }
    }

    private void mapExtra(ClaimMappings.Builder mapper) {
        List<JwtAuthenticator.ExtraMapping> extra = jwt.claimMappings().extra();
        for (int i = 0; i < extra.size(); i++) {
            mapper.extra(extra.get(i).key(), overClaims(".claimMappings.extra[" + i + "].valueExpression"));
        }
    }

    private void addClaimRules(ClaimMappings.Builder mapper) {
        List<JwtAuthenticator.ClaimValidationRule> rules = jwt.claimValidationRules();
        for (int i = 0; i < rules.size(); i++) {
            JwtAuthenticator.ClaimValidationRule rule = rules.get(i);
            if (rule.expression().isEmpty()) {
                mapper.requiredClaim(rule.claim(), rule.requiredValue());
            } else {
                mapper.claimRule(overClaims(".claimValidationRules[" + i + "].expression"), rule.message());
            }
        }
    }

    private void addUserRules(ClaimMappings.Builder mapper) {
        List<JwtAuthenticator.UserValidationRule> rules = jwt.userValidationRules();
        for (int i = 0; i < rules.size(); i++) {
            String field = path + ".userValidationRules[" + i + "].expression";
            mapper.userRule(
                    requireNonNull(validation.overUser().get(field), field),
                    rules.get(i).message());
        }
    }

    private Expression<Claims> overClaims(String field) {
        return requireNonNull(validation.overClaims().get(path + field), field);
    }
}
