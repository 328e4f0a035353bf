package dev.tanukey.cel.value;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.StructValue;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The variable {@code claims}. A claim is brought into a value of the language when an expression asks for it; a list
 * or an object is kept for the expressions that follow.
 *
 * <p>As in a cluster it is no map, for all that the checker takes it for one: one can select and index its members, and
 * a macro that runs over it sees their values; it has no size, and {@code in} finds nothing in it.
 *
 * <p>Not thread-safe: made for one token, on one thread.
 */
@SuppressWarnings("Immutable") // what it gives does not change
public final class ClaimsValue extends StructValue<String, ClaimsValue> implements Collection<Object> {
    private static final CelType TYPE = StructTypeReference.create("kubernetes.claims");

    private final Map<String, @Nullable Object> claims;
    private @Nullable Map<String, Object> adapted;

    /**
     * Readies the claims of a token.
     *
     * @param claims the claims
     */
    public ClaimsValue(Claims claims) {
        this.claims = claims.asMap();
    }

    @Override
    public Object select(String name) {
        Object value = member(name);
        if (value == null) {
            throw CelAttributeNotFoundException.forMissingMapKey(name);
        }
        return value;
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(member(name));
    }

    private @Nullable Object member(String name) {
        return Names.isPlain(name)
                ? claim(name)
                : Names.unescaped(name).map(this::claim).orElse(null);
    }

    /** The value of a claim; null if there is no such claim. */
    private @Nullable Object claim(String name) {
        Object given = claims.get(name);
        if (given instanceof String || given instanceof Boolean) {
            return given;
        }
        if (given == null) {
            return claims.containsKey(name) ? NullValue.NULL_VALUE : null;
        }
        if (given instanceof Number) {
            return Json.value(given);
        }
        if (adapted == null) {
            adapted = new HashMap<>();
        }
        return adapted.computeIfAbsent(name, absent -> Json.value(given));
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>(claims.size());
        for (String name : claims.keySet()) {
            values.add(select(name));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public ClaimsValue value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return claims.isEmpty();
    }

    @Override
    public CelType celType() {
        return TYPE;
    }

    @Override
    public Iterator<Object> iterator() {
        return values().iterator();
    }

    @Override
    public int size() {
        return claims.size();
    }

    @Override
    public boolean isEmpty() {
        return claims.isEmpty();
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return values().contains(value);
    }

    @Override
    public boolean containsAll(Collection<?> values) {
        return values().containsAll(values);
    }

    @Override
    public Object[] toArray() {
        return values().toArray();
    }

    @Override
    public <A> A[] toArray(A[] array) {
        return values().toArray(array);
    }

    // The values do not change, and say so themselves.

    @Override
    public boolean add(Object value) {
        return values().add(value);
    }

    @Override
    public boolean remove(@Nullable Object value) {
        return values().remove(value);
    }

    @Override
    public boolean addAll(Collection<?> values) {
        return values().addAll(values);
    }

    @Override
    public boolean removeAll(Collection<?> values) {
        return values().removeAll(values);
    }

    @Override
    public boolean retainAll(Collection<?> values) {
        return values().retainAll(values);
    }

    @Override
    public void clear() {
        values().clear();
    }
}
