package dev.tanukey.mapping.expression;

import dev.tanukey.mapping.expression.SmallCelValues.ClaimsValue;
import dev.tanukey.mapping.expression.SmallCelValues.Maybe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the value of an expression. */
final class SmallCelEvaluator {

    private SmallCelEvaluator() {}

    static @Nullable Object value(SmallCelNode node, Map<String, @Nullable Object> scope)
            throws ExpressionFailedException {
        if (node instanceof SmallCelNode.Literal literal) {
            return literal.value();
        }
        if (node instanceof SmallCelNode.Name name) {
            return scope.containsKey(name.name()) ? scope.get(name.name()) : new SmallCelType(name.name(), null);
        }
        if (node instanceof SmallCelNode.ListOf list) {
            List<@Nullable Object> values = new ArrayList<>();
            for (SmallCelNode element : list.elements()) {
                values.add(value(element, scope));
            }
            return values;
        }
        if (node instanceof SmallCelNode.Select select) {
            Object of = value(select.of(), scope);
            if (!select.optional() && !(of instanceof Maybe)) {
                return required(member(of, select.member()), select.member());
            }
            Maybe outer = of instanceof Maybe maybe ? maybe : new Maybe(true, of);
            return outer.present() ? member(outer.value(), select.member()) : outer;
        }
        if (node instanceof SmallCelNode.Has has) {
            return member(value(has.of(), scope), has.member()).present();
        }
        if (node instanceof SmallCelNode.Index index) {
            return index(value(index.of(), scope), value(index.key(), scope));
        }
        if (node instanceof SmallCelNode.Choice choice) {
            return value(bool(value(choice.condition(), scope)) ? choice.then() : choice.otherwise(), scope);
        }
        if (node instanceof SmallCelNode.Over over) {
            return over(over, scope);
        }
        SmallCelNode.Call call = (SmallCelNode.Call) node;
        return switch (call.function()) {
            case "&&" -> together(call.arguments(), scope, false);
            case "||" -> together(call.arguments(), scope, true);
            default -> {
                List<@Nullable Object> arguments = new ArrayList<>();
                for (SmallCelNode argument : call.arguments()) {
                    arguments.add(value(argument, scope));
                }
                yield SmallCelFunctions.call(call.function(), arguments);
            }
        };
    }

    private static Maybe member(@Nullable Object of, String name) {
        String plain = SmallCelValues.unescaped(name);
        if (of instanceof ClaimsValue claims) {
            return plain == null ? Maybe.NONE : in(claims.members(), plain);
        }
        return of instanceof Map<?, ?> map ? in(map, plain == null ? name : plain) : Maybe.NONE;
    }

    private static Maybe in(Map<?, ?> map, String name) {
        return map.containsKey(name) ? new Maybe(true, map.get(name)) : Maybe.NONE;
    }

    private static @Nullable Object required(Maybe member, @Nullable Object name) throws ExpressionFailedException {
        if (!member.present()) {
            throw new ExpressionFailedException("no such key: " + name);
        }
        return member.value();
    }

    private static @Nullable Object index(@Nullable Object of, @Nullable Object key) throws ExpressionFailedException {
        if (of instanceof Maybe maybe) {
            return maybe.present() ? found(maybe.value(), key) : maybe;
        }
        if (of instanceof List<?> list && key instanceof Number number) {
            if (number.doubleValue() != Math.rint(number.doubleValue())) {
                throw new ExpressionFailedException("unsupported index value " + number + " in list");
            }
            if (!found(list, key).present()) {
                throw new ExpressionFailedException("index out of bounds: " + number.longValue());
            }
        } else if (!(of instanceof ClaimsValue || of instanceof Map) || !(key instanceof String)) {
            throw noOverload();
        }
        return required(found(of, key), key);
    }

    private static Maybe found(@Nullable Object of, @Nullable Object key) {
        if (of instanceof List<?> list && key instanceof Number number) {
            double at = number.doubleValue();
            return at >= 0 && at < list.size() && at == Math.rint(at)
                    ? new Maybe(true, list.get((int) at))
                    : Maybe.NONE;
        }
        return key instanceof String name ? member(of, name) : Maybe.NONE;
    }

    private static @Nullable Object over(SmallCelNode.Over over, Map<String, @Nullable Object> scope)
            throws ExpressionFailedException {
        Map<String, @Nullable Object> inner = new HashMap<>(scope);
        List<@Nullable Object> results = new ArrayList<>();
        boolean all = over.macro().equals("all");
        boolean any = over.macro().equals("exists");
        ExpressionFailedException failure = null;
        for (Object element : range(value(over.range(), scope))) {
            inner.put(over.variable(), element);
            try {
                Object result = value(over.body(), inner);
                if (over.macro().equals("map")) {
                    results.add(result);
                } else if (bool(result)) {
                    results.add(element);
                    if (any) {
                        return true;
                    }
                } else if (all) {
                    return false;
                }
            } catch (ExpressionFailedException failed) {
                if (!all && !any) {
                    throw failed;
                }
                failure = failure == null ? failed : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return all || any ? (Object) all : results;
    }

    /** The elements of a list, the keys of a map; of the claims, as Kubernetes 1.34 has it, the values. */
    private static Collection<?> range(@Nullable Object range) throws ExpressionFailedException {
        if (range instanceof List<?> list) {
            return list;
        }
        if (range instanceof ClaimsValue claims) {
            return claims.members().values();
        }
        if (range instanceof Map<?, ?> map) {
            return map.keySet();
        }
        throw noOverload();
    }

    /** Both sides count: the one that decides makes up for the other's failure. */
    private static boolean together(List<SmallCelNode> sides, Map<String, @Nullable Object> scope, boolean decides)
            throws ExpressionFailedException {
        ExpressionFailedException failure = null;
        for (SmallCelNode side : sides) {
            try {
                if (bool(value(side, scope)) == decides) {
                    return decides;
                }
            } catch (ExpressionFailedException failed) {
                failure = failure == null ? failed : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return !decides;
    }

    private static boolean bool(@Nullable Object value) throws ExpressionFailedException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw noOverload();
    }

    static ExpressionFailedException noOverload() {
        return new ExpressionFailedException("no such overload");
    }
}
