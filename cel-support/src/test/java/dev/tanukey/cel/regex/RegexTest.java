package dev.tanukey.cel.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tanukey.cel.engine.Probe;
import dev.tanukey.cel.function.FunctionFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    private static final Probe PROBE = new Probe();

    private final RegexLibrary library = new RegexLibrary();

    /** The values are what Kubernetes 1.36.3 gave; {@code !} where it gave none. */
    @ParameterizedTest
    @CsvFileSource(
            resources = "patterns.tsv",
            delimiter = '\t',
            quoteCharacter = '\u0001',
            ignoreLeadingAndTrailingWhitespace = false)
    void a_pattern_finds_what_it_finds_in_a_cluster(String expression, String expected) {
        Probe.Outcome outcome = PROBE.constant(expression);

        assertThat(outcome.phase().equals("ok") ? outcome.result() : "!").isEqualTo(expected);
    }

    /** A cluster takes and refuses the same of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a{1000}",
                "(x{2}){500}",
                "((a{10}){10}){10}",
                "(a{1000}){0}",
                "(a{0,1000}){0,1}",
                "(?P<n>a)(?P<n>b)",
                "(?<name>a)",
                "a(?i)*",
                "{*",
                "[]a]",
                "[[:word:]]",
                "\\Qa.b",
                "\\x{41}{2}",
                "\\pN",
                "\\p{^Greek}",
            })
    void a_pattern_of_go_is_taken(String pattern) {
        assertThatCode(() -> library.check(pattern)).doesNotThrowAnyException();
    }

    /** A cluster takes and refuses the same of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "a)",
                "*",
                "a**",
                "a{1001}",
                "a{2,1}",
                "(a{0,1000}){0,1000}",
                "(x{2}){501}",
                "(?=a)",
                "(?<=a)b",
                "(?<n-x>a)",
                "(?P<>a)",
                "(?<n",
                "\\C",
                "\\Z",
                "\\1",
                "\\é",
                "\\",
                "\\x{110000}",
                "\\p{",
                "\\p{Nope}",
                "[z-a]",
                "[",
                "[a\\]",
                "[[:foo:]]",
                "(?x)a",
                "(?i",
            })
    void any_other_pattern_is_refused(String pattern) {
        assertThatThrownBy(() -> library.check(pattern))
                .isInstanceOf(FunctionFailedException.class)
                .hasMessage("the regular expression is invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:[a-z]{100}){10}(?:[a-z]{100}){10}(?:[a-z]{100}){10}(?:[a-z]{100}){10}(?:[a-z]{100}){10}"
                        + "(?:[a-z]{100}){10}(?:[a-z]{100}){10}(?:[a-z]{100}){10}(?:[a-z]{100}){10}(?:[a-z]{100}){10}x",
                "(?:abcdefghijklmnopqrst){1000}",
                "(?:(?:abcdefghijklmnopqrstuvwxyz){30}){30}",
            })
    void a_program_of_more_than_10000_instructions_is_refused(String pattern) {
        assertThatThrownBy(() -> library.check(pattern))
                .isInstanceOf(FunctionFailedException.class)
                .hasMessage("the regular expression is too large");
    }

    @Test
    void a_pattern_may_be_deep_and_not_too_deep() {
        assertThatCode(() -> library.check(nested(900))).doesNotThrowAnyException();
        assertThatThrownBy(() -> library.check(nested(1_001))).isInstanceOf(FunctionFailedException.class);
        assertThatCode(() -> library.check("(a".repeat(490) + ")".repeat(490))).doesNotThrowAnyException();
        assertThatThrownBy(() -> library.check("(a".repeat(510) + ")".repeat(510)))
                .isInstanceOf(FunctionFailedException.class);
        assertThatThrownBy(() -> library.check("(".repeat(9_000))).isInstanceOf(FunctionFailedException.class);
        assertThatThrownBy(() -> library.check("a".repeat(20_001))).isInstanceOf(FunctionFailedException.class);
        assertThatThrownBy(() -> library.check("\\pL".repeat(1_001))).isInstanceOf(FunctionFailedException.class);
    }

    private static String nested(int depth) {
        return "(".repeat(depth) + "a" + ")".repeat(depth);
    }

    @Test
    void a_thread_with_a_small_stack_survives_a_deep_pattern() throws InterruptedException {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        for (String pattern : List.of("x{0,1000}", "(?:x?y?){1000}", "(a".repeat(490) + ")".repeat(490))) {
            Thread small = new Thread(null, () -> library.check(pattern), "small", 200_000);
            small.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
            small.start();
            small.join();
        }

        assertThat(thrown).isNotEmpty().hasOnlyElementsOfType(FunctionFailedException.class);
    }

    @Test
    void a_search_for_all_may_not_read_the_text_again_and_again() {
        String text = "a".repeat(30_000);

        assertThat(PROBE.overClaims("claims.t.findAll('a').size()", "{\"t\": \"" + text.substring(27_000) + "\"}")
                        .result())
                .isEqualTo("3000");
        assertThat(PROBE.overClaims("claims.t.findAll('a*b|a').size()", "{\"t\": \"" + text + "\"}")
                        .error())
                .contains("takes more steps than");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims.t.matches('(a?){900}c')",
                "claims.t.find('[a-z]{1,900}c') == ''",
                "claims.t.findAll('(a?){900}$|a').size() == 1",
                "claims.t.findAll('((a|b)?){900}c|a').size() == 1"
            })
    void a_search_takes_no_longer_for_a_large_pattern(String expression) {
        assertTimeoutPreemptively(Duration.ofSeconds(15), () -> assertThat(
                        PROBE.overClaims(expression, "{\"t\": \"" + "a".repeat(60_000) + "\"}")
                                .error())
                .containsAnyOf("takes more steps than", "more milliseconds", "too deep for the stack"));
    }

    @Test
    void a_pattern_of_a_usual_size_reads_the_longest_claim() {
        String text = "{\"t\": \"" + "a-b.".repeat(15_000) + "\"}";

        assertThat(PROBE.overClaims("claims.t.find('([a-z]+-)?[a-z]+[.]$')", text)
                        .result())
                .isEqualTo("\"a-b.\"");
    }

    @Test
    void a_failure_does_not_tell_the_pattern() {
        assertThat(PROBE.overClaims("'x'.matches(claims.p)", "{\"p\": \"(secret\"}")
                        .error())
                .contains("the regular expression is invalid")
                .doesNotContain("secret");
    }

    @Test
    void patterns_beyond_those_that_are_kept_still_work() {
        for (int i = 0; i < 1_200; i++) {
            library.check("a" + i);
        }
        String many = "[0,1,2,3,4,5,6,7,8,9].map(i, string(i))";

        assertThat(PROBE.constant(many + ".all(a, " + many + ".all(b, 'x' + a + b == ('x' + a + b).find('x' + a + b)))")
                        .result())
                .isEqualTo("true");
    }
}
