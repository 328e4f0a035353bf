package dev.tanukey.cel.lists;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.BYTES;
import static dev.tanukey.cel.function.Kind.DOUBLE;
import static dev.tanukey.cel.function.Kind.DURATION;
import static dev.tanukey.cel.function.Kind.DYN;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;
import static dev.tanukey.cel.function.Kind.T;
import static dev.tanukey.cel.function.Kind.TIMESTAMP;
import static dev.tanukey.cel.function.Kind.UINT;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.exceptions.CelOverloadNotFoundException;
import dev.tanukey.cel.function.Bounds;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;
import dev.tanukey.cel.operators.Order;
import dev.tanukey.cel.operators.Sums;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.cel.value.Equality;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Lists: {@code sum}, {@code slice}, {@code sort} and others. */
public final class ListLibrary implements FunctionLibrary {
    private static final Kind<List<?>> LIST = Kind.list(T);
    private static final Map<String, Kind<?>> COMPARABLE = comparable();
    private static final Map<String, Object> ZEROS =
            Map.of("int", 0L, "uint", UnsignedLong.ZERO, "double", 0.0, "duration", Duration.ZERO);

    @Override
    public void addTo(Functions functions) {
        addAggregates(functions);
        functions.member("indexOf", "list_a_index_of_int", INT, LIST, T, ListLibrary::indexOf);
        functions.member("lastIndexOf", "list_a_last_index_of_int", INT, LIST, T, ListLibrary::lastIndexOf);
        addOptionals(functions.since(KubernetesVersion.V1_33));
        addRearrangements(functions.since(KubernetesVersion.V1_34));
        functions
                .since(KubernetesVersion.V1_37)
                .member("includes", "list_includes_dyn_dyn", BOOL, DYN, DYN, ListLibrary::includes);
    }

    /** The types whose values have an order, by the names that they have in the names of overloads. */
    private static Map<String, Kind<?>> comparable() {
        Map<String, Kind<?>> kinds = new LinkedHashMap<>();
        kinds.put("int", INT);
        kinds.put("uint", UINT);
        kinds.put("double", DOUBLE);
        kinds.put("bool", BOOL);
        kinds.put("duration", DURATION);
        kinds.put("timestamp", TIMESTAMP);
        kinds.put("string", STRING);
        kinds.put("bytes", BYTES);
        return Collections.unmodifiableMap(kinds);
    }

    private static void addAggregates(Functions functions) {
        Map<String, Kind<?>> summable = new LinkedHashMap<>(COMPARABLE);
        summable.keySet().retainAll(ZEROS.keySet());
        addAggregate(functions, "sum", "sum_%1$s", summable, null, ListLibrary::sum);
        addAggregate(functions, "isSorted", "is_sorted_bool", COMPARABLE, BOOL, (kind, list) -> isSorted(list));
        addAggregate(functions, "min", "min_%1$s", COMPARABLE, null, (kind, list) -> extreme("min", list, 1));
        addAggregate(functions, "max", "max_%1$s", COMPARABLE, null, (kind, list) -> extreme("max", list, -1));
    }

    /**
     * Adds an overload for each type of elements. The first element has to be of it; a list whose type is not known
     * goes to the overload of its first element, and to the first of all if it has none.
     */
    private static void addAggregate(
            Functions functions,
            String name,
            String id,
            Map<String, Kind<?>> kinds,
            @Nullable Kind<?> result,
            BiFunction<String, List<?>, Object> body) {
        functions.bound(name, "list_dyn_" + name, List.class, list -> kinds.entrySet().stream()
                .filter(kind -> startsWith(list, kind.getValue()))
                .findFirst()
                .map(kind -> body.apply(kind.getKey(), list))
                .orElseThrow(() -> new CelOverloadNotFoundException(name)));
        kinds.forEach((type, kind) -> functions.member(
                name,
                "list_" + type + "_" + id.formatted(type),
                new Kind<>((result == null ? kind : result).type(), Object.class),
                Kind.list(kind),
                list -> {
                    if (!startsWith(list, kind)) {
                        throw new CelOverloadNotFoundException(name);
                    }
                    return body.apply(type, list);
                }));
    }

    private static boolean startsWith(List<?> list, Kind<?> kind) {
        return list.isEmpty() || kind.values().isInstance(list.get(0));
    }

    private static void addOptionals(Functions functions) {
        functions.bound(
                "optional.ofNonZeroValue",
                "optional_ofNonZeroValue",
                Object.class,
                value -> Zero.is(value) ? Optional.empty() : Optional.of(value));
        functions.bound("first", "optional_list_first", List.class, list -> at(list, 0));
        functions.bound("last", "optional_list_last", List.class, list -> at(list, list.size() - 1));
        functions.bound("optional.unwrap", "optional_unwrap_list", List.class, ListLibrary::unwrap);
        functions.member("unwrapOpt", "optional_unwrapOpt", LIST, Kind.list(Kind.optional(T)), ListLibrary::unwrap);
    }

    private static void addRearrangements(Functions functions) {
        functions
                .member("slice", "list_slice", LIST, LIST, INT, INT, ListLibrary::slice)
                .member("flatten", "list_flatten", LIST, Kind.list(LIST), list -> flatten(list, 1))
                .member("flatten", "list_flatten_int", Kind.list(DYN), Kind.list(DYN), INT, ListLibrary::flatten)
                .global("lists.range", "lists_range", Kind.list(INT), INT, ListLibrary::range)
                .member("reverse", "list_reverse", LIST, LIST, ListLibrary::reverse)
                .member("distinct", "list_distinct", LIST, LIST, ListLibrary::distinct);
        COMPARABLE.values().forEach(kind -> {
            String type = kind.type().name();
            Kind<List<?>> list = Kind.list(kind);
            functions
                    .member("sort", "list_" + type + "_sort", list, list, keys -> Sorting.by(keys, keys))
                    .member(Sorting.FUNCTION, "list_" + type + "_sortByAssociatedKeys", LIST, LIST, list, Sorting::by);
        });
    }

    private static Object sum(String type, List<?> list) {
        Object sum = Objects.requireNonNull(ZEROS.get(type));
        for (Object element : list) {
            sum = Sums.of(sum, element).orElseThrow(() -> new CelOverloadNotFoundException("sum"));
        }
        return sum;
    }

    private static boolean isSorted(List<?> list) {
        Object previous = null;
        for (Object element : list) {
            requireOrder("isSorted", element);
            if (previous != null && Order.compare(previous, element) > 0) {
                return false;
            }
            previous = element;
        }
        return true;
    }

    /** The element after which no element comes, or before which; {@code worse} is the sign of one that gives way. */
    private static Object extreme(String name, List<?> list, int worse) {
        Object best = null;
        for (Object element : list) {
            requireOrder(name, element);
            if (best == null || Integer.signum(Order.compare(best, element)) == worse) {
                best = element;
            }
        }
        if (best == null) {
            throw new FunctionFailedException(name + " called on empty list");
        }
        return best;
    }

    private static void requireOrder(String name, Object element) {
        if (!Order.has(element)) {
            throw new CelOverloadNotFoundException(name);
        }
    }

    private static long indexOf(List<?> list, Object value) {
        long index = 0;
        for (Object element : list) {
            if (Equality.equal(element, value)) {
                return index;
            }
            index++;
        }
        return -1;
    }

    private static long lastIndexOf(List<?> list, Object value) {
        int index = list.size() - 1;
        while (index >= 0 && !Equality.equal(list.get(index), value)) {
            index--;
        }
        return index;
    }

    private static boolean includes(Object target, Object value) {
        return target instanceof List<?> list ? Equality.contains(list, value) : Equality.equal(target, value);
    }

    private static Optional<?> at(List<?> list, int index) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(index));
    }

    private static List<?> unwrap(List<?> list) {
        List<Object> values = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Optional<?> optional)) {
                throw new FunctionFailedException("value is not optional");
            }
            optional.ifPresent(values::add);
        }
        return values;
    }

    private static List<?> slice(List<?> list, long start, long end) {
        if (start < 0 || end < 0) {
            throw new FunctionFailedException("cannot slice, negative indexes not supported");
        }
        if (start > end) {
            throw new FunctionFailedException("cannot slice, start index must be less than or equal to end index");
        }
        if (end > list.size()) {
            throw new FunctionFailedException("cannot slice, list is shorter than end index");
        }
        return new ArrayList<>(list.subList((int) start, (int) end));
    }

    static List<?> flatten(List<?> list, long depth) {
        if (depth < 0) {
            throw new FunctionFailedException("level must be non-negative");
        }
        List<Object> flat = new ArrayList<>();
        Deque<Iterator<?>> open = new ArrayDeque<>();
        open.push(list.iterator());
        while (!open.isEmpty()) {
            if (!open.element().hasNext()) {
                open.pop();
                continue;
            }
            Object element = open.element().next();
            if (element instanceof List<?> inner && open.size() <= depth) {
                open.push(inner.iterator());
            } else {
                Bounds.elements(flat.size() + 1);
                flat.add(element);
            }
        }
        return flat;
    }

    private static List<?> range(long size) {
        Bounds.elements(size);
        return LongStream.range(0, size).boxed().toList();
    }

    private static List<?> reverse(List<?> list) {
        List<Object> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    /** An empty list is given back itself, and so stays native where it is. */
    private static List<?> distinct(List<?> list) {
        if (list.isEmpty()) {
            return list;
        }
        ValueSet seen = new ValueSet();
        List<Object> distinct = new ArrayList<>();
        for (Object element : list) {
            if (seen.add(element)) {
                distinct.add(element);
            }
        }
        return distinct;
    }
}
