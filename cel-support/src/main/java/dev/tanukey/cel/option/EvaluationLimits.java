package dev.tanukey.cel.option;

import java.time.Duration;

/**
 * What the evaluation of one expression over one token may use. An evaluation that would use more is stopped, and the
 * token is refused with {@code EXPRESSION_STOPPED}.
 *
 * @param cost the steps, as Kubernetes counts them: about one for each part of the expression that is evaluated, and
 *     one for each ten characters that are looked at; Kubernetes' limit is 1,000,000
 * @param time how long it may compute; Kubernetes has no such limit. It is taken by the clock, which is looked at after
 *     about 64 steps each, and from the first such look on; a gap between two looks in which little was done counts for
 *     at most a tenth of the limit: the rest was a pause, of the collector or of a throttled container
 * @param size how long a string, list or map that comes up on the way may become: characters or elements; Kubernetes
 *     has no such limit. All that is built on the way together may take 16 times that, in characters, of which an
 *     element counts as 8 and a member of a map as 16
 */
public record EvaluationLimits(long cost, Duration time, int size) {
    /** 1,000,000 steps, 100 ms, 1,048,576 characters or elements. */
    public static final EvaluationLimits DEFAULT = new EvaluationLimits(1_000_000, Duration.ofMillis(100), 1 << 20);

    private static final int TOGETHER = 16;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public EvaluationLimits {
        if (cost <= 0 || size <= 0 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("Expected positive limits of cost, time and size; came " + cost + ", "
                    + time + ", " + size + ". What is not limited cannot be stopped");
        }
    }

    /** {@return how much may be built in one evaluation, in characters} */
    public long total() {
        return (long) size * TOGETHER;
    }
}
