package dev.tanukey.cel.lists;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelIssue;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelMacroExprFactory;
import java.util.List;
import java.util.Optional;

/**
 * What a macro becomes: a loop over the elements of a list, or the keys of a map, that carries a result along. It has
 * the shape that it has in a cluster, node by node, but for the functions that gather a list or a map; so the checker
 * finds the same faults at the same places.
 *
 * @param nodes makes the nodes of the loop
 * @param range what the loop runs over
 * @param variables the names of its one or two variables
 * @param expressions what is to be evaluated for each element
 */
record Fold(CelMacroExprFactory nodes, CelExpr range, List<CelExpr> variables, List<CelExpr> expressions) {
    /** What a macro says of a variable that is no name. */
    static final String NO_SIMPLE_NAME = "argument must be a simple name";

    /** The same, from {@code map} and {@code filter}. */
    static final String NO_IDENTIFIER = "argument is not an identifier";

    private static final String FORMER_RESULT = "__result__";

    /** Makes the loop of one macro. */
    @Immutable
    @FunctionalInterface
    interface Body {
        CelExpr of(Fold fold);
    }

    static Optional<CelExpr> expand(
            CelMacroExprFactory nodes,
            CelExpr range,
            List<CelExpr> arguments,
            int variables,
            String noName,
            Body body) {
        Fold fold =
                new Fold(nodes, range, arguments.subList(0, variables), arguments.subList(variables, arguments.size()));
        return Optional.of(fold.fault(noName).orElseGet(() -> body.of(fold)));
    }

    /** What is wrong with the variables, if something is. */
    private Optional<CelExpr> fault(String noName) {
        for (CelExpr variable : variables) {
            if (variable.getKind() != Kind.IDENT) {
                return fault(variable, noName);
            }
        }
        CelExpr last = variables.get(variables.size() - 1);
        if (variables.size() == 2 && name(0).equals(name(1))) {
            return fault(last, "duplicate variable name: " + name(1));
        }
        for (CelExpr variable : variables) {
            String name = variable.ident().name();
            if (name.equals(FORMER_RESULT) || name.equals(nodes.getAccumulatorVarName())) {
                return fault(variable, "iteration variable overwrites accumulator variable");
            }
        }
        return Optional.empty();
    }

    private Optional<CelExpr> fault(CelExpr at, String message) {
        return Optional.of(nodes.reportError(CelIssue.formatError(nodes.getSourceLocation(at), message)));
    }

    CelExpr all() {
        return loop(
                nodes.newBoolLiteral(true),
                call(Operator.NOT_STRICTLY_FALSE, result()),
                call(Operator.LOGICAL_AND, result(), expressions.get(0)),
                result());
    }

    CelExpr exists() {
        return loop(
                nodes.newBoolLiteral(false),
                call(Operator.NOT_STRICTLY_FALSE, call(Operator.LOGICAL_NOT, result())),
                call(Operator.LOGICAL_OR, result(), expressions.get(0)),
                result());
    }

    CelExpr existsOne() {
        CelExpr more = call(Operator.ADD, result(), nodes.newIntLiteral(1));
        return loop(
                nodes.newIntLiteral(0),
                nodes.newBoolLiteral(true),
                call(Operator.CONDITIONAL, expressions.get(0), more, result()),
                call(Operator.EQUALS, result(), nodes.newIntLiteral(1)));
    }

    CelExpr filter() {
        return listOf(where(expressions.get(0), added(variables.get(0))));
    }

    CelExpr list() {
        return listOf(filtered(added(transformation())));
    }

    CelExpr map() {
        return mapOf(nodes.newGlobalCall(
                ComprehensionLibrary.ADD_MEMBERS, result(), nodes.newIdentifier(name(0)), transformation()));
    }

    CelExpr mapOfEntries() {
        return mapOf(nodes.newGlobalCall(ComprehensionLibrary.ADD_MEMBERS, result(), transformation()));
    }

    private CelExpr added(CelExpr element) {
        return nodes.newGlobalCall(ComprehensionLibrary.ADD_ELEMENTS, result(), nodes.newList(element));
    }

    /** The last expression; one before it says which elements it is for. */
    private CelExpr transformation() {
        return expressions.get(expressions.size() - 1);
    }

    private CelExpr filtered(CelExpr step) {
        return expressions.size() == 1 ? step : where(expressions.get(0), step);
    }

    private CelExpr where(CelExpr condition, CelExpr step) {
        return call(Operator.CONDITIONAL, condition, step, result());
    }

    private CelExpr listOf(CelExpr step) {
        return loop(
                nodes.newGlobalCall(ComprehensionLibrary.NEW_LIST),
                nodes.newBoolLiteral(true),
                step,
                nodes.newGlobalCall(ComprehensionLibrary.BUILT_LIST, result()));
    }

    private CelExpr mapOf(CelExpr step) {
        return loop(
                nodes.newGlobalCall(ComprehensionLibrary.NEW_MAP),
                nodes.newBoolLiteral(true),
                filtered(step),
                nodes.newGlobalCall(ComprehensionLibrary.BUILT_MAP, result()));
    }

    private CelExpr loop(CelExpr start, CelExpr condition, CelExpr step, CelExpr end) {
        String result = nodes.getAccumulatorVarName();
        return variables.size() == 1
                ? nodes.fold(name(0), range, result, start, condition, step, end)
                : nodes.fold(name(0), name(1), members(), result, start, condition, step, end);
    }

    /** The range as one with two variables sees it; in a message it stands where the range stands. */
    private CelExpr members() {
        long id = nodes.copy(CelExpr.ofIdent(range.id(), ComprehensionLibrary.RANGE))
                .id();
        return CelExpr.ofCall(id, Optional.empty(), ComprehensionLibrary.RANGE, ImmutableList.of(range));
    }

    private String name(int variable) {
        return variables.get(variable).ident().name();
    }

    private CelExpr result() {
        return nodes.newIdentifier(nodes.getAccumulatorVarName());
    }

    private CelExpr call(Operator operator, CelExpr... operands) {
        return nodes.newGlobalCall(operator.getFunction(), operands);
    }
}
