package dev.tanukey.cel.strings;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a format that is written out with its arguments, before anything is evaluated. */
public final class FormatCheck {

    private FormatCheck() {}

    /**
     * What is wrong with a call of {@code format}.
     *
     * @param expression the id of the expression that is to blame: an argument, or the call
     * @param text what is wrong, in the words of a cluster
     */
    public record Problem(long expression, String text) {}

    /**
     * Checks a call of {@code format} whose format and list of arguments are written out.
     *
     * @param ast the checked expression, for its types
     * @param call any part of it; nothing is wrong with one that is no such call
     * @return the first problem
     */
    public static Optional<Problem> problem(CelAbstractSyntaxTree ast, CelExpr call) {
        if (!isLiteralFormat(ast, call)) {
            return Optional.empty();
        }
        FormatString format =
                FormatString.parse(call.call().target().orElseThrow().constant().stringValue());
        List<CelExpr> arguments = call.call().args().get(0).list().elements();
        List<FormatString.Clause> clauses = format.clauses();
        for (int i = 0; i < clauses.size(); i++) {
            if (i >= arguments.size()) {
                return Optional.of(new Problem(call.id(), FormatString.missing(i)));
            }
            Optional<Problem> problem = problem(ast, clauses.get(i).verb(), arguments.get(i));
            if (problem.isPresent()) {
                return problem;
            }
        }
        String problem = format.problem();
        if (problem != null) {
            boolean missing = clauses.size() >= arguments.size() && !problem.equals(FormatString.CUT_SHORT);
            return Optional.of(new Problem(call.id(), missing ? FormatString.missing(clauses.size()) : problem));
        }
        if (arguments.size() > clauses.size()) {
            return Optional.of(new Problem(
                    call.id(),
                    "too many arguments supplied to string.format (expected " + clauses.size() + ", got "
                            + arguments.size() + ")"));
        }
        return Optional.empty();
    }

    private static boolean isLiteralFormat(CelAbstractSyntaxTree ast, CelExpr expression) {
        if (expression.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
            return false;
        }
        CelExpr.CelCall call = expression.call();
        CelReference reference = ast.getReferenceMap().get(expression.id());
        return call.function().equals("format")
                && (reference == null || reference.overloadIds().contains("string_format"))
                && call.target().filter(FormatCheck::isString).isPresent()
                && call.args().size() == 1
                && call.args().get(0).exprKind().getKind() == CelExpr.ExprKind.Kind.LIST;
    }

    private static boolean isString(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    /** Checks an argument; {@code %s} looks into lists and maps that are written out too, however deep they are. */
    private static Optional<Problem> problem(CelAbstractSyntaxTree ast, FormatVerb verb, CelExpr argument) {
        List<CelExpr> left = new ArrayList<>(List.of(argument));
        while (!left.isEmpty()) {
            CelExpr part = left.remove(left.size() - 1);
            CelType type = ast.getType(part.id()).orElse(SimpleType.DYN);
            Optional<String> problem = verb.problem(type);
            if (problem.isPresent()) {
                return Optional.of(new Problem(part.id(), problem.get()));
            }
            if (verb == FormatVerb.STRING) {
                // the last is looked at first
                List<CelExpr> parts = parts(part);
                for (int i = parts.size() - 1; i >= 0; i--) {
                    left.add(parts.get(i));
                }
            }
        }
        return Optional.empty();
    }

    private static List<CelExpr> parts(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case LIST -> expression.list().elements();
            case MAP -> {
                List<CelExpr> parts = new ArrayList<>();
                expression.map().entries().forEach(entry -> {
                    parts.add(entry.key());
                    parts.add(entry.value());
                });
                yield parts;
            }
            default -> List.of();
        };
    }
}
