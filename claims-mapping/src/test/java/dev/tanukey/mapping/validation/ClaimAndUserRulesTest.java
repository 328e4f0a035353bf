package dev.tanukey.mapping.validation;

import static dev.tanukey.mapping.validation.Judgement.authenticator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import org.junit.jupiter.api.Test;

/** Rows 20 to 27, 43 and 44 of the table of Kubernetes' rules: what is said about rules. */
class ClaimAndUserRulesTest {
    private static final FakeLanguage LANGUAGE = new FakeLanguage()
            .rule("claims.a == 'x'")
            .rule("claims.a  == 'x'")
            .rule("user.b == 'x'")
            .value("claims.a");

    private static JwtAuthenticator rules(ClaimValidationRule... rules) {
        JwtAuthenticator authenticator = authenticator();
        for (ClaimValidationRule rule : rules) {
            authenticator = authenticator.with(rule);
        }
        return authenticator;
    }

    private static JwtAuthenticator userRules(String... expressions) {
        JwtAuthenticator authenticator = authenticator();
        for (String expression : expressions) {
            authenticator = authenticator.with(new UserValidationRule(expression, ""));
        }
        return authenticator;
    }

    private static ClaimValidationRule claim(String claim, String value) {
        return ClaimValidationRule.required(claim, value);
    }

    private static ClaimValidationRule expression(String expression) {
        return ClaimValidationRule.expression(expression, "");
    }

    @Test
    void row_20_a_rule_has_a_claim_or_an_expression() {
        Judgement.of(LANGUAGE, rules(new ClaimValidationRule("a", "", "broken", "")))
                .is("jwt[0].claimValidationRules[0]: Invalid value: \"a\": claim and expression can't both be set");
    }

    @Test
    void row_21_a_rule_is_not_empty() {
        Judgement judgement =
                Judgement.of(rules(claim("", ""), claim("", "value"), ClaimValidationRule.expression("", "message")));

        judgement.is(
                "jwt[0].claimValidationRules[0]: Required value: claim or expression is required",
                "jwt[0].claimValidationRules[1]: Required value: claim or expression is required",
                "jwt[0].claimValidationRules[2]: Required value: claim or expression is required");
        assertThat(judgement.kinds()).containsOnly(Kind.REQUIRED);
    }

    @Test
    void row_22_a_message_goes_with_an_expression() {
        Judgement.of(rules(new ClaimValidationRule("a", "", "", "m\"")))
                .is("jwt[0].claimValidationRules[0].message: Invalid value: \"m\\\"\": may not be specified when claim"
                        + " is set");
    }

    @Test
    void row_23_a_claim_is_required_once() {
        Judgement.of(rules(claim("a", "1"), claim("b", "1"), claim("a", "2"), claim("A", "2")))
                .is("jwt[0].claimValidationRules[2].claim: Duplicate value: \"a\"");
    }

    @Test
    void row_24_a_required_value_goes_with_a_claim_and_the_expression_is_compiled_nevertheless() {
        Judgement.of(LANGUAGE, rules(new ClaimValidationRule("", "b", "foo", "")))
                .is(
                        "jwt[0].claimValidationRules[0].requiredValue: Invalid value: \"b\": may not be specified when"
                                + " expression is set",
                        "jwt[0].claimValidationRules[0].expression: Invalid value: \"foo\": compilation failed: ERROR:"
                                + " foo");
    }

    @Test
    void row_25_an_expression_stands_there_once_by_its_exact_text() {
        Judgement.of(
                        LANGUAGE,
                        rules(
                                expression("claims.a == 'x'"),
                                expression("claims.a  == 'x'"),
                                expression("claims.a == 'x'")))
                .is("jwt[0].claimValidationRules[2].expression: Duplicate value: \"claims.a == 'x'\"");
    }

    @Test
    void row_26_an_expression_compiles() {
        Judgement.of(LANGUAGE, rules(expression("foo"), expression(" ")))
                .is(
                        "jwt[0].claimValidationRules[0].expression: Invalid value: \"foo\": compilation failed: ERROR:"
                                + " foo",
                        "jwt[0].claimValidationRules[1].expression: Invalid value: \" \": compilation failed: ERROR: "
                                + " ");
    }

    @Test
    void row_27_a_rule_is_boolean() {
        Judgement judgement = Judgement.of(LANGUAGE, rules(expression("claims.a")));

        judgement.is("jwt[0].claimValidationRules[0].expression: Invalid value: \"claims.a\": must evaluate to bool");
        assertThat(judgement.validation().overClaims()).isEmpty();
    }

    @Test
    void row_43_a_rule_over_the_user_is_not_empty() {
        Judgement.of(LANGUAGE, userRules("", ""))
                .is(
                        "jwt[0].userValidationRules[0].expression: Required value",
                        "jwt[0].userValidationRules[1].expression: Required value");
    }

    @Test
    void row_44_a_rule_over_the_user_stands_there_once_and_compiles_and_is_boolean() {
        Judgement judgement = Judgement.of(LANGUAGE, userRules("user.b == 'x'", "user.b == 'x'", "foo", "claims.a"));

        judgement.is(
                "jwt[0].userValidationRules[1].expression: Duplicate value: \"user.b == 'x'\"",
                "jwt[0].userValidationRules[2].expression: Invalid value: \"foo\": compilation failed: ERROR: foo",
                "jwt[0].userValidationRules[3].expression: Invalid value: \"claims.a\": must evaluate to bool");
        assertThat(judgement.validation().overUser()).containsOnlyKeys("jwt[0].userValidationRules[0].expression");
    }

    @Test
    void compiled_rules_are_handed_on_by_the_path_of_their_field() {
        Validation validation = Judgement.of(
                        LANGUAGE,
                        authenticator(),
                        rules(claim("a", "1"), expression("claims.a == 'x'"))
                                .with(JwtAuthenticator.Issuer.of("https://j.example", java.util.List.of("a"))))
                .validation();

        assertThat(validation.problems()).isEmpty();
        assertThat(validation.overClaims()).containsOnlyKeys("jwt[1].claimValidationRules[1].expression");
        assertThat(validation.overClaims().values())
                .allSatisfy(expression -> assertThat(expression.text()).isEqualTo("claims.a == 'x'"));
        assertThat(validation.overUser()).isEmpty();
    }

    @Test
    void a_text_that_several_issuers_have_is_compiled_once_and_told_at_each_place() {
        FakeLanguage language = new FakeLanguage().rule("same == 'x'");
        JwtAuthenticator both =
                rules(expression("same == 'x'"), expression("foo")).with(new UserValidationRule("same == 'x'", ""));

        Judgement judgement = Judgement.of(
                language, both, both.with(JwtAuthenticator.Issuer.of("https://j.example", java.util.List.of("a"))));

        judgement.is(
                "jwt[0].claimValidationRules[1].expression: Invalid value: \"foo\": compilation failed: ERROR: foo",
                "jwt[1].claimValidationRules[1].expression: Invalid value: \"foo\": compilation failed: ERROR: foo");
        assertThat(judgement.validation().overClaims())
                .containsOnlyKeys(
                        "jwt[0].claimValidationRules[0].expression", "jwt[1].claimValidationRules[0].expression");
        assertThat(judgement.validation().overUser()).hasSize(2);
        assertThat(language.compiled())
                .as("once over claims and once over the user")
                .filteredOn("same == 'x'"::equals)
                .hasSize(2);
    }

    @Test
    void without_a_language_each_expression_is_a_problem_that_names_what_to_add() {
        Judgement judgement = Judgement.of(rules(expression("claims.a == 'x'"), expression("foo"), expression("foo"))
                .with(new UserValidationRule("user.b == 'x'", "")));

        judgement.is(
                "jwt[0].claimValidationRules[0].expression: Invalid value: \"claims.a == 'x'\": no expression language"
                        + " is at hand",
                "jwt[0].claimValidationRules[1].expression: Invalid value: \"foo\": no expression language is at hand",
                "jwt[0].claimValidationRules[2].expression: Duplicate value: \"foo\"",
                "jwt[0].userValidationRules[0].expression: Invalid value: \"user.b == 'x'\": no expression language is"
                        + " at hand");
        assertThat(judgement.validation().problems().get(0).advice())
                .contains("ExpressionLanguage", "authenticator(...)", "dev.tanukey:tanukey-cel-support");
    }
}
