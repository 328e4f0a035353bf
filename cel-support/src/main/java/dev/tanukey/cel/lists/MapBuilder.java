package dev.tanukey.cel.lists;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import dev.tanukey.cel.function.Errors;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.value.Equality;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The map that a macro gathers. It grows in place; a map would be copied by the engine for each member. No expression
 * can name it, and nobody sees it before the macro is done.
 */
@SuppressWarnings("Immutable") // grows until the macro is done
final class MapBuilder extends OpaqueValue {
    private static final OpaqueType TYPE = OpaqueType.create("@map");

    private final Map<Object, Object> members = new LinkedHashMap<>();

    MapBuilder add(Object key, Object value) {
        if (Equality.hasKey(members, key)) {
            throw new FunctionFailedException("insert failed: key already exists");
        }
        members.put(key, Errors.none(value));
        return this;
    }

    MapBuilder add(Map<?, ?> more) {
        more.forEach(this::add);
        return this;
    }

    Map<?, ?> done() {
        return Collections.unmodifiableMap(members);
    }

    @Override
    public MapBuilder value() {
        return this;
    }

    @Override
    public OpaqueType celType() {
        return TYPE;
    }
}
