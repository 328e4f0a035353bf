package dev.tanukey.cel.strings;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values of any type as {@code %s} writes them. */
final class FormatValues {
    private static final int DECIMALS = 6;
    private static final int DEEPEST = 1_000;

    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);

    private FormatValues() {}

    /** Writes an argument. */
    static void write(Object value, BoundedText text) {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            writeAggregate(value, text, 0);
        } else {
            text.append(text(value).orElseThrow(() -> FormatVerb.STRING.refused(value)));
        }
    }

    /** What {@code string()} makes of a value; null and types have a text too. */
    private static Optional<String> text(Object value) {
        if (value instanceof String string) {
            return Optional.of(string);
        } else if (value instanceof CelByteString bytes) {
            if (!bytes.isValidUtf8()) {
                throw FormatVerb.failed("could not convert argument \"invalid UTF-8 in bytes, cannot convert to"
                        + " string\" to string");
            }
            return Optional.of(bytes.toStringUtf8());
        } else if (value instanceof Double number) {
            return Optional.of(Numbers.text(number));
        } else if (value instanceof Instant instant) {
            return Optional.of(Timestamps.text(instant));
        } else if (value instanceof Duration duration) {
            return Optional.of(Durations.text(duration));
        } else if (value instanceof TypeType type) {
            return Optional.of(type.containingTypeName());
        } else if (value instanceof NullValue) {
            return Optional.of("null");
        } else if (value instanceof Boolean || value instanceof Long || value instanceof UnsignedLong) {
            return Optional.of(value.toString());
        }
        return Optional.empty();
    }

    /** Writes what a list or a map holds, as the language has it, roughly. */
    private static void writeElement(Object value, BoundedText text, int depth) {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            writeAggregate(value, text, depth + 1);
        } else if (value instanceof String string) {
            Quotes.go(string, text);
        } else if (value instanceof Double number) {
            text.append(decimal(number));
        } else {
            String plain =
                    text(value).orElseThrow(() -> FormatVerb.failed("no formatting function for " + typeName(value)));
            if (value instanceof CelByteString) {
                text.append("b");
                Quotes.go(plain, text);
            } else if (value instanceof Instant) {
                text.append("timestamp(\"").append(plain).append("\")");
            } else if (value instanceof Duration) {
                text.append("duration(\"").append(plain).append("\")");
            } else {
                text.append(plain);
            }
        }
    }

    private static void writeAggregate(Object value, BoundedText text, int depth) {
        if (depth > DEEPEST) {
            throw FormatVerb.failed("lists and maps are nested too deeply");
        }
        if (value instanceof Map<?, ?> map) {
            writeMap(map, text, depth);
            return;
        }
        String before = "[";
        for (Object element : (List<?>) value) {
            writeElement(element, text.append(before), depth);
            before = ", ";
        }
        text.append(before.equals("[") ? "[]" : "]");
    }

    /** Writes the entries in the order of their keys' texts. */
    private static void writeMap(Map<?, ?> map, BoundedText text, int depth) {
        TreeMap<String, Object> sorted = new TreeMap<>(BY_CODE_POINT);
        map.forEach((key, value) -> {
            if (!(key instanceof String
                    || key instanceof Boolean
                    || key instanceof Long
                    || key instanceof UnsignedLong)) {
                throw FormatVerb.failed("no formatting function for map key of type " + typeName(key));
            }
            BoundedText name = new BoundedText();
            writeElement(key, name, depth);
            sorted.put(name.toString(), value);
        });
        String before = "{";
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            writeElement(
                    entry.getValue(), text.append(before).append(entry.getKey()).append(":"), depth);
            before = ", ";
        }
        text.append(before.equals("{") ? "{}" : "}");
    }

    private static String decimal(double number) {
        if (!Double.isFinite(number)) {
            return '"' + Numbers.infinite(number) + '"';
        }
        BigDecimal rounded = new BigDecimal(number).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        boolean negative = number < 0 || 1 / number < 0;
        return (negative ? "-" : "") + rounded.abs().toPlainString();
    }

    static String typeName(Object value) {
        if (value instanceof CelByteString) {
            return "bytes";
        } else if (value instanceof NullValue) {
            return "null_type";
        } else if (value instanceof TypeType) {
            return "type";
        } else if (value instanceof Optional<?>) {
            return "optional_type";
        } else if (value instanceof Instant) {
            return "google.protobuf.Timestamp";
        } else if (value instanceof Duration) {
            return "google.protobuf.Duration";
        } else if (value instanceof List<?>) {
            return "list";
        } else if (value instanceof Map<?, ?>) {
            return "map";
        } else if (value instanceof CelValue other) {
            return other.celType().name();
        } else if (value instanceof String) {
            return "string";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof Long) {
            return "int";
        } else if (value instanceof UnsignedLong) {
            return "uint";
        }
        return value instanceof Double ? "double" : "dyn";
    }
}
