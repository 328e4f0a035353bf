package dev.tanukey.cel.lists;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import dev.tanukey.cel.value.GivenList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which values count as none for {@code optional.ofNonZeroValue}. */
final class Zero {
    /** The first moment that there is; not that of 1970. */
    private static final Instant START = Instant.parse("0001-01-01T00:00:00Z");

    private Zero() {}

    /** An object or a list inside a claim never is, not even an empty one. */
    static boolean is(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof String text) {
            return text.isEmpty();
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() && !(value instanceof GivenList);
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() && !(value instanceof CelValue);
        }
        if (value instanceof CelByteString bytes) {
            return bytes.isEmpty();
        }
        return value instanceof NullValue || value.equals(false) || value.equals(Duration.ZERO) || value.equals(START);
    }
}
