package dev.tanukey.mapping.text;

import static dev.tanukey.mapping.text.ConfigurationReaderConformanceTest.problems;
import static dev.tanukey.mapping.text.ConfigurationReaderTest.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tanukey.mapping.schema.ApiVersion;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of a million characters: the work grows with their length, and no stack does. */
class LargeTextTest {
    private static final int ROOM = ConfigurationReader.MAXIMUM_LENGTH - 2000;

    private static String filled(String begin, String repeated) {
        return begin + repeated.repeat((ROOM - begin.length()) / repeated.length());
    }

    private static ConfigurationDocument document(Issuer issuer) {
        return new ConfigurationDocument(
                ApiVersion.V1,
                List.of(new JwtAuthenticator(
                        issuer, List.of(), ClaimMappings.of(PrefixedClaimOrExpression.claim("sub", "")), List.of())),
                Optional.empty(),
                SourcePositions.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        ".1, _1, number", ".1e-1, _1, number", "1, _1, string", "1, 0, string", "1., 0, number", "0x, f, string",
        "-0x, f, string", "0o, 7, string", "0b, 1, string", "0b-, 1, string", "0x0, 0, number", "0b-0, 0, number"
    })
    void a_plain_text_that_looks_like_a_number_is_judged_in_one_pass(String begin, String repeated, String type) {
        assertThat(problems(HEAD + "jwt: " + filled(begin, repeated)))
                .extracting(ConfigurationProblem::detail)
                .containsExactly("cannot unmarshal " + type + " into field of type array");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a ", "a:", "/", "é", "\"", "'", "a\n", "\\"})
    void a_long_text_is_written(String repeated) {
        ConfigurationDocument document =
                document(Issuer.of("x", List.of(filled("x", repeated).substring(0, 250_000))));

        assertThat(ConfigurationReader.read(ConfigurationWriter.write(document)).jwt())
                .isEqualTo(document.jwt());
    }

    @Test
    void a_long_word_is_written_in_quotes() {
        String word = "w".repeat(200);

        assertThat(ConfigurationWriter.write(document(Issuer.of(word, List.of(word + "w")))))
                .contains("url: " + word + "\n", "- \"" + word + "w\"\n");
    }

    @Test
    void what_is_written_may_be_longer_than_the_reader_takes() {
        ConfigurationDocument read =
                ConfigurationReader.read(HEAD + "jwt: [{issuer: {url: x, audiences: [" + "~,".repeat(150_000) + "]}}]");

        assertThat(ConfigurationWriter.write(read)).hasSizeGreaterThan(ConfigurationReader.MAXIMUM_LENGTH);
    }

    @Test
    void half_a_character_cannot_be_written() {
        ConfigurationDocument document = document(Issuer.of("x", List.of("a", "\ud83e")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationWriter.write(document))
                .withMessage("jwt[0].issuer.audiences[1] cannot be written as YAML: it has half of a surrogate pair in"
                        + " it. Write the whole character, or take it out");
    }
}
