package dev.tanukey.cel.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which members of its variable an expression names, by {@code claims.x}, {@code has(claims.x)}, {@code claims.?x}. */
final class References {

    private References() {}

    static Set<String> of(CelAbstractSyntaxTree tree, String variable) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .flatMap(node -> member(node, variable).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every name of a member, and every text, that stands in an expression. */
    static Set<String> names(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .flatMap(node -> name(node).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an expression reads its variable, or something of a macro that is called like it. */
    static boolean toVariable(CelAbstractSyntaxTree tree, String variable) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .anyMatch(node -> is(node, variable) || is(node, "." + variable));
    }

    private static Optional<String> name(CelExpr node) {
        if (node.getKind() == ExprKind.Kind.SELECT) {
            return Optional.of(node.select().field());
        }
        boolean text =
                node.getKind() == ExprKind.Kind.CONSTANT && node.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return text ? Optional.of(node.constant().stringValue()) : Optional.empty();
    }

    private static Optional<String> member(CelExpr node, String variable) {
        if (node.getKind() == ExprKind.Kind.SELECT && is(node.select().operand(), variable)) {
            return Optional.of(node.select().field());
        }
        if (node.getKind() == ExprKind.Kind.CALL
                && node.call().function().equals(Operator.OPTIONAL_SELECT.getFunction())
                && is(node.call().args().get(0), variable)
                && node.call().args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
            return Optional.of(node.call().args().get(1).constant().stringValue());
        }
        return Optional.empty();
    }

    private static boolean is(CelExpr operand, String variable) {
        return operand.getKind() == ExprKind.Kind.IDENT
                && operand.ident().name().equals(variable);
    }
}
