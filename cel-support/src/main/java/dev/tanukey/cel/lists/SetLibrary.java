package dev.tanukey.cel.lists;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.T;

import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;
import java.util.List;

/** Lists as sets: {@code sets.contains} and others. */
public final class SetLibrary implements FunctionLibrary {
    private static final Kind<List<?>> LIST = Kind.list(T);

    @Override
    public void addTo(Functions functions) {
        functions
                .global("sets.contains", "list_sets_contains_list", BOOL, LIST, LIST, SetLibrary::contains)
                .global(
                        "sets.equivalent",
                        "list_sets_equivalent_list",
                        BOOL,
                        LIST,
                        LIST,
                        (a, b) -> contains(a, b) && contains(b, a))
                .global("sets.intersects", "list_sets_intersects_list", BOOL, LIST, LIST, (a, b) -> b.stream()
                        .anyMatch(ValueSet.of(a)::contains));
    }

    private static boolean contains(List<?> list, List<?> part) {
        ValueSet values = ValueSet.of(list);
        return part.stream().allMatch(values::contains);
    }
}
