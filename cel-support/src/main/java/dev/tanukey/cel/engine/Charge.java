package dev.tanukey.cel.engine;

import static java.util.Map.entry;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.OpaqueValue;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call costs whose cost depends on the size of its arguments or its result, as Kubernetes counts it. */
enum Charge {
    /** Looks at each character of the first argument. */
    FIRST((first, second, result) -> tenth(size(first))),
    FIRST_TWICE((first, second, result) -> tenth(size(first) * 2)),
    RESULT_TWICE((first, second, result) -> tenth(size(result) * 2)),
    BOTH((first, second, result) -> tenth(size(first) + size(second))),
    SHORTER((first, second, result) -> tenth(Math.min(size(first), size(second)))),
    /** Looks at each element of the second argument. */
    ELEMENTS_OF_SECOND((first, second, result) -> size(second)),
    SUBSTRING(true, (first, second, result) -> tenth(size(first)) * tenth(size(second))),
    PATTERN(true, (first, second, result) -> pattern(size(first), size(second))),
    FORMAT(true, (first, second, result) -> pattern(size(second), patternOf(first))),
    /** Looks at everything inside the first argument. */
    INSIDE_FIRST((first, second, result) -> inside(first)),
    NEW_LIST((first, second, result) -> size(result) + Charge.LIST_CALL),
    FLATTENED((first, second, result) -> flattened(size(first), second)),
    /** Compares each element of the first argument with each. */
    SQUARE_OF_FIRST(true, (first, second, result) -> square(first)),
    SQUARE_OF_SECOND(true, (first, second, result) -> square(second)),
    PRODUCT(true, (first, second, result) -> size(first) * size(second) + 1),
    PRODUCT_TWICE(true, (first, second, result) -> size(first) * size(second) * 2 + 1),
    ADDRESS_IN_RANGE((first, second, result) -> tenth(size(first) * 2)),
    TEXT_IN_RANGE((first, second, result) -> tenth(size(first) * 2) + tenth(size(second))),
    RANGE_IN_RANGE((first, second, result) -> tenth(size(first) * 2) + tenth(size(first)) + 1),
    TEXT_OF_RANGE_IN_RANGE(
            (first, second, result) -> tenth(size(first) * 2) + tenth(size(first)) + 1 + tenth(size(second)));

    /** How a cost follows from two arguments and the result, which is null before the call. */
    @Immutable
    @FunctionalInterface
    private interface Rule {
        long of(Object first, Object second, @Nullable Object result);
    }

    private static final long LIST_CALL = 11;

    /** How long the patterns are that Kubernetes takes its formats for. */
    private static final Map<String, Integer> PATTERNS = Map.ofEntries(
            entry("DNS1123Label", 30),
            entry("DNS1123LabelPrefix", 30),
            entry("DNS1035Label", 30),
            entry("DNS1035LabelPrefix", 30),
            entry("LabelValue", 40),
            entry("URI", 1103),
            entry("uuid", 69),
            entry("byte", 84),
            entry("date", 71),
            entry("datetime", 71));

    /** By the name of the function, whatever the types. */
    private static final Map<String, Charge> BY_FUNCTION = Map.ofEntries(
            entry("isSorted", INSIDE_FIRST),
            entry("sum", INSIDE_FIRST),
            entry("max", INSIDE_FIRST),
            entry("min", INSIDE_FIRST),
            entry("indexOf", INSIDE_FIRST),
            entry("lastIndexOf", INSIDE_FIRST),
            entry("url", FIRST),
            entry("lowerAscii", FIRST),
            entry("upperAscii", FIRST),
            entry("substring", FIRST),
            entry("trim", FIRST),
            entry("replace", FIRST_TWICE),
            entry("split", FIRST_TWICE),
            entry("join", RESULT_TWICE),
            entry("find", PATTERN),
            entry("findAll", PATTERN),
            entry("cidr", FIRST),
            entry("isIP", FIRST),
            entry("ip", FIRST),
            entry("isCIDR", FIRST),
            entry("ip.isCanonical", FIRST_TWICE),
            entry("containsIP", ADDRESS_IN_RANGE),
            entry("containsCIDR", RANGE_IN_RANGE),
            entry("quantity", FIRST),
            entry("isQuantity", FIRST),
            entry("semver", FIRST),
            entry("isSemver", FIRST),
            entry("validate", FORMAT),
            entry("startsWith", FIRST),
            entry("endsWith", FIRST),
            entry("contains", SUBSTRING),
            entry("strings.quote", FIRST),
            entry("format", FIRST),
            entry("_==_", SHORTER),
            entry("_!=_", SHORTER));

    /** By the name of the function, if the types leave one overload. */
    private static final Map<String, Charge> BY_FUNCTION_OF_KNOWN_TYPE = Map.of(
            "slice", NEW_LIST,
            "flatten", FLATTENED,
            "lists.range", NEW_LIST,
            "reverse", NEW_LIST,
            "distinct", SQUARE_OF_FIRST,
            "sort", SQUARE_OF_FIRST,
            "@sortByAssociatedKeys", SQUARE_OF_SECOND,
            "sets.contains", PRODUCT,
            "sets.intersects", PRODUCT,
            "sets.equivalent", PRODUCT_TWICE);

    private static final Map<String, Charge> BY_OVERLOAD = Map.ofEntries(
            entry("string_to_bytes", FIRST),
            entry("bytes_to_string", FIRST),
            entry("in_list", ELEMENTS_OF_SECOND),
            entry("add_string", BOTH),
            entry("add_bytes", BOTH),
            entry("matches_string", PATTERN),
            entry("cidr_contains_ip_string", TEXT_IN_RANGE),
            entry("cidr_contains_cidr_string", TEXT_OF_RANGE_IN_RANGE),
            entry("less_string", SHORTER),
            entry("less_equals_string", SHORTER),
            entry("greater_string", SHORTER),
            entry("greater_equals_string", SHORTER),
            entry("less_bytes", SHORTER),
            entry("less_equals_bytes", SHORTER),
            entry("greater_bytes", SHORTER),
            entry("greater_equals_bytes", SHORTER));

    private final boolean steep;
    private final Rule rule;

    Charge(Rule rule) {
        this(false, rule);
    }

    Charge(boolean steep, Rule rule) {
        this.steep = steep;
        this.rule = rule;
    }

    /** The cost of a call; null if it is one. */
    static @Nullable Charge find(String function, List<String> overloads) {
        if (overloads.size() != 1) {
            return BY_FUNCTION.get(function);
        }
        Charge known = BY_OVERLOAD.get(overloads.get(0));
        if (known == null) {
            known = BY_FUNCTION.get(function);
        }
        return known != null ? known : BY_FUNCTION_OF_KNOWN_TYPE.get(function);
    }

    /**
     * The cost.
     *
     * @param first the first argument, which is the target of a member function
     * @param second the second one; anything if there is none
     * @param result the result; null before the call
     */
    long of(Object first, Object second, @Nullable Object result) {
        return rule.of(first, second, result);
    }

    /** Whether it grows faster than its arguments, so that it is looked at before the call and not only after. */
    boolean isSteep() {
        return steep;
    }

    static long size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof Collection<?> list) {
            return list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value instanceof CelByteString bytes) {
            return bytes.size();
        }
        if (value instanceof Optional<?> optional && optional.isPresent()) {
            return size(optional.get());
        }
        return value instanceof OpaqueValue opaque ? octets(opaque) : 1;
    }

    /** The octets of an address, or of the fixed part of a range of addresses. */
    private static long octets(OpaqueValue value) {
        return switch (value.celType().name()) {
            case "net.IP" -> value.toString().contains(":") ? 16 : 4;
            case "net.CIDR" -> {
                String range = value.toString();
                yield (Integer.parseInt(range.substring(range.indexOf('/') + 1)) + 7) / 8;
            }
            default -> 1;
        };
    }

    private static long patternOf(Object format) {
        return PATTERNS.getOrDefault(String.valueOf(format), 60);
    }

    private static long tenth(long size) {
        return (long) Math.ceil(size * 0.1);
    }

    private static long pattern(long text, long pattern) {
        return tenth(text + 1) * (long) Math.ceil(pattern * 0.25);
    }

    /** Any depth can be asked for; what is more than all limits is enough. */
    private static long flattened(long size, Object depth) {
        return (long) Math.min(1e15, (double) size * (depth instanceof Long levels ? levels : 1)) + LIST_CALL;
    }

    private static long square(Object list) {
        long size = size(list);
        boolean ofText = list instanceof List<?> elements
                && !elements.isEmpty()
                && (elements.get(0) instanceof String || elements.get(0) instanceof CelByteString);
        return (long) (size * size * (ofText ? 2.1 : 2.0)) + LIST_CALL;
    }

    private static long inside(Object value) {
        if (value instanceof String text) {
            return (long) (text.getBytes(StandardCharsets.UTF_8).length * 0.1);
        }
        if (value instanceof CelByteString bytes) {
            return (long) (bytes.size() * 0.1);
        }
        long cost = 0;
        if (value instanceof Collection<?> list) {
            for (Object element : list) {
                cost += inside(element);
            }
            return cost;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                cost += inside(member.getKey()) + inside(member.getValue());
            }
            return cost;
        }
        return 1;
    }
}
