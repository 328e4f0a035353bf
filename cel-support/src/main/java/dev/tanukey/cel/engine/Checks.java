package dev.tanukey.cel.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.OptionalType;
import dev.cel.runtime.CelEvaluationException;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.strings.FormatCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a cluster looks at after the types fit: literals that can never have a value, and lists and maps whose literals
 * mix types. Source: the validators of the environment of Kubernetes 1.29 and later.
 */
final class Checks {
    /** What a cluster evaluates once where the argument is constant. */
    static final Set<String> CONVERSIONS =
            Set.of("bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint");

    private static final Set<String> TIMES = Set.of("duration", "timestamp");
    /** Functions of patterns. A cluster looks at each text among the arguments, which may be one too many. */
    private static final Set<String> PATTERNS = Set.of("matches", "find", "findAll");
    /** Inside these a list may mix types. */
    private static final Set<String> MIXED_LISTS_ALLOWED = Set.of("format", "@sortByAssociatedKeys");

    private static final Set<String> INDICES =
            Set.of(Operator.INDEX.getFunction(), Operator.OPTIONAL_INDEX.getFunction());
    /** What a constant index may be. */
    private static final Set<CelKind> KEYS =
            Set.of(CelKind.BOOL, CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.STRING);

    private final CelAbstractSyntaxTree tree;
    private final Environment environment;
    private final List<CelIssue> issues = new ArrayList<>();

    private Checks(CelAbstractSyntaxTree tree, Environment environment) {
        this.tree = tree;
        this.environment = environment;
    }

    /** What is wrong with an expression whose types fit. */
    static List<CelIssue> of(CelAbstractSyntaxTree tree, Environment environment) {
        Checks checks = new Checks(tree, environment);
        CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(checks::look);
        return checks.issues;
    }

    private void look(CelNavigableExpr node) {
        switch (node.getKind()) {
            case CONSTANT -> {
                CelConstant constant = node.expr().constant();
                if (constant.getKind() == CelConstant.Kind.DOUBLE_VALUE && Double.isInfinite(constant.doubleValue())) {
                    report(node.id(), "invalid double literal");
                }
            }
            case CALL -> lookAtCall(node.expr());
            case LIST -> {
                if (!mayMix(node)) {
                    lookAtList(node.expr().list());
                }
            }
            case MAP -> {
                if (!mayMix(node)) {
                    lookAtMap(node.expr().map());
                }
            }
            default -> {
                // has no literal
            }
        }
    }

    private static boolean mayMix(CelNavigableExpr node) {
        Optional<CelNavigableExpr> parent = node.parent();
        while (parent.isPresent()) {
            if (parent.get().getKind() == ExprKind.Kind.CALL
                    && MIXED_LISTS_ALLOWED.contains(parent.get().expr().call().function())) {
                return true;
            }
            parent = parent.get().parent();
        }
        return false;
    }

    private void lookAtCall(CelExpr call) {
        String function = call.call().function();
        List<CelExpr> arguments = call.call().args();
        if (INDICES.contains(function)) {
            lookAtIndex(arguments.get(1));
        }
        FormatCheck.problem(tree, call).ifPresent(problem -> report(problem.expression(), problem.text()));
        if (PATTERNS.contains(function)) {
            arguments.stream()
                    .filter(Checks::isString)
                    .filter(pattern -> !isPattern(pattern.constant().stringValue()))
                    .forEach(pattern -> report(pattern.id(), "invalid " + function + " argument"));
        } else if (isConversionOfConstant(call)) {
            CelExpr literal = arguments.get(0);
            boolean time = TIMES.contains(function) && literal.getKind() == ExprKind.Kind.CONSTANT;
            boolean known = isConversionOfConstant(literal) && failure(literal).isPresent();
            failure(call)
                    .filter(message -> !known)
                    .ifPresent(message -> report(
                            time ? literal.id() : call.id(), time ? "invalid " + function + " argument" : message));
        }
    }

    /** No list and no map has a member under a constant like these, which a cluster sees before it evaluates. */
    private void lookAtIndex(CelExpr index) {
        CelExpr key = index;
        while (isConversionOfConstant(key) && key.call().function().equals("dyn")) {
            key = key.call().args().get(0);
        }
        CelType type = tree.getTypeOrThrow(key.id());
        if (!KEYS.contains(type.kind()) && (isNameOfType(key, type) || isConstant(key))) {
            report(index.id(), "invalid qualifier type: " + CelTypes.format(type));
        }
    }

    private static boolean isNameOfType(CelExpr expression, CelType type) {
        return expression.getKind() == ExprKind.Kind.IDENT && type.kind() == CelKind.TYPE;
    }

    private boolean isPattern(String text) {
        try {
            environment.patterns().check(text);
            return true;
        } catch (FunctionFailedException invalid) {
            return false;
        }
    }

    private static boolean isString(CelExpr expression) {
        return expression.getKind() == ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    /** A cluster evaluates these once, when it compiles. */
    private static boolean isConversionOfConstant(CelExpr expression) {
        return expression.getKind() == ExprKind.Kind.CALL
                && expression.call().target().isEmpty()
                && expression.call().args().size() == 1
                && CONVERSIONS.contains(expression.call().function())
                && isConstant(expression.call().args().get(0));
    }

    private static boolean isConstant(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> true;
            case LIST -> expression.list().elements().stream().allMatch(Checks::isConstant);
            case MAP ->
                expression.map().entries().stream()
                        .allMatch(entry -> isConstant(entry.key()) && isConstant(entry.value()));
            case CALL -> isConversionOfConstant(expression);
            default -> false;
        };
    }

    private Optional<String> failure(CelExpr constant) {
        try {
            CelAbstractSyntaxTree part = CelAbstractSyntaxTree.newCheckedAst(
                    constant, CelSource.newBuilder().build(), tree.getReferenceMap(), tree.getTypeMap());
            environment.runtime().createProgram(part).eval();
            return Optional.empty();
        } catch (CelEvaluationException failed) {
            return Optional.of(Failures.message(failed));
        }
    }

    private void lookAtList(CelExpr.CelList list) {
        CelType expected = null;
        for (int i = 0; i < list.elements().size(); i++) {
            CelExpr element = list.elements().get(i);
            CelType type = type(element, list.optionalIndices().contains(i));
            if (expected == null) {
                expected = type;
            } else if (!expected.equals(type)) {
                mismatch(element, expected, type);
                return;
            }
        }
    }

    private void lookAtMap(CelExpr.CelMap map) {
        CelType expectedKey = null;
        CelType expectedValue = null;
        for (CelExpr.CelMap.Entry entry : map.entries()) {
            CelType key = type(entry.key(), false);
            CelType value = type(entry.value(), entry.optionalEntry());
            if (expectedKey == null || expectedValue == null) {
                expectedKey = key;
                expectedValue = value;
                continue;
            }
            if (!expectedKey.equals(key)) {
                mismatch(entry.key(), expectedKey, key);
            }
            if (!expectedValue.equals(value)) {
                mismatch(entry.value(), expectedValue, value);
            }
        }
    }

    private CelType type(CelExpr expression, boolean unwrapped) {
        CelType type = tree.getTypeOrThrow(expression.id());
        if (!unwrapped) {
            return type;
        }
        if (!(type instanceof OptionalType)) {
            report(expression.id(), "expected type 'optional_type' but found '" + CelTypes.format(type) + "'");
            return type;
        }
        return type.parameters().get(0);
    }

    private void mismatch(CelExpr at, CelType expected, CelType found) {
        report(at.id(), "expected type '" + CelTypes.format(expected) + "' but found '" + CelTypes.format(found) + "'");
    }

    private void report(long id, String message) {
        Integer offset = tree.getSource().getPositionsMap().get(id);
        CelSourceLocation place = offset == null
                ? CelSourceLocation.NONE
                : tree.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
        issues.add(CelIssue.formatError(place.getLine(), place.getColumn(), message));
    }
}
