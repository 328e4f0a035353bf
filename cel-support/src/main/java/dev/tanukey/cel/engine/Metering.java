package dev.tanukey.cel.engine;

import dev.tanukey.cel.option.EvaluationLimits;
import java.util.function.LongSupplier;

/**
 * What the evaluations of one expression are measured with.
 *
 * @param costs what each part of the expression costs
 * @param limits what one evaluation may use
 * @param ticker nanoseconds that only go forward
 */
record Metering(CostTable costs, EvaluationLimits limits, LongSupplier ticker) {

    /** A meter for one evaluation, which begins now. */
    Meter start() {
        return new Meter(this);
    }
}
