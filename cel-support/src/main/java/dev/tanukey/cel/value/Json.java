package dev.tanukey.cel.value;

import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings what a token holds into values of the language: every number is a double, as in Kubernetes. */
final class Json {

    private Json() {}

    static Object value(@Nullable Object json) {
        if (json == null) {
            return NullValue.NULL_VALUE;
        }
        if (json instanceof Number number) {
            return number.doubleValue();
        }
        if (json instanceof List<?> list) {
            List<Object> elements = new ArrayList<>(list.size());
            for (Object element : list) {
                elements.add(value(element));
            }
            return new GivenList(elements);
        }
        if (json instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(name, value(member)));
            return new ObjectValue(members);
        }
        return json;
    }
}
