package dev.tanukey.cel.lists;

import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.operators.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Puts elements into the order of their keys. */
final class Sorting {
    /** What {@code sortBy} calls with the keys. */
    static final String FUNCTION = "@sortByAssociatedKeys";

    /** A cluster sorts so many by insertion, and more of them in an order of its own where keys are equal. */
    private static final int FEW = 12;

    private Sorting() {}

    /** An empty list is given back itself, and so stays native where it is. */
    static List<?> by(List<?> list, List<?> keys) {
        if (list.size() != keys.size()) {
            throw new FunctionFailedException("sortBy: list and keys differ in size");
        }
        if (list.isEmpty()) {
            return list;
        }
        Class<?> type = keys.get(0).getClass();
        if (!Order.has(keys.get(0))) {
            throw new FunctionFailedException("list elements must be comparable");
        }
        List<Integer> order = new ArrayList<>();
        for (Object key : keys) {
            if (key.getClass() != type) {
                throw new FunctionFailedException("list elements must have the same type");
            }
            order.add(order.size());
        }
        if (order.size() > FEW) {
            order.sort(Comparator.<Integer, Boolean>comparing(index -> isNaN(keys.get(index)))
                    .thenComparing((a, b) -> Order.compare(keys.get(a), keys.get(b))));
        } else {
            insert(order, keys);
        }
        List<Object> sorted = new ArrayList<>(list.size());
        order.forEach(index -> sorted.add(list.get(index)));
        return sorted;
    }

    /** Each key moves up to the first that it does not come before; so a NaN stays where it is, as in a cluster. */
    private static void insert(List<Integer> order, List<?> keys) {
        for (int i = 1; i < order.size(); i++) {
            for (int j = i; j > 0 && Order.compare(keys.get(order.get(j)), keys.get(order.get(j - 1))) < 0; j--) {
                Collections.swap(order, j, j - 1);
            }
        }
    }

    private static boolean isNaN(Object key) {
        return key instanceof Double real && real.isNaN();
    }
}
