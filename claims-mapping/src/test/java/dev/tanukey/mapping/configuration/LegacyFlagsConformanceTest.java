package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.conformance.ConformanceCases;
import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.validation.ConfigurationValidator;
import dev.tanukey.mapping.validation.KubernetesWords;
import dev.tanukey.mapping.validation.Validation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kube-apiserver makes of its flags, as far as no token is needed to tell. */
class LegacyFlagsConformanceTest {

    static Stream<ConformanceCase> refused() {
        return ConformanceCases.of("legacy-flags").stream().filter(LegacyFlagsConformanceTest::isRefused);
    }

    static Stream<ConformanceCase> taken() {
        return ConformanceCases.of("legacy-flags").stream().filter(one -> !isRefused(one));
    }

    static Stream<ConformanceCase> authenticated() {
        return taken().filter(one -> one.wanted().outcome().equals("authenticated"));
    }

    private static boolean isRefused(ConformanceCase one) {
        return one.wanted().outcome().equals("invalid-configuration");
    }

    /** Of the flags themselves, or else of what they say. */
    private static List<ConfigurationProblem> problems(ConformanceCase one) {
        try {
            return new ConfigurationValidator(
                            new Validation.Context(Optional.empty(), Set.copyOf(one.disallowedIssuers()), false))
                    .validate(OidcFlags.parse(one.flags()).configuration().document())
                    .problems();
        } catch (InvalidConfigurationException refused) {
            return refused.problems();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(ConformanceCase one) {
        assertThat(problems(one))
                .as(one.toString())
                .extracting(problem -> problem.path() + "|" + problem.detail())
                .isNotEmpty()
                .containsExactlyElementsOf(one.wanted().kubeErrors().stream()
                        .map(error -> error.path() + "|" + KubernetesWords.discreetly(error))
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void taken(ConformanceCase one) {
        assertThat(problems(one)).as(one.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void authenticated(ConformanceCase one) {
        Map<?, ?> claims = (Map<?, ?>) one.members().get("claims");
        Map<String, Object> user = one.wanted().user().orElseThrow();
        PrefixedClaimOrExpression username = OidcFlags.parse(one.flags())
                .configuration()
                .jwt()
                .get(0)
                .claimMappings()
                .username();

        assertThat(username.prefix().orElseThrow() + claims.get(username.claim()))
                .as(one.toString())
                .isEqualTo(user.get("username"));
    }
}
