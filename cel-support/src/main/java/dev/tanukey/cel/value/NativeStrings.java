package dev.tanukey.cel.value;

import java.util.List;

/**
 * A list of strings of the kind that {@code split}, {@code findAll} and {@code getQuery} give and {@code user.groups}
 * is. To expressions it is a list like any other; a cluster refuses it as the value of groups and extra until it is
 * rebuilt, as by {@code .map(x, x)}, and so does this language where strict parity is asked for.
 */
@SuppressWarnings("Immutable") // as its superclass
public final class NativeStrings extends ListValue {

    /**
     * Keeps the strings.
     *
     * @param strings the strings
     */
    public NativeStrings(List<String> strings) {
        super(List.copyOf(strings));
    }
}
