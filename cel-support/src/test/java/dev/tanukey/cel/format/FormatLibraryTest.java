package dev.tanukey.cel.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tanukey.cel.engine.Probe;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.cel.value.NativeStrings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected comes from the functions of Kubernetes 1.36.3. */
class FormatLibraryTest {
    private final Probe probe = new Probe();

    @ParameterizedTest
    @CsvFileSource(resources = "formats.tsv", delimiter = '\t', quoteCharacter = '`')
    void a_text_has_a_format_or_it_is_told_why_not(String format, String text, String expected) {
        String problems = expected.equals("valid") ? "optional.none()" : "optional(" + expected + ")";
        assertThat(probe.overClaims("format." + format + "().validate(claims.text)", "{\"text\": " + text + "}")
                        .valueOrPhase())
                .isEqualTo(problems);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dns1123Label",
                "dns1123Subdomain",
                "dns1035Label",
                "qualifiedName",
                "dns1123LabelPrefix",
                "dns1123SubdomainPrefix",
                "dns1035LabelPrefix",
                "labelValue",
                "uri",
                "uuid",
                "byte",
                "date",
                "datetime"
            })
    void a_format_is_found_by_the_name_of_its_function(String name) {
        assertThat(probe.constant("format.named('" + name + "').value() == format." + name + "()")
                        .valueOrPhase())
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "format.named('DNS1123Label') | optional.none()",
                "format.named('') | optional.none()",
                "format.named('x').hasValue() | false",
                "format.named(dyn(1)) | eval-error",
                "format.uuid() == format.byte() | false",
                "format.uuid().validate(1) | compile-error",
                "dyn(format.uuid()).validate(1) | compile-error",
                "format.uuid().validate(dyn(1)) | eval-error",
                "dyn(format.uuid()).validate('') | optional([\"does not match the UUID format\"])",
                "format.uuid().validate('')[?0] | optional(\"does not match the UUID format\")",
                "format.uuid().validate('').orValue([]).size() | 1",
                "format.dns1123label() | compile-error",
                "kubernetes.NamedFormat | compile-error",
                "type(format.uuid()) | type(kubernetes.NamedFormat)",
            })
    void a_format_goes_where_its_type_allows(String expression, String expected) {
        assertThat(probe.constant(expression).valueOrPhase()).isEqualTo(expected);
    }

    @Test
    void they_came_with_1_31() {
        String expression = "format.date().validate('2021-01-31').hasValue()";
        assertThat(new Probe(KubernetesVersion.V1_30).constant(expression).phase())
                .isEqualTo("compile-error");
        assertThat(new Probe(KubernetesVersion.V1_31).constant(expression).valueOrPhase())
                .isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "-", "0", "%41", "a=", "/"})
    void a_long_text_takes_time_by_its_length(String part) {
        String text = part.repeat(200_000);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (NamedFormat format : NamedFormat.ALL.values()) {
                if (!format.toString().equals("URI")) {
                    assertThat(format.problems(text)).hasSizeLessThan(3);
                }
            }
        });
    }

    @Test
    void a_problem_that_would_repeat_a_long_text_is_not_told() {
        NamedFormat uri = NamedFormat.ALL.get("uri");
        assertThat(uri.problems("/" + "a".repeat(2_000_000))).isEmpty();
        assertThat(uri.problems("a".repeat(1_000_000))).hasSize(1);
        assertThatThrownBy(() -> uri.problems("a".repeat(2_000_000))).isInstanceOf(FunctionFailedException.class);
    }

    @Test
    void problems_are_a_list_that_a_cluster_refuses_for_groups() {
        assertThat(FormatLibrary.validate(NamedFormat.ALL.get("date"), "x").orElseThrow())
                .isEqualTo(List.of("invalid date"))
                .isInstanceOf(NativeStrings.class);
    }
}
