package dev.tanukey.cel.engine;

import org.jspecify.annotations.Nullable;

/** What the value of one part of an expression means to the meter. Does not change once the cost table is made. */
final class Step {
    /** What each evaluation of the part costs, whatever the values. */
    int cost;
    /** Whether it costs one more unless its value is an empty optional. */
    boolean ifPresent;
    /** Whether the engine tells of it twice in a row. */
    boolean twice;
    /** What it costs besides, by the size of values. */
    @Nullable
    Charge charge;
    /** Where the arguments are kept that the charge looks at. */
    int first;

    int second;
    /** Where its own value is kept for the call whose argument it is; negative if nowhere. */
    int kept = -1;
    /** The call that follows, if it must be paid before it runs. */
    @Nullable
    Step before;
    /** Whether its value may be a text, a list or a map. */
    boolean large;
    /** Whether that value is new. */
    boolean builds;
}
