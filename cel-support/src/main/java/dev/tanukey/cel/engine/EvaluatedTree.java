package dev.tanukey.cel.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import dev.cel.common.ast.CelMutableExpr.CelMutableSelect;
import dev.cel.common.ast.CelMutableExprConverter;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.common.navigation.TraversalOrder;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.tanukey.cel.lists.ComprehensionLibrary;
import dev.tanukey.cel.value.AccessLibrary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An expression as it is evaluated. Once its types are checked, a few of its nodes become calls to functions of ours,
 * where the engine would do otherwise than a cluster:
 *
 * <ul>
 *   <li>{@code has(claims.a.b)} and {@code claims.?a.b}, where {@code a} turns out to hold no object, find nothing; the
 *       engine fails;
 *   <li>{@code claims.a.orValue(x)}, where {@code a} is no optional value, is {@code a}; the engine fails;
 *   <li>{@code .x} in a macro that calls its element {@code x} is that element; the engine asks for a variable of that
 *       name, and there is but one variable;
 *   <li>the one element that {@code map} and {@code filter} add at a time needs no list around it, which the engine
 *       would make and go through;
 *   <li>the error of {@code a && b}, {@code a || b} or of a macro ends the evaluation where nothing absorbs it; the
 *       engine would hand it to a list or a function as if it were a value.
 * </ul>
 */
final class EvaluatedTree {
    private static final Set<String> LOGIC =
            Set.of(Operator.LOGICAL_AND.getFunction(), Operator.LOGICAL_OR.getFunction());
    private static final Set<String> ALTERNATIVES = Set.of("or", "orValue");

    private final Map<Long, CelReference> references;
    private final Map<Long, CelType> types;
    private long lastId;

    private EvaluatedTree(CelAbstractSyntaxTree tree) {
        this.references = new HashMap<>(tree.getReferenceMap());
        this.types = new HashMap<>(tree.getTypeMap());
        this.lastId = types.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    static CelAbstractSyntaxTree of(CelAbstractSyntaxTree tree) {
        EvaluatedTree evaluated = new EvaluatedTree(tree);
        CelMutableAst copy = CelMutableAst.fromCelAst(tree);
        List<CelNavigableMutableExpr> innermostFirst = CelNavigableMutableAst.fromAst(copy)
                .getRoot()
                .allNodes(TraversalOrder.POST_ORDER)
                .toList();
        innermostFirst.forEach(evaluated::rewrite);
        return CelAbstractSyntaxTree.newCheckedAst(
                CelMutableExprConverter.fromMutableExpr(copy.expr()),
                tree.getSource(),
                evaluated.references,
                evaluated.types);
    }

    private void rewrite(CelNavigableMutableExpr node) {
        CelMutableExpr expression = node.expr();
        switch (expression.getKind()) {
            case IDENT -> rewriteName(node);
            case SELECT -> rewriteSelect(expression);
            case CALL -> {
                rewriteCall(expression);
                if (LOGIC.contains(expression.call().function()) && !absorbsErrors(node)) {
                    wrap(expression, AccessLibrary.STRICT);
                }
            }
            case COMPREHENSION -> {
                if (type(expression).equals(SimpleType.BOOL) && !absorbsErrors(node)) {
                    wrap(expression, AccessLibrary.STRICT);
                }
            }
            default -> {
                // means the same here and there
            }
        }
    }

    private void rewriteName(CelNavigableMutableExpr node) {
        CelMutableExpr expression = node.expr();
        String name = expression.ident().name();
        if (name.startsWith(".")) {
            String local = name.substring(1);
            expression.setIdent(CelMutableIdent.create(local));
            references.computeIfPresent(
                    expression.id(),
                    (id, reference) -> reference.value().isPresent()
                            ? reference
                            : CelReference.newBuilder().setName(local).build());
        }
        if (isUnknown(type(expression)) && isSecondVariable(node)) {
            wrap(expression, AccessLibrary.STRICT);
        }
    }

    /** Over claims this variable mostly is an error. */
    private static boolean isSecondVariable(CelNavigableMutableExpr node) {
        String name = node.expr().ident().name();
        Optional<CelNavigableMutableExpr> around = node.parent();
        while (around.isPresent()) {
            CelMutableExpr outer = around.get().expr();
            if (outer.getKind() == ExprKind.Kind.COMPREHENSION
                    && outer.comprehension().iterVar2().equals(name)) {
                return true;
            }
            around = around.get().parent();
        }
        return false;
    }

    private void rewriteSelect(CelMutableExpr expression) {
        CelMutableSelect select = expression.select();
        CelType operand = type(select.operand());
        if (select.testOnly() && (isUnknown(operand) || operand instanceof OptionalType)) {
            replace(expression, AccessLibrary.HAS, select.operand(), name(select));
        } else if (operand instanceof OptionalType || (isUnknown(operand) && isOptionalIndex(select.operand()))) {
            replace(expression, AccessLibrary.FIND, select.operand(), name(select));
        }
    }

    private void rewriteCall(CelMutableExpr expression) {
        CelMutableCall call = expression.call();
        if (call.function().equals(Operator.OPTIONAL_SELECT.getFunction())) {
            replace(
                    expression,
                    AccessLibrary.FIND,
                    call.args().get(0),
                    call.args().get(1));
        } else if (ALTERNATIVES.contains(call.function())
                && call.target().isPresent()
                && !isCallOf(AccessLibrary.FIND, call.target().get())) {
            wrap(call.target().get(), AccessLibrary.OPTIONAL);
        } else if (call.function().equals(ComprehensionLibrary.ADD_ELEMENTS)
                && isOneElement(call.args().get(1))) {
            CelMutableExpr element = call.args().get(1).list().elements().get(0);
            replace(expression, ComprehensionLibrary.ADD_ELEMENT, call.args().get(0), element);
        }
    }

    private static boolean isOptionalIndex(CelMutableExpr expression) {
        return isCallOf(Operator.OPTIONAL_INDEX.getFunction(), expression);
    }

    private static boolean isCallOf(String function, CelMutableExpr expression) {
        return expression.getKind() == ExprKind.Kind.CALL
                && expression.call().function().equals(function);
    }

    private static boolean isOneElement(CelMutableExpr expression) {
        return expression.getKind() == ExprKind.Kind.LIST
                && expression.list().elements().size() == 1
                && expression.list().optionalIndices().isEmpty();
    }

    /** Whether an error in this node is seen by something that knows what an error is. */
    private static boolean absorbsErrors(CelNavigableMutableExpr node) {
        return node.parent()
                .map(CelNavigableMutableExpr::expr)
                .map(parent -> parent.getKind() == ExprKind.Kind.COMPREHENSION
                        || (parent.getKind() == ExprKind.Kind.CALL
                                && LOGIC.contains(parent.call().function())))
                .orElse(true);
    }

    private static boolean isUnknown(CelType type) {
        return type.kind() == CelKind.ANY || type.kind() == CelKind.DYN;
    }

    private CelType type(CelMutableExpr expression) {
        return types.getOrDefault(expression.id(), SimpleType.DYN);
    }

    private CelMutableExpr name(CelMutableSelect select) {
        lastId++;
        types.put(lastId, SimpleType.STRING);
        return CelMutableExpr.ofConstant(lastId, CelConstant.ofValue(select.field()));
    }

    private void wrap(CelMutableExpr expression, String function) {
        CelMutableExpr inner = CelMutableExpr.newInstance(expression);
        lastId++;
        expression.setId(lastId);
        types.put(lastId, type(inner));
        replace(expression, function, inner);
    }

    private void replace(CelMutableExpr node, String function, CelMutableExpr... arguments) {
        node.setCall(CelMutableCall.create(function, arguments));
        references.put(
                node.id(), CelReference.newBuilder().addOverloadIds(function).build());
    }
}
