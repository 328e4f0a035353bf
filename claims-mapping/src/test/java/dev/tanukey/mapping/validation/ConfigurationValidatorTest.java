package dev.tanukey.mapping.validation;

import static dev.tanukey.mapping.validation.Judgement.authenticator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.schema.ApiVersion;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import dev.tanukey.mapping.text.ConfigurationDocument;
import dev.tanukey.mapping.text.SourcePositions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfigurationValidatorTest {
    private static final Validation.Context CONTEXT = new Validation.Context(Optional.empty(), Set.of(), false);
    private static final JwtAuthenticator WITHOUT_URL = authenticator(Issuer.of("", List.of("aud1")));

    @Test
    void a_problem_stands_where_its_field_does_or_where_that_is_missing() {
        ConfigurationDocument configuration = new ConfigurationDocument(
                ApiVersion.V1,
                List.of(WITHOUT_URL, authenticator(Issuer.of("http://i.example", List.of("aud1")))),
                Optional.empty(),
                new SourcePositions(
                        Map.of("jwt[0].issuer", new Position(4, 3), "jwt[1].issuer.url", new Position(9, 10))));

        assertThat(new ConfigurationValidator(CONTEXT).validate(configuration).problems())
                .extracting(ConfigurationProblem::message)
                .containsExactly(
                        "line 4, column 3: jwt[0].issuer.url: Required value. Write the exact iss of its tokens, such"
                                + " as https://gitlab.example.com",
                        "line 9, column 10: jwt[1].issuer.url: Invalid value: \"http://i.example\": URL scheme must be"
                                + " https. Begin it with https://, so that nobody on the way can speak for the issuer");
    }

    @Test
    void issuers_are_judged_one_after_the_other_and_repetitions_with_the_later_one() {
        JwtAuthenticator withEmptyRule = WITHOUT_URL.with(new UserValidationRule("", ""));

        Judgement.of(withEmptyRule, withEmptyRule)
                .is(
                        "jwt[0].issuer.url: Required value",
                        "jwt[0].userValidationRules[0].expression: Required value",
                        "jwt[1].issuer.url: Required value",
                        "jwt[1].userValidationRules[0].expression: Required value",
                        "jwt[1].issuer.url: Duplicate value: \"\"");
    }

    @Test
    void nothing_is_wrong_with_an_empty_configuration() {
        Judgement.of().isFine();
    }

    @Test
    void a_configuration_of_any_size_is_judged_in_no_time() {
        JwtAuthenticator[] many = IntStream.range(0, 64)
                .mapToObj(ConfigurationValidatorTest::large)
                .toArray(JwtAuthenticator[]::new);

        Judgement judgement = Judgement.of(many);

        assertThat(judgement.problems()).hasSize(1_001);
    }

    @Test
    void the_first_thousand_problems_are_told_and_how_many_more_there_are() {
        JwtAuthenticator odd = new JwtAuthenticator(
                Issuer.of("", list(1_500, i -> "")),
                List.of(),
                ClaimMappings.of(PrefixedClaimOrExpression.claim("sub", "")),
                List.of());

        Validation validation = Judgement.of(odd).validation();

        assertThat(validation.problems())
                .hasSize(1_001)
                .extracting(ConfigurationProblem::path)
                .startsWith("jwt[0].issuer.url", "jwt[0].issuer.audiences[0]", "jwt[0].issuer.audiences[1]");
        assertThat(validation.problems().get(1_000).message())
                .isEqualTo("Too many: 2000 more problems: only the first 1000 are told. Mend those before this one; one"
                        + " slip is often repeated");
        assertThat(Judgement.of(new JwtAuthenticator(
                                Issuer.of("", list(500, i -> "")), List.of(), odd.claimMappings(), List.of()))
                        .problems())
                .hasSize(1_000)
                .noneMatch(problem -> problem.contains("Too many"));
    }

    private static JwtAuthenticator large(int issuer) {
        ClaimMappings mappings = new ClaimMappings(
                PrefixedClaimOrExpression.claim("sub", ""),
                PrefixedClaimOrExpression.NONE,
                ClaimOrExpression.NONE,
                list(2_000, i -> new ExtraMapping("example.org/" + i, "x")));
        return new JwtAuthenticator(
                new Issuer("https://i.example/" + issuer, "", "", list(2_000, i -> "aud" + i), "MatchAny", ""),
                list(4_000, i -> new ClaimValidationRule(i % 2 == 0 ? "a" + i : "", "", i % 2 == 0 ? "" : "b" + i, "")),
                mappings,
                list(2_000, i -> new UserValidationRule("c" + i, "")));
    }

    private static <T> List<T> list(int size, IntFunction<T> element) {
        return IntStream.range(0, size).mapToObj(element).toList();
    }
}
