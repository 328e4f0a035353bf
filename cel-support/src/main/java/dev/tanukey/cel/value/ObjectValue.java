package dev.tanukey.cel.value;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.StructValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object inside a claim, or the user's extra: a map whose members can be named with escapes. It is a value of the
 * engine by itself, so that the engine does not walk through it at each access.
 */
@SuppressWarnings("Immutable") // holds values of the language, none of which changes
final class ObjectValue extends StructValue<String, ObjectValue> implements Map<Object, Object> {
    private static final MapType TYPE = MapType.create(SimpleType.DYN, SimpleType.DYN);

    private final Map<Object, Object> members;

    ObjectValue(Map<Object, Object> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    @Override
    public Object select(String name) {
        return find(name).orElseThrow(() -> CelAttributeNotFoundException.forMissingMapKey(name));
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(get(name));
    }

    /** The member of that name; an escape that means another name hides a member that is really called so. */
    @Override
    public @Nullable Object get(@Nullable Object key) {
        return members.get(key instanceof String name ? Names.unescaped(name).orElse(name) : key);
    }

    @Override
    public ObjectValue value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return members.isEmpty();
    }

    @Override
    public CelType celType() {
        return TYPE;
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public boolean isEmpty() {
        return members.isEmpty();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return members.containsKey(key);
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return members.containsValue(value);
    }

    @Override
    public Set<Object> keySet() {
        return members.keySet();
    }

    @Override
    public Collection<Object> values() {
        return members.values();
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return members.entrySet();
    }

    // The members do not change, and say so themselves.

    @Override
    public @Nullable Object put(Object key, Object value) {
        return members.put(key, value);
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        return members.remove(key);
    }

    @Override
    public void putAll(Map<?, ?> other) {
        members.putAll(other);
    }

    @Override
    public void clear() {
        members.clear();
    }
}
