package dev.tanukey.cel.engine;

import dev.tanukey.cel.option.EvaluationLimits;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What the evaluations of one expression are measured with. Immutable and thread-safe. */
final class Metering {
    /** Which part of the limit of time a gap counts for at most, if little is done between two looks at the clock. */
    private static final int GAPS = 10;

    /** What a brief evaluation may use. */
    private static final long COST = 64;

    private static final int SIZE = 1024;

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final CostTable costs;
    private final EvaluationLimits limits;
    private final LongSupplier ticker;
    private final long nanos;

    /**
     * Takes what is needed.
     *
     * @param costs what each part of the expression costs
     * @param limits what one evaluation may use
     * @param ticker nanoseconds that only go forward
     */
    Metering(CostTable costs, EvaluationLimits limits, LongSupplier ticker) {
        this.costs = costs;
        this.limits = limits;
        this.ticker = ticker;
        Duration time = limits.time();
        this.nanos = time.compareTo(LONGEST) < 0 ? time.toNanos() : Long.MAX_VALUE;
    }

    CostTable costs() {
        return costs;
    }

    EvaluationLimits limits() {
        return limits;
    }

    /** The time now. */
    long now() {
        return ticker.getAsLong();
    }

    /** How many nanoseconds an evaluation may take. */
    long nanos() {
        return nanos;
    }

    /** How many of them may lie between two looks if little is done; what is more is a pause of the machine. */
    long longestGap() {
        return Math.max(1, nanos / GAPS);
    }

    /** The same with less to use: what stays within it takes no time that is worth speaking of. */
    Metering brief() {
        EvaluationLimits little =
                new EvaluationLimits(Math.min(COST, limits.cost()), limits.time(), Math.min(SIZE, limits.size()));
        return new Metering(costs, little, ticker);
    }

    /** A meter for one evaluation, which begins now. */
    Meter start() {
        return new Meter(this);
    }
}
