package dev.tanukey.cel.engine;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The literals with which the strings of an expression begin, as far as they stand in it. */
final class Prefixes {
    private static final Set<String> OPTIONAL_VALUES = Set.of("or", "orValue");

    private final Set<String> found = new HashSet<>();

    private Prefixes() {}

    /** Those that end in something that is no letter and no digit, so that they set a name apart. */
    static Set<String> of(CelExpr expression) {
        Prefixes prefixes = new Prefixes();
        prefixes.look(expression);
        prefixes.found.removeIf(
                prefix -> prefix.isEmpty() || Character.isLetterOrDigit(prefix.codePointBefore(prefix.length())));
        return Set.copyOf(prefixes.found);
    }

    private void look(CelExpr expression) {
        switch (expression.getKind()) {
            case CALL -> lookAtCall(expression.call());
            case LIST -> expression.list().elements().forEach(this::look);
            case COMPREHENSION -> {
                look(expression.comprehension().loopStep());
                look(expression.comprehension().result());
            }
            default -> {
                // begins with nothing that can be seen
            }
        }
    }

    private void lookAtCall(CelExpr.CelCall call) {
        List<CelExpr> arguments = call.args();
        String function = call.function();
        if (function.equals(Operator.ADD.getFunction())) {
            if (isText(arguments.get(0))) {
                found.add(arguments.get(0).constant().stringValue());
            } else {
                arguments.forEach(this::look);
            }
        } else if (function.equals(Operator.CONDITIONAL.getFunction())) {
            arguments.subList(1, 3).forEach(this::look);
        } else if (OPTIONAL_VALUES.contains(function)) {
            call.target().ifPresent(this::look);
            arguments.forEach(this::look);
        } else if (function.startsWith("@") || function.equals("optional.of")) {
            arguments.forEach(this::look);
        }
    }

    private static boolean isText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
