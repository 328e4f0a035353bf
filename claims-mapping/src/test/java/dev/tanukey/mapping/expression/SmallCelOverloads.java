package dev.tanukey.mapping.expression;

import static dev.tanukey.mapping.expression.SmallCelType.BOOL;
import static dev.tanukey.mapping.expression.SmallCelType.DOUBLE;
import static dev.tanukey.mapping.expression.SmallCelType.DYN;
import static dev.tanukey.mapping.expression.SmallCelType.INT;
import static dev.tanukey.mapping.expression.SmallCelType.LIST;
import static dev.tanukey.mapping.expression.SmallCelType.MAP;
import static dev.tanukey.mapping.expression.SmallCelType.STRING;
import static dev.tanukey.mapping.expression.SmallCelType.TYPE;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which function takes which types, and what it gives. An open type fits everywhere. */
final class SmallCelOverloads {

    private SmallCelOverloads() {}

    /** The type of the result; null if the function does not take these. */
    static @Nullable SmallCelType result(String function, List<SmallCelType> types) {
        if (types.size() == 1) {
            return ofOne(function, types.get(0));
        }
        return types.size() == 2 ? ofTwo(function, types.get(0), types.get(1)) : null;
    }

    private static @Nullable SmallCelType ofOne(String function, SmallCelType type) {
        return switch (function) {
            case "dyn" -> DYN;
            case "type" -> TYPE;
            case "!" -> fits(type, BOOL) ? BOOL : null;
            case "negate" -> type.isOpen() ? DYN : fits(type, INT, DOUBLE) ? type : null;
            case "string" -> fits(type, STRING, INT, DOUBLE, BOOL) ? STRING : null;
            case "int" -> fits(type, STRING, INT, DOUBLE) ? INT : null;
            case "size", ".size" -> fits(type, STRING, LIST, MAP) ? INT : null;
            case ".hasValue" -> type.isOptional() || type.is(DYN) ? BOOL : null;
            default -> null;
        };
    }

    private static @Nullable SmallCelType ofTwo(String function, SmallCelType a, SmallCelType b) {
        Optional<SmallCelType> common = SmallCelType.common(a, b);
        return switch (function) {
            case "&&", "||" -> fits(a, BOOL) && fits(b, BOOL) ? BOOL : null;
            case "==", "!=" -> common.isPresent() ? BOOL : null;
            case "<", "<=", ">", ">=" -> ordered(a, b) ? BOOL : null;
            case "in" -> in(a, b) ? BOOL : null;
            case "+" -> arithmetic(a, b, INT, DOUBLE, STRING, LIST);
            case "-" -> arithmetic(a, b, INT, DOUBLE);
            case ".startsWith", ".endsWith", ".matches", ".contains" ->
                fits(a, STRING) && fits(b, STRING) ? BOOL : null;
            case ".orValue" ->
                a.isOptional() ? SmallCelType.common(a.inner(), b).orElse(null) : a.is(DYN) ? DYN : null;
            default -> null;
        };
    }

    private static boolean ordered(SmallCelType a, SmallCelType b) {
        return fits(a, INT, DOUBLE) && fits(b, INT, DOUBLE)
                || fits(a, STRING) && fits(b, STRING)
                || fits(a, BOOL) && fits(b, BOOL);
    }

    private static boolean in(SmallCelType element, SmallCelType container) {
        return container.isOpen()
                || container.is(MAP) && fits(element, STRING)
                || container.is(LIST)
                        && SmallCelType.common(element, container.inner()).isPresent();
    }

    private static @Nullable SmallCelType arithmetic(SmallCelType a, SmallCelType b, SmallCelType... kinds) {
        if (a.isOpen() && b.isOpen()) {
            return DYN;
        }
        SmallCelType known = a.isOpen() ? b : a;
        // An empty list beside an open operand has elements of which nothing is known.
        return fits(known, kinds)
                ? SmallCelType.common(a, b)
                        .map(common -> !common.isOpen() ? common : known.equals(LIST) ? SmallCelType.list(DYN) : known)
                        .orElse(null)
                : null;
    }

    private static boolean fits(SmallCelType type, SmallCelType... kinds) {
        return type.isOpen() || List.of(kinds).stream().anyMatch(type::is);
    }
}
