package dev.tanukey.cel.lists;

import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelMacroExprFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code list.sortBy(x, key)}: binds the list to a name, maps it to its keys, and sorts it by them. */
final class SortByMacro {
    private static final String INPUT = "@__sortBy_input__";
    private static final Set<Kind> TARGETS =
            EnumSet.of(Kind.LIST, Kind.SELECT, Kind.IDENT, Kind.COMPREHENSION, Kind.CALL);

    private SortByMacro() {}

    static Optional<CelExpr> expand(CelMacroExprFactory nodes, CelExpr target, List<CelExpr> arguments) {
        if (!TARGETS.contains(target.getKind())) {
            return Optional.of(nodes.reportError(CelIssue.formatError(
                    nodes.getSourceLocation(target),
                    "sortBy can only be applied to a list, identifier, comprehension, call or select expression")));
        }
        return Fold.expand(nodes, nodes.newIdentifier(INPUT), arguments, 1, Fold.NO_IDENTIFIER, Fold::list)
                .map(keys -> nodes.fold(
                        "#unused",
                        nodes.newList(),
                        INPUT,
                        target,
                        nodes.newBoolLiteral(false),
                        nodes.newIdentifier(INPUT),
                        nodes.newReceiverCall(Sorting.FUNCTION, nodes.newIdentifier(INPUT), keys)));
    }
}
