package dev.tanukey.cel.engine;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.OpaqueValue;
import dev.tanukey.cel.value.ClaimsValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a value as the cases of {@code cel-expressions.jsonl} do. */
final class Rendering {
    private static final Pattern DOUBLE = Pattern.compile("double\\(([^)]*)\\)");

    private Rendering() {}

    static String of(Object value) {
        if (value instanceof String text) {
            return quote(text);
        }
        if (value instanceof Double number) {
            return "double(" + number + ")";
        }
        if (value instanceof UnsignedLong number) {
            return number + "u";
        }
        if (value instanceof NullValue) {
            return "null";
        }
        if (value instanceof CelByteString bytes) {
            return "bytes(" + HexFormat.of().formatHex(bytes.toByteArray()) + ")";
        }
        if (value instanceof Instant instant) {
            return "timestamp(" + instant + ")";
        }
        if (value instanceof Duration duration) {
            return "duration(" + go(duration) + ")";
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(inner -> "optional(" + of(inner) + ")").orElse("optional.none()");
        }
        if (value instanceof TypeType type) {
            String name = type.containingTypeName();
            return "type(" + (name.equals("null") ? "null_type" : name) + ")";
        }
        if (value instanceof OpaqueValue opaque) {
            return opaque.celType().name() + "<" + opaque + ">";
        }
        if (value instanceof ClaimsValue) {
            return "claims";
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> members = new TreeMap<>();
            map.forEach((key, member) -> members.put(normal(of(key)), normal(of(member))));
            return members.entrySet().stream()
                    .map(member -> quote(member.getKey()) + ":" + quote(member.getValue()))
                    .collect(Collectors.joining(",", "map{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Rendering::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }

    private static String go(Duration duration) {
        String hours = duration.toHours() == 0 ? "" : duration.toHours() + "h";
        String minutes = hours.isEmpty() && duration.toMinutesPart() == 0 ? "" : duration.toMinutesPart() + "m";
        return hours + minutes + duration.toSecondsPart() + "s";
    }

    /** Writes numbers, times and signs in one way, whichever side wrote them. */
    static String normal(String rendered) {
        Matcher doubles = DOUBLE.matcher(rendered);
        return doubles.replaceAll(number -> "double(" + number(number.group(1)) + ")")
                .replace("\\u003c", "<")
                .replace("\\u003e", ">")
                .replace("\\u0026", "&");
    }

    private static String number(String text) {
        return switch (text) {
            case "+Inf", "Infinity" -> "Infinity";
            case "-Inf", "-Infinity" -> "-Infinity";
            case "NaN" -> "NaN";
            default -> Double.toString(Double.parseDouble(text));
        };
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (c < 0x20 || c == 0x2028 || c == 0x2029) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
