package dev.tanukey.mapping.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import dev.tanukey.mapping.conformance.ConformanceCases.Expectation;
import dev.tanukey.user.UserInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenConformanceTest {
    private static final CelExpressionLanguage STRICT =
            CelExpressionLanguage.builder().ticker(() -> 0).strictParity().build();

    static Stream<ConformanceCase> claimMappings() {
        return tokens("claim-mappings");
    }

    static Stream<ConformanceCase> timeAndAudience() {
        return tokens("time-and-audience");
    }

    static Stream<ConformanceCase> tokenShape() {
        return tokens("token-shape");
    }

    static Stream<ConformanceCase> legacyFlags() {
        return tokens("legacy-flags");
    }

    static Stream<ConformanceCase> gitlabSeeds() {
        return tokens("gitlab-seeds");
    }

    static Stream<ConformanceCase> celClaims() {
        return tokens("cel-claims");
    }

    static Stream<ConformanceCase> celUserRules() {
        return tokens("cel-user-rules");
    }

    static Stream<ConformanceCase> keyRotation() {
        return sequences("key-rotation");
    }

    static Stream<ConformanceCase> distributedClaims() {
        return sequences("distributed-claims");
    }

    private static Stream<ConformanceCase> tokens(String group) {
        return ConformanceCases.of(group).stream()
                .filter(each -> !each.expect().outcome().equals("invalid-configuration"))
                .filter(each -> each.token().isPresent())
                .filter(each -> !KnownDifferences.CONFIGURATION_REFUSED.contains(each.id()));
    }

    private static Stream<ConformanceCase> sequences(String group) {
        return ConformanceCases.of(group).stream();
    }

    private static void assertAsInKubernetes(ConformanceCase each) {
        try (Gateway gateway = Gateway.of(each, true)) {
            assertOutcome(each.id(), gateway.present(each), KnownDifferences.wanted(each));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claimMappings")
    void claim_mappings_end_as_in_kubernetes(ConformanceCase each) {
        assertAsInKubernetes(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("timeAndAudience")
    void times_and_audiences_end_as_in_kubernetes(ConformanceCase each) {
        assertAsInKubernetes(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokenShape")
    void shapes_of_tokens_end_as_in_kubernetes(ConformanceCase each) {
        assertAsInKubernetes(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("legacyFlags")
    void legacy_flags_end_as_in_kubernetes(ConformanceCase each) {
        assertAsInKubernetes(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gitlabSeeds")
    void configurations_for_gitlab_end_as_in_kubernetes(ConformanceCase each) {
        assertAsInKubernetes(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("celClaims")
    void expressions_over_claims_end_as_in_kubernetes(ConformanceCase each) {
        assertAsInKubernetes(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("celUserRules")
    void expressions_over_the_user_end_as_in_kubernetes(ConformanceCase each) {
        assertAsInKubernetes(each);
    }

    static Stream<ConformanceCase> nativeLists() {
        return celClaims().filter(each -> each.id().startsWith("cel.native-list."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nativeLists")
    void strict_parity_refuses_the_lists_that_kubernetes_refuses(ConformanceCase each) {
        try (Gateway gateway = Gateway.of(each, STRICT, true)) {
            assertOutcome(each.id(), gateway.present(each), each.expect());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"keyRotation", "distributedClaims"})
    void a_sequence_of_tokens_has_the_outcomes_that_kubernetes_gives(ConformanceCase each) {
        try (Gateway gateway = Gateway.of(each, true)) {
            List<ConformanceCase> steps = each.steps();
            for (int i = 0; i < steps.size(); i++) {
                assertOutcome(each.id() + "/" + i, gateway.present(steps.get(i)), KnownDifferences.wanted(each, i));
            }
        }
    }

    /** Without the word that says insecure, four tokens of the suite are refused for the name that they would get. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("claimMappings")
    void by_default_reserved_names_are_all_that_makes_a_difference(ConformanceCase each) {
        Set<String> reserved = Set.of(
                "map.username.system", "map.groups.system", "map.username.prefix-system", "map.username.newline");

        try (Gateway gateway = Gateway.of(each, false)) {
            AuthenticationResult result = gateway.present(each);
            if (reserved.contains(each.id())) {
                assertThat(result.operatorMessage()).startsWith("IDENTITY_RESERVED");
            } else {
                assertOutcome(each.id(), result, KnownDifferences.wanted(each));
            }
        }
    }

    private static void assertOutcome(String id, AuthenticationResult result, Expectation wanted) {
        assertThat(Gateway.outcome(result))
                .as(id + ": " + result.operatorMessage())
                .isEqualTo(wanted.outcome());
        if (result instanceof AuthenticationResult.Authenticated good
                && wanted.user().isPresent()) {
            assertThat(members(good.user())).isEqualTo(wanted.user().get());
        }
    }

    private static Map<String, Object> members(UserInfo user) {
        return Map.of("username", user.username(), "uid", user.uid(), "groups", user.groups(), "extra", user.extra());
    }

    @Test
    void every_difference_is_in_the_documentation() throws IOException {
        String documented = Files.readString(Path.of("../docs/deviations.md"));
        String cases = documented.substring(documented.indexOf("## Cases of the conformance suite"));
        Set<String> named = Pattern.compile("`((?:map|time|tok|flg|rot|dist|cfg|cel|usr)\\.[^`]+)`")
                .matcher(cases)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(named).containsAll(KnownDifferences.CONFIGURATION_REFUSED);
        assertThat(named)
                .containsAll(KnownDifferences.outcomes().keySet().stream()
                        .map(id -> id.replaceFirst("/\\d$", ""))
                        .toList());
    }
}
