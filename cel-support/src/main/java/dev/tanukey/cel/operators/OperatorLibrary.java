package dev.tanukey.cel.operators;

import static dev.tanukey.cel.function.Kind.BOOL;

import dev.cel.common.Operator;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;

/** The operators that compute or compare. A cluster looks at the values and not at what the checker takes them for. */
public final class OperatorLibrary implements FunctionLibrary {
    private static final String NOT = Operator.LOGICAL_NOT.getFunction();

    @Override
    public void addTo(Functions functions) {
        functions.byValue(NOT).global(NOT, "logical_not", BOOL, BOOL, value -> !value);
        Sums.addTo(functions);
        Products.addTo(functions);
        Comparisons.addTo(functions);
    }
}
