package dev.tanukey.cel.engine;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What it takes to check the types of an expression that has been parsed. The checker looks at each type of unknown
 * parts again at each call, and writes each type out in full, so that a short expression can keep it busy for hours; in
 * a cluster too.
 */
final class Effort {
    /** Calls, loops and empty literals: so many take the checker about a second. */
    private static final int MOST_CALLS = 4_000;
    /** How many types one type may be made of. */
    private static final int LARGEST_TYPE = 10_000;
    /** These have no parts of unknown type. */
    private static final Set<String> FREE = Set.of(
            Operator.LOGICAL_AND.getFunction(),
            Operator.LOGICAL_OR.getFunction(),
            Operator.LOGICAL_NOT.getFunction(),
            Operator.NOT_STRICTLY_FALSE.getFunction());

    private final Map<String, Long> variables = new HashMap<>();
    private int calls;
    private long largest;

    private Effort() {}

    /** Refuses an expression that would take too much. */
    static void require(CelExpr parsed) throws InvalidExpressionException {
        Effort effort = new Effort();
        effort.sizeOfType(parsed);
        if (effort.calls > MOST_CALLS) {
            throw new InvalidExpressionException("an expression with more calls, loops and empty lists and maps than "
                    + MOST_CALLS + "; came " + effort.calls);
        }
        if (effort.largest > LARGEST_TYPE) {
            throw new InvalidExpressionException("an expression whose maps have maps for keys, again and again");
        }
    }

    /** At most of how many types the type is made. */
    private long sizeOfType(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT -> variables.getOrDefault(part.ident().name(), 1L);
            case SELECT -> sizeOfType(part.select().operand());
            case CALL -> sizeOfCall(part.call());
            case LIST -> {
                long largestElement = 0;
                for (CelExpr element : part.list().elements()) {
                    largestElement = Math.max(largestElement, sizeOfType(element));
                }
                count(part.list().elements().isEmpty());
                yield noted(largestElement + 1);
            }
            case MAP -> {
                long key = 0;
                long value = 0;
                for (CelMap.Entry entry : part.map().entries()) {
                    key = Math.max(key, sizeOfType(entry.key()));
                    value = Math.max(value, sizeOfType(entry.value()));
                }
                count(part.map().entries().isEmpty());
                yield noted(key + value + 1);
            }
            case COMPREHENSION -> sizeOfLoop(part.comprehension());
            default -> 1;
        };
    }

    /** A call gives one of its arguments, or a part or a list of one; what gathers a map gives all of them. */
    private long sizeOfCall(CelExpr.CelCall call) {
        count(!FREE.contains(call.function()));
        long most = call.target().map(this::sizeOfType).orElse(0L);
        long sum = most;
        for (CelExpr argument : call.args()) {
            long size = sizeOfType(argument);
            most = Math.max(most, size);
            sum += size;
        }
        return noted(1 + (call.function().equals("cel.@mapInsert") ? sum : most));
    }

    private long sizeOfLoop(CelComprehension loop) {
        count(true);
        long range = sizeOfType(loop.iterRange());
        long result = sizeOfType(loop.accuInit());
        Map<String, Long> outer = new HashMap<>(variables);
        variables.put(loop.iterVar(), range);
        variables.put(loop.iterVar2(), range);
        variables.put(loop.accuVar(), result);
        long step = Math.max(sizeOfType(loop.loopCondition()), sizeOfType(loop.loopStep()));
        variables.put(loop.accuVar(), Math.max(result, step));
        long size = Math.max(step, sizeOfType(loop.result()));
        variables.clear();
        variables.putAll(outer);
        return size;
    }

    private void count(boolean costs) {
        calls += costs ? 1 : 0;
    }

    /** A larger one stays as large, so that no sum of them overflows. */
    private long noted(long size) {
        largest = Math.max(largest, size);
        return Math.min(size, LARGEST_TYPE);
    }
}
