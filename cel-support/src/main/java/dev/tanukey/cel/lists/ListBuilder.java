package dev.tanukey.cel.lists;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import dev.tanukey.cel.function.Errors;
import dev.tanukey.cel.value.ListValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The list that a macro gathers. It grows in place; a list would be copied by the engine for each element. No
 * expression can name it, and nobody sees it before the macro is done.
 */
@SuppressWarnings("Immutable") // grows until the macro is done
final class ListBuilder extends OpaqueValue {
    private static final OpaqueType TYPE = OpaqueType.create("@list");

    private final List<Object> elements = new ArrayList<>();

    ListBuilder add(List<?> more) {
        for (Object element : more) {
            elements.add(Errors.none(element));
        }
        return this;
    }

    ListBuilder put(Object element) {
        elements.add(element);
        return this;
    }

    List<?> done() {
        return new ListValue(elements);
    }

    @Override
    public ListBuilder value() {
        return this;
    }

    @Override
    public OpaqueType celType() {
        return TYPE;
    }
}
