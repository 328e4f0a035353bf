package dev.tanukey.cel.engine;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.OptionalType;
import dev.tanukey.cel.lists.ComprehensionLibrary;
import dev.tanukey.cel.value.AccessLibrary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What each part of an expression costs, by its id; found once, so that an evaluation only looks it up. The rules are
 * those of Kubernetes: one for a variable and for each selection or index that follows it, ten for a list, thirty for a
 * map, one for a call or what its {@link Charge} says, nothing for constants and for what is made of them.
 *
 * <p>Immutable.
 */
final class CostTable {
    private static final int LIST = 10;
    private static final int MAP = 30;
    private static final int MESSAGE = 40;

    private static final Set<String> FREE = Set.of(
            Operator.LOGICAL_AND.getFunction(),
            Operator.LOGICAL_OR.getFunction(),
            Operator.CONDITIONAL.getFunction(),
            "or",
            "orValue",
            AccessLibrary.STRICT,
            AccessLibrary.OPTIONAL,
            "@range",
            "@list.new",
            "@list.done",
            "@map.new",
            "@map.done");
    /** Give what they got, or a part of it. */
    private static final Set<String> NOTHING_NEW = Set.of(
            Operator.CONDITIONAL.getFunction(),
            "or",
            "orValue",
            "value",
            "optional.of",
            "optional.ofNonZeroValue",
            "first",
            "last",
            "min",
            "max",
            "dyn",
            AccessLibrary.STRICT,
            AccessLibrary.OPTIONAL,
            "@range",
            "@list.done");

    private static final Set<CelKind> SMALL = Set.of(
            CelKind.BOOL,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.DURATION,
            CelKind.TIMESTAMP,
            CelKind.NULL_TYPE,
            CelKind.TYPE);

    private final CelAbstractSyntaxTree tree;
    private Step[] steps = new Step[0];
    private int slots;

    CostTable(CelAbstractSyntaxTree tree) {
        this.tree = tree;
        add(tree.getExpr(), true);
    }

    /** The step of the part with that id. */
    Step of(CelExpr part) {
        return steps[(int) part.id()];
    }

    /** How many values are kept during an evaluation. */
    int slots() {
        return slots;
    }

    /**
     * Adds an expression and all in it.
     *
     * @param whole false where it stands in the branch of a condition or in brackets: a variable costs nothing there,
     *     only what is selected from it
     */
    private void add(CelExpr part, boolean whole) {
        Step step = step((int) part.id());
        step.large = isSum(part)
                || !tree.getType(part.id())
                        .map(type -> SMALL.contains(type.kind()))
                        .orElse(false);
        boolean constant = isConstant(part);
        switch (part.getKind()) {
            case IDENT -> step.cost = whole && !constant ? 1 : 0;
            case SELECT -> addSelection(part, step, whole);
            case CALL -> addCall(part, step, whole);
            case LIST -> {
                part.list().elements().forEach(element -> add(element, true));
                step.cost = constant ? 0 : LIST;
                step.builds = true;
            }
            case MAP -> {
                for (CelMap.Entry entry : part.map().entries()) {
                    add(entry.key(), true);
                    add(entry.value(), true);
                }
                step.cost = constant ? 0 : MAP;
                step.builds = true;
            }
            case STRUCT -> {
                part.struct().entries().forEach(entry -> add(entry.value(), true));
                step.cost = MESSAGE;
            }
            case COMPREHENSION -> {
                CelComprehension loop = part.comprehension();
                for (CelExpr each : List.of(
                        loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result())) {
                    add(each, true);
                }
            }
            default -> {}
        }
    }

    /** Selections in a row, of which the engine tells only the last. */
    private void addSelection(CelExpr part, Step step, boolean whole) {
        if (isConstant(part)) {
            return;
        }
        boolean test = part.select().testOnly();
        step.twice = test;
        CelExpr operand = part;
        while (operand.getKind() == Kind.SELECT && !isConstant(operand)) {
            operand = operand.select().operand();
            step.cost++;
        }
        boolean withVariable = whole && !test;
        if (operand.getKind() == Kind.IDENT && !isConstant(operand)) {
            step.cost += withVariable ? 1 : 0;
            return;
        }
        boolean path = isPath(operand);
        add(operand, !path || withVariable);
        step.cost += withVariable && !path ? 1 : 0;
    }

    private void addCall(CelExpr part, Step step, boolean whole) {
        CelCall call = part.call();
        String function = call.function();
        List<CelExpr> arguments = arguments(call);
        if (isIndex(function)) {
            addIndex(function, step, arguments.get(0), arguments.get(1), whole);
            return;
        }
        if (function.equals(AccessLibrary.HAS)) {
            CelExpr operand = arguments.get(0);
            add(operand, !isPath(operand));
            add(arguments.get(1), true);
            step.cost = 1;
            return;
        }
        if (function.equals(Operator.CONDITIONAL.getFunction())) {
            add(arguments.get(0), true);
            add(arguments.get(1), !isPath(arguments.get(1)));
            add(arguments.get(2), !isPath(arguments.get(2)));
            return;
        }
        arguments.forEach(argument -> add(argument, true));
        step.builds = !NOTHING_NEW.contains(function);
        List<String> overloads =
                tree.getReference(part.id()).map(CelReference::overloadIds).orElse(ImmutableList.of());
        if (FREE.contains(function) || isConstant(part) || isMembershipInConstants(overloads, arguments)) {
            return;
        }
        if (function.equals(ComprehensionLibrary.ADD_ELEMENT)) {
            step.cost = isConstant(arguments.get(1)) ? 1 : LIST + 1;
            return;
        }
        Charge charge = overloads.contains("cidr_ip") ? null : Charge.find(function, overloads);
        if (charge == null || arguments.isEmpty()) {
            step.cost = 1;
            return;
        }
        Step last = of(arguments.get(Math.min(1, arguments.size() - 1)));
        step.charge = charge;
        step.first = keep(of(arguments.get(0)));
        step.second = keep(last);
        if (charge.isSteep()) {
            last.before = step;
        }
    }

    private void addIndex(String function, Step step, CelExpr operand, CelExpr key, boolean whole) {
        boolean path = isPath(operand);
        add(operand, !path || whole);
        add(key, !isPath(key));
        step.cost = whole && !path ? 1 : 0;
        if (function.equals(Operator.INDEX.getFunction()) && !isOptional(operand)) {
            step.cost++;
        } else {
            step.ifPresent = true;
        }
    }

    /** A sum is what the values make of it, also a text where the checker expects a number. */
    private static boolean isSum(CelExpr part) {
        return part.getKind() == Kind.CALL && part.call().function().equals(Operator.ADD.getFunction());
    }

    /** Ids are dense; the parts that the engine never tells of have a step like the others. */
    private Step step(int id) {
        int known = steps.length;
        if (id >= known) {
            steps = Arrays.copyOf(steps, Math.max(id + 1, known * 2));
            Arrays.setAll(steps, i -> i < known ? steps[i] : new Step());
        }
        return steps[id];
    }

    private int keep(Step argument) {
        if (argument.kept < 0) {
            argument.kept = slots++;
        }
        return argument.kept;
    }

    private static List<CelExpr> arguments(CelCall call) {
        List<CelExpr> arguments = new ArrayList<>(call.args());
        call.target().ifPresent(target -> arguments.add(0, target));
        return arguments;
    }

    /** Whether it is a variable with selections and indices, or a choice between such: a cluster pays it as a whole. */
    private boolean isPath(CelExpr part) {
        if (isConstant(part)) {
            return false;
        }
        return switch (part.getKind()) {
            case IDENT, SELECT -> true;
            case CALL ->
                isIndex(part.call().function())
                        || part.call().function().equals(AccessLibrary.HAS)
                        || part.call().function().equals(Operator.CONDITIONAL.getFunction());
            default -> false;
        };
    }

    private static boolean isIndex(String function) {
        return function.equals(Operator.INDEX.getFunction())
                || function.equals(Operator.OPTIONAL_INDEX.getFunction())
                || function.equals(AccessLibrary.FIND);
    }

    private boolean isOptional(CelExpr part) {
        return tree.getType(part.id()).map(OptionalType.class::isInstance).orElse(false);
    }

    /** Whether a cluster evaluates it before all tokens, so that it costs nothing. */
    private boolean isConstant(CelExpr part) {
        return switch (part.getKind()) {
            case CONSTANT -> true;
            case IDENT, SELECT ->
                tree.getReference(part.id())
                        .map(reference -> reference.value().isPresent()
                                || tree.getType(part.id())
                                        .map(type -> type.kind() == CelKind.TYPE)
                                        .orElse(false))
                        .orElse(false);
            case LIST -> part.list().elements().stream().allMatch(this::isConstant);
            case MAP ->
                part.map().entries().stream().allMatch(entry -> isConstant(entry.key()) && isConstant(entry.value()));
            case CALL ->
                Checks.CONVERSIONS.contains(part.call().function())
                        && arguments(part.call()).size() == 1
                        && isConstant(arguments(part.call()).get(0));
            default -> false;
        };
    }

    /** {@code x in ["a", "b"]}: a cluster looks it up in a table. */
    private boolean isMembershipInConstants(List<String> overloads, List<CelExpr> arguments) {
        return overloads.equals(List.of("in_list"))
                && arguments.get(1).getKind() == Kind.LIST
                && isConstant(arguments.get(1))
                && arguments.get(1).list().elements().stream().allMatch(this::isPlain);
    }

    private boolean isPlain(CelExpr constant) {
        return switch (tree.getType(constant.id()).orElseThrow().kind()) {
            case BOOL, INT, UINT, DOUBLE, STRING -> true;
            default -> false;
        };
    }
}
