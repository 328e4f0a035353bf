package dev.tanukey.mapping.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ComparisonsProperties {

    @Property
    void whatever_is_written_is_read_without_a_failure(@ForAll("expressions") String expression) {
        for (Comparison comparison : Comparisons.in(expression)) {
            assertThat(Comparisons.claims(expression)).contains(comparison.claim());
            assertThat(comparison.example("foo/bar")).isNotNull();
            assertThat(comparison.example("")).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        Arbitrary<String> piece = Arbitraries.of(
                "claims",
                ".",
                "?",
                "ref",
                "project_path",
                "[",
                "]",
                "'acme/'",
                "\"x",
                "'",
                "==",
                "in",
                " ",
                "(",
                ")",
                ".startsWith(",
                ".endsWith(",
                ".matches('^(a|b[c]",
                ".orValue('')",
                "true",
                "4711",
                "\\",
                "//",
                "\n",
                ",");
        return piece.list().ofMaxSize(20).map(pieces -> String.join("", pieces));
    }

    @Property
    void a_comparison_is_found_in_either_order(@ForAll("values") String value) {
        List<Comparison> expected = List.of(new Comparison("ref", Comparison.How.EQUALS, value));
        assertThat(Comparisons.in("claims.ref == '" + value + "'")).isEqualTo(expected);
        assertThat(Comparisons.in("\"" + value + "\"==claims['ref']")).isEqualTo(expected);
        assertThat(Comparisons.in("'claims.ref == \"" + value + "\"'")).isEmpty();
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().alpha().numeric().withChars("/._-").ofMinLength(1);
    }
}
