package dev.tanukey.cel.lists;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.exceptions.CelOverloadNotFoundException;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.ErrorValue;
import dev.tanukey.cel.value.ClaimsValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a macro with two variables sees of {@code claims}. As in a cluster the first variable is the value of a claim
 * and not its name; the second is the claim that has this value for its name, which mostly is an error.
 */
final class ClaimsRange extends AbstractMap<Object, Object> {
    private final List<Entry<Object, Object>> members = new ArrayList<>();

    private ClaimsRange(ClaimsValue claims) {
        for (Object value : claims) {
            members.add(Map.entry(value, named(claims, value)));
        }
    }

    /** What to run over: the members of claims; anything else as it is. */
    static Object of(Object range) {
        return range instanceof ClaimsValue claims ? new ClaimsRange(claims) : range;
    }

    /** The members one after the other, though two of them may have equal keys. */
    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Object, Object>> iterator() {
                return members.iterator();
            }

            @Override
            public int size() {
                return members.size();
            }
        };
    }

    private static Object named(ClaimsValue claims, Object value) {
        if (!(value instanceof String name)) {
            return error(new CelOverloadNotFoundException("_[_]"));
        }
        return claims.find(name).orElseGet(() -> error(CelAttributeNotFoundException.of("no such key")));
    }

    private static Object error(CelRuntimeException error) {
        return ErrorValue.create(0, error);
    }
}
