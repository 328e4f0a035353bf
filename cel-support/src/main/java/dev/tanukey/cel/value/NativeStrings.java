package dev.tanukey.cel.value;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list of strings of the kind that {@code split}, {@code findAll} and {@code getQuery} give and {@code user.groups}
 * is. To expressions it is a list like any other; a cluster refuses it as the value of groups and extra until it is
 * rebuilt, as by {@code .map(x, x)}, and so does this language where strict parity is asked for.
 */
public final class NativeStrings extends AbstractList<String> implements RandomAccess {
    private final List<String> strings;

    /**
     * Keeps the strings.
     *
     * @param strings the strings
     */
    public NativeStrings(List<String> strings) {
        this.strings = List.copyOf(strings);
    }

    @Override
    public String get(int index) {
        return strings.get(index);
    }

    @Override
    public int size() {
        return strings.size();
    }
}
