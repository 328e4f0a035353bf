package dev.tanukey.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.conformance.ConformanceCases;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text: a configuration or a refusal with places in the text, nothing else. */
class ConfigurationReaderProperties {
    private static final List<String> GOOD = ConformanceCases.of("configuration-validation").stream()
            .flatMap(one -> one.configuration().stream())
            .toList();

    @Property(tries = 3000)
    void no_text_breaks_the_reader(@ForAll("texts") String text) {
        assertReadOrRefused(text);
    }

    @Property(tries = 3000)
    void no_slip_in_a_good_text_breaks_the_reader(@ForAll("mutants") String text) {
        assertReadOrRefused(text);
    }

    private static void assertReadOrRefused(String text) {
        try {
            AuthenticationConfiguration read = AuthenticationConfiguration.parse(text);
            assertThat(AuthenticationConfiguration.parse(read.toYaml())).isEqualTo(read);
        } catch (InvalidConfigurationException refusal) {
            int lines = (int) text.replace("\r\n", "\n")
                            .replace('\r', '\n')
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            assertThat(refusal.problems()).isNotEmpty().allSatisfy(problem -> {
                Position at = problem.position().orElseThrow();
                assertThat(at.line()).isBetween(1, lines);
                assertThat(at.column()).isBetween(1, text.length() + 1);
                assertThat(problem.message()).doesNotContain(": null.");
            });
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                noise().list().ofMaxSize(12).map(list -> String.join("", list)));
    }

    @Provide
    Arbitrary<String> mutants() {
        return Combinators.combine(
                        Arbitraries.of(GOOD),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        noise())
                .as((good, place, cut, noise) -> {
                    int from = (int) (good.length() * place);
                    return good.substring(0, from) + noise + good.substring(Math.min(good.length(), from + cut));
                });
    }

    private static Arbitrary<String> noise() {
        return Arbitraries.of(
                "",
                "\n",
                " ",
                "  ",
                "\t",
                "- ",
                ": ",
                "? ",
                "{",
                "}",
                "[",
                "]",
                ", ",
                "'",
                "\"",
                "\\",
                "#",
                "&a ",
                "*a",
                "!",
                "!!str ",
                "!<x> ",
                "%YAML 1.2\n",
                "%TAG ! a\n",
                "---\n",
                "...\n",
                "|\n",
                ">-\n",
                "|9\n",
                "<<: ",
                "jwt",
                "issuer",
                "url",
                "null",
                "~",
                "1",
                "1e999",
                "0b-1",
                "-",
                "yes",
                "\u0000",
                "\u0007",
                "\u0085",
                "\u2028",
                "\ufeff",
                "\ud800",
                "\udc00",
                "\ud83e\udd8a",
                "\r",
                "\r\n",
                "\\ud83d",
                "\\x",
                "\\u0000",
                "@",
                "`",
                "%",
                "=",
                "a",
                "{\"",
                "\":",
                "\u00fc",
                "\"\\ud83e\\udd8a\"",
                "//",
                "/*",
                "apiVersion: ",
                "kind: ");
    }
}
