package dev.tanukey.mapping.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.schema.ApiVersion;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.text.ConfigurationDocument;
import dev.tanukey.mapping.text.SourcePositions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the validator says about a configuration, with the words to ask for it. */
record Judgement(Validation validation) {
    static final String URL = "https://i.example";

    /** Nothing is wrong with it. */
    static JwtAuthenticator authenticator() {
        return authenticator(Issuer.of(URL, List.of("aud1")));
    }

    static JwtAuthenticator authenticator(Issuer issuer) {
        return new JwtAuthenticator(
                issuer, List.of(), ClaimMappings.of(PrefixedClaimOrExpression.claim("sub", "")), List.of());
    }

    static Judgement of(JwtAuthenticator... jwt) {
        return of(context(Optional.empty()), jwt);
    }

    static Judgement of(ExpressionLanguage language, JwtAuthenticator... jwt) {
        return of(context(Optional.of(language)), jwt);
    }

    static Judgement of(Validation.Context context, JwtAuthenticator... jwt) {
        return new Judgement(new ConfigurationValidator(context)
                .validate(new ConfigurationDocument(
                        ApiVersion.V1, List.of(jwt), Optional.empty(), SourcePositions.NONE)));
    }

    private static Validation.Context context(Optional<ExpressionLanguage> language) {
        return new Validation.Context(language, Set.of(), false);
    }

    /** All problems, each as Kubernetes would print it. */
    List<String> problems() {
        return validation.problems().stream()
                .map(problem -> problem.path() + ": " + problem.detail())
                .toList();
    }

    List<Kind> kinds() {
        return validation.problems().stream().map(ConfigurationProblem::kind).toList();
    }

    void isFine() {
        assertThat(problems()).isEmpty();
    }

    /** These problems and no others, in this order. */
    void is(String... problems) {
        assertThat(problems()).containsExactly(problems);
        assertThat(validation.problems())
                .allSatisfy(problem -> assertThat(problem.advice()).isNotBlank().doesNotEndWith("."));
    }
}
