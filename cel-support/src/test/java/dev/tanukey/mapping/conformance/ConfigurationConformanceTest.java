package dev.tanukey.mapping.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import dev.tanukey.mapping.conformance.ConformanceCases.KubeError;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations whose expressions a cluster compiles or refuses. */
class ConfigurationConformanceTest {
    private static final CelExpressionLanguage CEL = CelExpressionLanguage.kubernetes();

    /** Our reader refuses these, which Kubernetes takes (decision 6). */
    private static final Set<String> REFUSED_BY_READER = Set.of("cfg.env.anchor", "cfg.env.two-documents");

    static Stream<ConformanceCase> configurationValidation() {
        return judged("configuration-validation");
    }

    static Stream<ConformanceCase> celClaims() {
        return judged("cel-claims");
    }

    static Stream<ConformanceCase> celUserRules() {
        return judged("cel-user-rules");
    }

    static Stream<ConformanceCase> gitlabSeeds() {
        return judged("gitlab-seeds");
    }

    static Stream<ConformanceCase> refusedHere() {
        return ConformanceCases.of("cel-claims").stream()
                .filter(each -> KnownDifferences.CONFIGURATION_REFUSED.contains(each.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedHere")
    void a_known_difference_is_refused_with_a_word_of_advice(ConformanceCase each) {
        assertThat(AuthenticationConfiguration.parse(each.configuration().orElseThrow())
                        .problems(CEL))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("Literals of protobuf are not there"));
    }

    private static Stream<ConformanceCase> judged(String group) {
        return ConformanceCases.of(group).stream()
                .filter(each -> each.configuration().isPresent())
                .filter(each -> each.disallowedIssuers().isEmpty())
                .filter(each -> !each.wanted().phase().equals(Optional.of("decode")))
                .filter(each -> !REFUSED_BY_READER.contains(each.id()))
                .filter(each -> !KnownDifferences.CONFIGURATION_REFUSED.contains(each.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurationValidation")
    void configurations_are_judged_as_in_kubernetes(ConformanceCase each) {
        assertSameProblems(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("celClaims")
    void expressions_over_claims_compile_as_in_kubernetes(ConformanceCase each) {
        assertSameProblems(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("celUserRules")
    void expressions_over_the_user_compile_as_in_kubernetes(ConformanceCase each) {
        assertSameProblems(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gitlabSeeds")
    void configurations_for_gitlab_are_judged_as_in_kubernetes(ConformanceCase each) {
        assertSameProblems(each);
    }

    /** The same fields are refused, in the same order. */
    private static void assertSameProblems(ConformanceCase each) {
        List<String> problems =
                AuthenticationConfiguration.parse(each.configuration().orElseThrow()).problems(CEL).stream()
                        .map(ConfigurationProblem::path)
                        .toList();

        assertThat(problems)
                .as(each.toString())
                .containsExactlyElementsOf(
                        each.wanted().kubeErrors().stream().map(KubeError::path).toList());
    }
}
