package dev.tanukey.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @Test
    void help_of_the_program_names_every_command_and_a_first_round() {
        Typed help = Typed.line("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("explain", "lint", "test", "mint", "serve", "A first round", "NO_COLOR", "Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "lint", "test", "mint", "serve"})
    void help_of_each_command_has_an_example_and_the_exit_codes(String command) {
        Typed help = Typed.line(command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains("Example", "tanukey " + command, "Exit codes:", "1   the answer is no")
                .contains("3   cannot be known now");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void nothing_typed_is_wrong_usage_and_shows_how() {
        Typed nothing = Typed.line();
        assertThat(nothing.code()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err()).contains("Usage: tanukey", "Missing required subcommand");
    }

    @Test
    void an_unknown_option_is_wrong_usage() {
        Typed unknown = Typed.line("lint", "--no-such-option", "x.yaml");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("--no-such-option");
        assertThat(unknown.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl",
                "--token-file=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl",
                "Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl",
                "glpat-abcdefghijklmnopqrst"
            })
    void a_token_as_argument_is_refused_with_the_reason_and_not_repeated(String argument) {
        Typed typed = Typed.line("explain", "--config", "a.yaml", argument);
        assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(typed.err())
                .contains("process list", "history", "--token-file")
                .doesNotContain("eyJ")
                .doesNotContain("glpat-");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void a_project_that_only_sounds_like_a_token_is_none() {
        assertThat(Typed.line("mint", "--project", "acme/glue-sticks-factory:9", "--jwks", "target/glue.jwks")
                        .code())
                .isZero();
    }
}
