package dev.tanukey.cel.strings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.tanukey.cel.engine.Probe;
import dev.tanukey.cel.function.FunctionFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FormatTest {
    private static final Probe PROBE = new Probe();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("claims", MapType.create(SimpleType.STRING, SimpleType.ANY))
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "format",
                    CelOverloadDecl.newMemberOverload(
                            "string_format", SimpleType.STRING, SimpleType.STRING, ListType.create(SimpleType.DYN))))
            .build();

    /** The values are what Kubernetes 1.36.3 gave; {@code !} where it gave none. */
    @ParameterizedTest
    @CsvFileSource(
            resources = "format.tsv",
            delimiter = '\t',
            quoteCharacter = '\u0001',
            ignoreLeadingAndTrailingWhitespace = false)
    void a_format_gives_what_a_cluster_gives(String expression, String expected) {
        Probe.Outcome outcome = PROBE.constant(expression);

        assertThat(outcome.phase().equals("ok") ? outcome.result() : "!").isEqualTo(expected);
    }

    /** The columns and texts are those of Kubernetes 1.36.3. */
    @ParameterizedTest
    @CsvFileSource(
            resources = "checks.tsv",
            delimiter = '\t',
            quoteCharacter = '\u0001',
            ignoreLeadingAndTrailingWhitespace = false)
    void a_format_that_is_written_out_is_checked_as_a_cluster_does(String expression, int column, String text)
            throws CelValidationException {
        CelAbstractSyntaxTree tree = COMPILER.compile(expression).getAst();

        Optional<FormatCheck.Problem> problem = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .flatMap(part -> FormatCheck.problem(tree, part).stream())
                .findFirst();

        assertThat(problem.map(FormatCheck.Problem::text).orElse("none")).isEqualTo(text);
        assertThat(problem.map(wrong -> column(tree, wrong.expression())).orElse(0))
                .isEqualTo(column);
    }

    private static int column(CelAbstractSyntaxTree tree, long expression) {
        int offset = tree.getSource().getPositionsMap().get(expression);
        return tree.getSource().getOffsetLocation(offset).orElseThrow().getColumn() + 1;
    }

    @Test
    void only_a_call_of_format_is_checked() throws CelValidationException {
        CelAbstractSyntaxTree tree = COMPILER.compile("['%d'] == ['a']").getAst();

        assertThat(CelNavigableAst.fromAst(tree).getRoot().allNodes())
                .noneMatch(part -> FormatCheck.problem(tree, part.expr()).isPresent());
    }

    @Test
    void a_claim_is_written_by_its_type() {
        assertThat(PROBE.overClaims(
                                "'%s'.format([dyn(claims.o)])", "{\"o\": {\"b\": null, \"a\": [1, true, \"q\", 1.25]}}")
                        .result())
                .isEqualTo("\"{\\\"a\\\":[1.000000, true, \\\"q\\\", 1.250000], \\\"b\\\":null}\"");
        assertThat(PROBE.constant("'%s'.format([dyn(claims)])").error()).contains("was given kubernetes.claims");
    }

    @Test
    void values_may_not_be_nested_without_end() {
        Object nested = List.of();
        for (int i = 0; i < 100_000; i++) {
            nested = i % 2 == 0 ? List.of(nested) : Map.of("k", nested);
        }
        List<Object> arguments = List.of(nested);

        assertThatThrownBy(() -> FormatString.parse("%s").format(arguments))
                .isInstanceOf(FunctionFailedException.class)
                .hasMessageContaining("nested too deeply");
    }
}
