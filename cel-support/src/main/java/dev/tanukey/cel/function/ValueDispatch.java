package dev.tanukey.cel.function;

import dev.cel.common.exceptions.CelOverloadNotFoundException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the overload of one function by the classes of the values. Each overload takes any values: its own at once, and
 * others it gives to the overload that they fit.
 */
@SuppressWarnings("Immutable") // filled before the first call
final class ValueDispatch {
    private final String name;
    private final List<Unary<?>> ofOne = new ArrayList<>();
    private final List<Binary<?, ?>> ofTwo = new ArrayList<>();

    ValueDispatch(String name) {
        this.name = name;
    }

    <A> CelFunctionBinding add(String id, Class<A> a, CelFunctionOverload.Unary<A> body) {
        Unary<A> own = new Unary<>(a, body);
        ofOne.add(own);
        return CelFunctionBinding.from(
                id, Object.class, value -> own.takes(value) ? own.apply(value) : dispatch(value));
    }

    <A, B> CelFunctionBinding add(String id, Class<A> a, Class<B> b, CelFunctionOverload.Binary<A, B> body) {
        Binary<A, B> own = new Binary<>(a, b, body);
        ofTwo.add(own);
        return CelFunctionBinding.from(
                id,
                Object.class,
                Object.class,
                (left, right) -> own.takes(left, right) ? own.apply(left, right) : dispatch(left, right));
    }

    private Object dispatch(Object value) throws CelEvaluationException {
        Errors.none(value);
        for (Unary<?> overload : ofOne) {
            if (overload.takes(value)) {
                return overload.apply(value);
            }
        }
        throw new CelOverloadNotFoundException(name);
    }

    private Object dispatch(Object left, Object right) throws CelEvaluationException {
        Errors.none(left);
        Errors.none(right);
        for (Binary<?, ?> overload : ofTwo) {
            if (overload.takes(left, right)) {
                return overload.apply(left, right);
            }
        }
        throw new CelOverloadNotFoundException(name);
    }

    private record Unary<A>(Class<A> a, CelFunctionOverload.Unary<A> body) {

        boolean takes(Object value) {
            return a.isInstance(value);
        }

        Object apply(Object value) throws CelEvaluationException {
            return body.apply(a.cast(value));
        }
    }

    private record Binary<A, B>(Class<A> a, Class<B> b, CelFunctionOverload.Binary<A, B> body) {

        boolean takes(Object left, Object right) {
            return a.isInstance(left) && b.isInstance(right);
        }

        Object apply(Object left, Object right) throws CelEvaluationException {
            return body.apply(a.cast(left), b.cast(right));
        }
    }
}
