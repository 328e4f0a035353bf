package dev.tanukey.cel.value;

import com.google.common.primitives.UnsignedLong;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When two values are equal: numbers by what they amount to, whatever their types; lists element by element; maps
 * member by member; values of different types never.
 */
public final class Equality {

    private Equality() {}

    /**
     * Compares two values.
     *
     * @param a one
     * @param b the other
     * @return whether they are equal; false where one is NaN
     */
    public static boolean equal(Object a, Object b) {
        if (a instanceof Number left) {
            return b instanceof Number right && equalNumbers(left, right);
        }
        if (a instanceof List<?> left) {
            return b instanceof List<?> right && equalLists(left, right);
        }
        if (a instanceof Map<?, ?> left) {
            return b instanceof Map<?, ?> right && equalMaps(left, right);
        }
        if (a instanceof Optional<?> left && b instanceof Optional<?> right) {
            return (left.isPresent() && right.isPresent())
                    ? equal(left.get(), right.get())
                    : left.isPresent() == right.isPresent();
        }
        return a.equals(b);
    }

    /**
     * Looks for a value in a list.
     *
     * @param list the list
     * @param value the value
     * @return whether an element equals it
     */
    public static boolean contains(List<?> list, Object value) {
        for (Object element : list) {
            if (equal(element, value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks a key up in a map. A number finds a key of another type that amounts to the same.
     *
     * @param map the map
     * @param key the key
     * @return the value of that key; null if there is none
     */
    public static @Nullable Object find(Map<?, ?> map, Object key) {
        Object value = map.get(key);
        if (value != null || !(key instanceof Number number)) {
            return value;
        }
        for (Object same : sameNumber(number)) {
            value = map.get(same);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /**
     * Tells whether a map has a key, by its own name and no other.
     *
     * @param map the map
     * @param key the key; a number is found as a key of another type that amounts to the same
     * @return whether it has
     */
    public static boolean hasKey(Map<?, ?> map, Object key) {
        return map.containsKey(key)
                || (key instanceof Number number && sameNumber(number).stream().anyMatch(map::containsKey));
    }

    /** The number in the other types in which it has a place; a key of a map is never a double. */
    private static List<Object> sameNumber(Number number) {
        if (number instanceof UnsignedLong unsigned) {
            return unsigned.longValue() >= 0 ? List.of(unsigned.longValue()) : List.of();
        }
        if (number instanceof Long whole) {
            return whole >= 0 ? List.of(UnsignedLong.valueOf(whole)) : List.of();
        }
        double real = number.doubleValue();
        if (real != Math.rint(real) || Double.isInfinite(real)) {
            return List.of();
        }
        if (real >= -0x1p63 && real < 0x1p63) {
            long whole = (long) real;
            return whole >= 0 ? List.of(whole, UnsignedLong.valueOf(whole)) : List.of(whole);
        }
        return real > 0 && real < 0x1p64
                ? List.of(UnsignedLong.valueOf(new BigDecimal(real).toBigIntegerExact()))
                : List.of();
    }

    /** A whole number is rounded to be compared with a real one. */
    private static boolean equalNumbers(Number a, Number b) {
        if (a instanceof Double || b instanceof Double) {
            return a.doubleValue() == b.doubleValue();
        }
        if (a.getClass() == b.getClass()) {
            return a.equals(b);
        }
        return a.longValue() == b.longValue() && a.longValue() >= 0;
    }

    private static boolean equalLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<?> others = b.iterator();
        for (Object element : a) {
            if (!equal(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> member : a.entrySet()) {
            Object other = find(b, member.getKey());
            if (other == null || !equal(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }
}
