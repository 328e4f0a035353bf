package dev.tanukey.cel.engine;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationListener;
import dev.tanukey.cel.function.Stopped;
import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.value.ClaimsValue;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one evaluation and stops it when it reaches a limit. The engine tells it the value of each part of the
 * expression, loops included.
 *
 * <p>Not thread-safe: made for one evaluation.
 */
@SuppressWarnings("ThreadSafe") // the engine calls it on the thread of the evaluation alone
final class Meter implements CelEvaluationListener {
    /** How much is done between two looks at the clock. */
    private static final int STRIDE = 64;
    /** A gap in which no more than this was done and which is long was a pause. */
    private static final int LITTLE = 4 * STRIDE;
    /** The engine may go through all that was built at any step; beyond this, each step is followed by a look. */
    private static final int MUCH = 1 << 16;

    /** What an element of a list and a member of a map take besides themselves, in characters. */
    private static final int ELEMENT = 8;

    private static final int MEMBER = 16;

    private static final @Nullable Object[] NOTHING = {};

    private final Metering metering;
    private final CostTable costs;
    private final EvaluationLimits limits;
    private final @Nullable Object[] kept;
    private @Nullable Step last;
    private long cost;
    private long built;
    private long untilLook = STRIDE;
    private boolean looked;
    private long lastLook;
    private long taken;

    Meter(Metering metering) {
        this.metering = metering;
        this.costs = metering.costs();
        this.limits = metering.limits();
        this.kept = costs.slots() == 0 ? NOTHING : new Object[costs.slots()];
    }

    /** What the evaluation has cost so far. */
    long cost() {
        return cost;
    }

    /** Whether so little was done that nothing but cost and size could have stopped it. */
    boolean neverLooked() {
        return !looked;
    }

    @Override
    public void callback(CelExpr part, Object value) {
        Step step = costs.of(part);
        if (step.twice && step == last) {
            last = null;
            return;
        }
        last = step;
        pay(step, value);
        if (step.kept >= 0) {
            kept[step.kept] = value;
        }
        if (step.before != null) {
            payBefore(step.before);
        }
        if (step.large) {
            measure(value, step.builds);
        }
        untilLook--;
        if (untilLook < 0) {
            look();
        }
    }

    private void pay(Step step, Object value) {
        long due = step.cost;
        if (step.ifPresent && !(value instanceof Optional<?> optional && optional.isEmpty())) {
            due++;
        }
        if (step.charge != null) {
            due += charge(step, step.charge, value);
        }
        cost += due;
        untilLook -= due;
        if (cost > limits.cost()) {
            throw tooDear();
        }
    }

    private void payBefore(Step call) {
        if (call.charge != null && cost + charge(call, call.charge, null) > limits.cost()) {
            throw tooDear();
        }
    }

    private long charge(Step step, Charge charge, @Nullable Object result) {
        Object first = kept[step.first];
        Object second = kept[step.second];
        return first == null || second == null ? 1 : charge.of(first, second, result);
    }

    /** Keeps each value, and all new values together, within the limit of size. */
    private void measure(Object value, boolean isNew) {
        if (value instanceof String text) {
            fit(text.length());
            if (isNew) {
                build(text.length());
            }
        } else if (value instanceof Optional<?> || value instanceof NullValue) {
            return; // what most often is neither text, list nor map
        } else if (value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof CelByteString) {
            fit(Charge.size(value));
            if (isNew) {
                weigh(value);
            }
        }
    }

    private void fit(long size) {
        if (size > limits.size()) {
            throw Stopped.at("a text, list or map larger than", limits.size());
        }
        untilLook -= size >> 4;
    }

    /** Goes through a new value, as deep as it is, and counts what is in it as often as it is in it. */
    private void weigh(Object value) {
        if (value instanceof String text) {
            build(text.length());
        } else if (value instanceof CelByteString bytes) {
            build(bytes.size());
        } else if (value instanceof ClaimsValue claims) {
            build((long) claims.size() * MEMBER);
        } else if (value instanceof Collection<?> list) {
            build((long) list.size() * ELEMENT);
            for (Object element : list) {
                weigh(element);
            }
        } else if (value instanceof Map<?, ?> map) {
            build((long) map.size() * MEMBER);
            for (Map.Entry<?, ?> member : map.entrySet()) {
                weigh(member.getKey());
                weigh(member.getValue());
            }
        } else if (value instanceof Optional<?> optional && optional.isPresent()) {
            weigh(optional.get());
        }
    }

    private void build(long characters) {
        built += characters;
        if (built > limits.total()) {
            throw Stopped.at("values larger together than", limits.total());
        }
        untilLook -= characters >> 4;
    }

    private void look() {
        boolean little = untilLook >= STRIDE - LITTLE && built <= MUCH;
        untilLook = built > MUCH ? 0 : STRIDE;
        long now = metering.now();
        if (looked) {
            taken += little ? Math.min(now - lastLook, metering.longestGap()) : now - lastLook;
            if (taken > metering.nanos()) {
                throw Stopped.at("more milliseconds than", limits.time().toMillis());
            }
        }
        looked = true;
        lastLook = now;
        if (Thread.currentThread().isInterrupted()) {
            throw Stopped.interrupted();
        }
    }

    private Stopped tooDear() {
        return Stopped.at("a cost of more than", limits.cost());
    }
}
