package dev.tanukey.mapping.validation;

import static dev.tanukey.mapping.validation.Judgement.authenticator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.schema.AnonymousAuthentication;
import dev.tanukey.mapping.schema.ApiVersion;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.text.ConfigurationDocument;
import dev.tanukey.mapping.text.SourcePositions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows 28 to 33, 42 and 45 of the table of Kubernetes' rules: what is said about mappings, and about anonymous. */
class MappingRulesTest {
    private static final PrefixedClaimOrExpression SUB = PrefixedClaimOrExpression.claim("sub", "");
    private static final String EMAIL_RULE = "claims.email_verified must be used in claimMappings.username.expression"
            + " or claimMappings.extra[*].valueExpression or claimValidationRules[*].expression when claims.email is"
            + " used in claimMappings.username.expression";
    private static final FakeLanguage LANGUAGE = new FakeLanguage()
            .value("claims.sub", "sub")
            .value("claims['email']")
            .value("claims.email", "email")
            .value("claims.email_verified ? claims.email : ''", "email", "email_verified")
            .value("claims.email_verified", "email_verified")
            .rule("claims.?email_verified.orValue(true) == true", "email_verified");

    private static JwtAuthenticator username(PrefixedClaimOrExpression username) {
        return authenticator().with(ClaimMappings.of(username));
    }

    private static JwtAuthenticator groups(PrefixedClaimOrExpression groups) {
        return authenticator().with(new ClaimMappings(SUB, groups, ClaimOrExpression.NONE, List.of()));
    }

    private static JwtAuthenticator uid(ClaimOrExpression uid) {
        return authenticator().with(new ClaimMappings(SUB, PrefixedClaimOrExpression.NONE, uid, List.of()));
    }

    private static JwtAuthenticator email(ExtraMapping... extra) {
        return authenticator()
                .with(new ClaimMappings(
                        PrefixedClaimOrExpression.expression("claims.email"),
                        PrefixedClaimOrExpression.NONE,
                        ClaimOrExpression.NONE,
                        List.of(extra)));
    }

    private static String emailProblem(String expression) {
        return "jwt[0].claimMappings.username.expression: Invalid value: \"" + expression + "\": " + EMAIL_RULE;
    }

    private static PrefixedClaimOrExpression both() {
        return new PrefixedClaimOrExpression("a", Optional.empty(), "broken");
    }

    @Test
    void row_28_a_username_is_from_a_claim_or_from_an_expression() {
        Judgement.of(LANGUAGE, username(both()))
                .is("jwt[0].claimMappings.username: Invalid value: \"\": claim and expression can't both be set");
    }

    @Test
    void row_29_a_username_is_required() {
        Judgement.of(username(new PrefixedClaimOrExpression("", Optional.of("p"), "")))
                .is("jwt[0].claimMappings.username: Required value: claim or expression is required");
    }

    @Test
    void row_30_an_expression_has_no_prefix_be_it_empty_and_is_compiled_nevertheless() {
        Judgement.of(LANGUAGE, username(new PrefixedClaimOrExpression("", Optional.of(""), "foo")))
                .is(
                        "jwt[0].claimMappings.username.prefix: Invalid value: \"\": may not be specified when"
                                + " expression is set",
                        "jwt[0].claimMappings.username.expression: Invalid value: \"foo\": compilation failed: ERROR:"
                                + " foo");
        Judgement.of(LANGUAGE, groups(new PrefixedClaimOrExpression("", Optional.of("p"), "claims.sub")))
                .is("jwt[0].claimMappings.groups.prefix: Invalid value: \"p\": may not be specified when expression is"
                        + " set");
    }

    @Test
    void row_31_a_claim_has_a_prefix_be_it_empty() {
        PrefixedClaimOrExpression bare = new PrefixedClaimOrExpression("a", Optional.empty(), "");
        String problem = "Required value: prefix is required when claim is set. It can be set to an empty string to"
                + " disable prefixing";

        Judgement.of(username(bare)).is("jwt[0].claimMappings.username.prefix: " + problem);
        Judgement.of(groups(bare)).is("jwt[0].claimMappings.groups.prefix: " + problem);
        Judgement.of(username(SUB)).isFine();
    }

    @Test
    void row_32_groups_are_from_a_claim_or_from_an_expression_or_absent() {
        Judgement.of(groups(both()))
                .is("jwt[0].claimMappings.groups: Invalid value: \"\": claim and expression can't both be set");
        Judgement.of(groups(PrefixedClaimOrExpression.NONE)).isFine();
        Judgement.of(groups(new PrefixedClaimOrExpression("", Optional.of("p"), "")))
                .isFine();
    }

    @Test
    void row_33_a_uid_is_from_a_claim_or_from_an_expression_or_absent() {
        Judgement.of(uid(new ClaimOrExpression("a", "b")))
                .is("jwt[0].claimMappings.uid: Invalid value: \"\": claim and expression can't both be set");
        Judgement.of(uid(new ClaimOrExpression("a", ""))).isFine();
        Judgement.of(LANGUAGE, uid(new ClaimOrExpression("", "foo")))
                .is("jwt[0].claimMappings.uid.expression: Invalid value: \"foo\": compilation failed: ERROR: foo");
    }

    @Test
    void row_42_an_email_address_as_username_must_be_looked_at_with_its_verification() {
        Judgement.of(LANGUAGE, email()).is(emailProblem("claims.email"));
        Judgement.of(LANGUAGE, username(PrefixedClaimOrExpression.expression("claims['email']")))
                .isFine();
    }

    @Test
    void row_42_the_username_itself_may_look_at_the_verification() {
        Judgement.of(
                        LANGUAGE,
                        username(PrefixedClaimOrExpression.expression("claims.email_verified ? claims.email : ''")))
                .isFine();
    }

    @Test
    void row_42_an_extra_attribute_may_even_with_a_key_that_cannot_be() {
        Judgement.of(LANGUAGE, email(new ExtraMapping("foo", "claims.email_verified")))
                .is("jwt[0].claimMappings.extra[0].key: Invalid value: \"foo\": must be a domain-prefixed path (such as"
                        + " \"acme.io/foo\")");
        Judgement.of(
                        LANGUAGE,
                        email(
                                new ExtraMapping("example.org/a", "claims.sub"),
                                new ExtraMapping("example.org/a", "claims.email_verified")))
                .is(
                        "jwt[0].claimMappings.extra[1].key: Duplicate value: \"example.org/a\"",
                        emailProblem("claims.email"));
    }

    @Test
    void row_42_a_rule_over_the_claims_may_if_it_is_boolean_and_an_expression() {
        Judgement.of(
                        LANGUAGE,
                        email().with(ClaimValidationRule.expression(
                                "claims.?email_verified.orValue(true) == true", "")))
                .isFine();
        Judgement.of(LANGUAGE, email().with(ClaimValidationRule.required("email_verified", "true")))
                .is(emailProblem("claims.email"));
        Judgement.of(LANGUAGE, email().with(ClaimValidationRule.expression("claims.email_verified", "")))
                .is(
                        "jwt[0].claimValidationRules[0].expression: Invalid value: \"claims.email_verified\": must"
                                + " evaluate to bool",
                        emailProblem("claims.email"));
    }

    @Test
    void row_42_groups_and_uid_count_neither_way() {
        ClaimMappings mappings = new ClaimMappings(
                PrefixedClaimOrExpression.expression("claims.email"),
                PrefixedClaimOrExpression.expression("claims.email_verified"),
                new ClaimOrExpression("", "claims.email_verified"),
                List.of());

        Judgement.of(LANGUAGE, authenticator().with(mappings)).is(emailProblem("claims.email"));
        Judgement.of(LANGUAGE, groups(PrefixedClaimOrExpression.expression("claims.email")))
                .isFine();
        Judgement.of(LANGUAGE, uid(new ClaimOrExpression("", "claims.email"))).isFine();
    }

    @Test
    void row_42_a_username_with_another_fault_is_not_judged_by_it() {
        Judgement.of(LANGUAGE, username(new PrefixedClaimOrExpression("", Optional.of("p"), "claims.email")))
                .is("jwt[0].claimMappings.username.prefix: Invalid value: \"p\": may not be specified when expression"
                        + " is set");
    }

    @Test
    void row_42_one_issuer_does_not_answer_for_another() {
        JwtAuthenticator verified = email(new ExtraMapping("example.org/a", "claims.email_verified"));
        JwtAuthenticator unverified = email().with(JwtAuthenticator.Issuer.of("https://j.example", List.of("a")));

        Judgement.of(LANGUAGE, verified, unverified)
                .is("jwt[1].claimMappings.username.expression: Invalid value: \"claims.email\": " + EMAIL_RULE);
    }

    @Test
    void row_45_conditions_need_anonymous_requests_to_be_enabled() {
        anonymous(new AnonymousAuthentication(false, paths("/x", "<\"")))
                .is("anonymous.conditions: Invalid value: [{\"Path\":\"/x\"},{\"Path\":\"\\u003c\\\"\"}]: enabled"
                        + " should be set to true when conditions are defined");
        anonymous(new AnonymousAuthentication(false, List.of())).isFine();
        anonymous(new AnonymousAuthentication(true, paths("", "relative", "/x", "/x")))
                .isFine();
    }

    private static List<AnonymousAuthentication.Condition> paths(String... paths) {
        return List.of(paths).stream()
                .map(AnonymousAuthentication.Condition::new)
                .toList();
    }

    private static Judgement anonymous(AnonymousAuthentication anonymous) {
        return new Judgement(
                new ConfigurationValidator(new Validation.Context(Optional.empty(), java.util.Set.of(), false))
                        .validate(new ConfigurationDocument(
                                ApiVersion.V1, List.of(), Optional.of(anonymous), SourcePositions.NONE)));
    }

    @Test
    void compiled_mappings_are_handed_on_by_the_path_of_their_field() {
        ClaimMappings mappings = new ClaimMappings(
                PrefixedClaimOrExpression.expression("claims.sub"),
                PrefixedClaimOrExpression.expression("claims['email']"),
                new ClaimOrExpression("", "claims.sub"),
                List.of(
                        new ExtraMapping("example.org/a", "claims.sub"),
                        new ExtraMapping("example.org/b", "claims.email")));
        Validation validation =
                Judgement.of(LANGUAGE, authenticator().with(mappings)).validation();

        assertThat(validation.problems()).isEmpty();
        assertThat(validation.overClaims())
                .containsOnlyKeys(
                        "jwt[0].claimMappings.username.expression",
                        "jwt[0].claimMappings.groups.expression",
                        "jwt[0].claimMappings.uid.expression",
                        "jwt[0].claimMappings.extra[0].valueExpression",
                        "jwt[0].claimMappings.extra[1].valueExpression");
    }
}
