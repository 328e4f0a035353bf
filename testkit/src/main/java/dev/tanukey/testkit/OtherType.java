package dev.tanukey.testkit;

import java.util.List;
import java.util.regex.Pattern;

/** The same value in another JSON type. */
final class OtherType {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern FLAG = Pattern.compile("true|false");

    private OtherType() {}

    static Object of(Object value) {
        if (value instanceof String text) {
            return ofText(text);
        }
        return value instanceof List<?> list && list.size() == 1 ? list.get(0) : value.toString();
    }

    private static Object ofText(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return FLAG.matcher(text).matches() ? (Object) Boolean.valueOf(text) : List.of(text);
    }
}
