package dev.tanukey.mapping.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.conformance.ConformanceCases;
import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import dev.tanukey.mapping.conformance.ConformanceCases.KubeError;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.text.ConfigurationReader;
import dev.tanukey.mapping.text.GoText;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdicts of Kubernetes 1.36 on configurations: paths, kinds, order and words. */
class ConfigurationValidationConformanceTest {
    /** Kubernetes takes them; our reader does not (decision 6). */
    private static final Set<String> REFUSED_BY_READER = Set.of("cfg.env.anchor", "cfg.env.two-documents");

    static Stream<ConformanceCase> without_expressions() {
        return cases().filter(one -> !hasExpressions(one));
    }

    static Stream<ConformanceCase> with_expressions() {
        return cases().filter(one -> hasExpressions(one));
    }

    private static Stream<ConformanceCase> cases() {
        return ConformanceCases.of("configuration-validation").stream()
                .filter(one -> !one.wanted().phase().equals(Optional.of("decode")))
                .filter(one -> !REFUSED_BY_READER.contains(one.id()));
    }

    private static boolean hasExpressions(ConformanceCase one) {
        String text = one.configuration().orElseThrow();
        return text.contains("xpression\":") || text.contains("xpression:");
    }

    @Test
    void every_case_that_can_be_read_is_judged() {
        assertThat(cases()).hasSize(222);
        assertThat(without_expressions()).hasSizeGreaterThan(110);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void without_expressions(ConformanceCase one) {
        judgesAsKubernetes(one, Optional.empty());
    }

    /** What an expression is, is taken from the case; what follows from that is ours. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void with_expressions(ConformanceCase one) {
        judgesAsKubernetes(one, Optional.of(new LanguageOfTheCase(one)));
    }

    private static void judgesAsKubernetes(ConformanceCase one, Optional<ExpressionLanguage> language) {
        List<ConfigurationProblem> problems = new ConfigurationValidator(
                        new Validation.Context(language, Set.copyOf(one.disallowedIssuers()), false))
                .validate(ConfigurationReader.read(one.configuration().orElseThrow()))
                .problems();
        List<KubeError> wanted = one.wanted().kubeErrors();

        assertThat(problems)
                .as(one.toString())
                .extracting(problem -> problem.path() + ": " + problem.detail())
                .containsExactlyElementsOf(wanted.stream()
                        .map(error -> error.path() + ": " + KubernetesWords.discreetly(error))
                        .toList());
        assertThat(problems)
                .as(one.toString())
                .extracting(ConfigurationProblem::kind)
                .containsExactlyElementsOf(wanted.stream()
                        .map(ConfigurationValidationConformanceTest::kind)
                        .toList());
        assertThat(problems).as(one.toString()).allSatisfy(problem -> assertThat(problem.position())
                .isPresent());
    }

    /** Knows of an expression what Kubernetes says about it in one case, and sees by its text what it selects. */
    private record LanguageOfTheCase(ConformanceCase one) implements ExpressionLanguage {

        @Override
        public Expression<Claims> overClaims(String text) throws InvalidExpressionException {
            return compile(text);
        }

        @Override
        public Expression<UserInfo> overUser(String text) throws InvalidExpressionException {
            return compile(text);
        }

        private <T> Expression<T> compile(String text) throws InvalidExpressionException {
            String failed = "Invalid value: " + GoText.quote(text) + ": compilation failed: ";
            for (KubeError error : one.wanted().kubeErrors()) {
                if (error.text().startsWith(failed)) {
                    throw new InvalidExpressionException(error.text().substring(failed.length()));
                }
            }
            String notBoolean = "Invalid value: " + GoText.quote(text) + ": must evaluate to bool";
            boolean isBoolean = one.wanted().kubeErrors().stream()
                    .noneMatch(error -> error.text().equals(notBoolean));
            return new ExpressionOfTheCase<>(text, isBoolean);
        }
    }

    private record ExpressionOfTheCase<T>(String text, boolean isBoolean) implements Expression<T> {

        @Override
        public boolean selects(String member) {
            String code = text.replaceFirst("//.*", "");
            return Pattern.compile("(?<![\\w.'])(claims|`claims`)\\.\\??`?" + member + "\\b")
                    .matcher(code)
                    .find();
        }

        @Override
        public @Nullable Object evaluate(ExpressionInput<T> input) {
            return null;
        }
    }

    private static Kind kind(KubeError error) {
        return Stream.of(Kind.values())
                .filter(kind -> error.text().startsWith(kubernetesName(kind)))
                .findFirst()
                .orElseThrow();
    }

    private static String kubernetesName(Kind kind) {
        return switch (kind) {
            case DECODING -> "strict decoding error";
            case REQUIRED -> "Required value";
            case INVALID -> "Invalid value";
            case DUPLICATE -> "Duplicate value";
            case TOO_MANY -> "Too many";
        };
    }
}
