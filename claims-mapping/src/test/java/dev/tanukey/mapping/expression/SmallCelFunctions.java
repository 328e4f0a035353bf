package dev.tanukey.mapping.expression;

import dev.tanukey.mapping.expression.SmallCelValues.Maybe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Operators and functions over values that are there. */
final class SmallCelFunctions {

    private static final Map<Class<?>, String> NAMES =
            Map.of(String.class, "string", Boolean.class, "bool", Long.class, "int", Double.class, "double");

    private SmallCelFunctions() {}

    static @Nullable Object call(String function, List<@Nullable Object> arguments) throws ExpressionFailedException {
        Object a = arguments.get(0);
        Object b = arguments.size() > 1 ? arguments.get(1) : null;
        return switch (function) {
            case "==" -> SmallCelValues.equal(a, b);
            case "!=" -> !SmallCelValues.equal(a, b);
            case "<", "<=", ">", ">=" -> ordered(function, a, b);
            case "+" -> plus(a, b);
            case "-" -> minus(a, b);
            case "in" -> in(a, b);
            case "!" -> !(a instanceof Boolean bool ? bool : fail());
            case "negate" -> a instanceof Double number ? (Object) (-number) : minus(0L, a);
            case "dyn" -> a;
            case "type" -> type(a);
            case "string" -> string(a);
            case "int" -> integer(a);
            case "size", ".size" -> size(a);
            case ".hasValue" -> ((Maybe) a).present();
            case ".orValue" -> a instanceof Maybe maybe ? maybe.present() ? maybe.value() : b : fail();
            default -> overText(function, a, b);
        };
    }

    private static boolean overText(String function, @Nullable Object a, @Nullable Object b)
            throws ExpressionFailedException {
        if (!(a instanceof String text) || !(b instanceof String part)) {
            throw SmallCelEvaluator.noOverload();
        }
        return switch (function) {
            case ".startsWith" -> text.startsWith(part);
            case ".endsWith" -> text.endsWith(part);
            case ".contains" -> text.contains(part);
            default -> {
                if (!SmallCelValues.isPattern(part)) {
                    throw new ExpressionFailedException("error parsing regexp");
                }
                yield Pattern.compile(part).matcher(text).find();
            }
        };
    }

    private static boolean ordered(String sign, @Nullable Object a, @Nullable Object b)
            throws ExpressionFailedException {
        int order;
        if (a instanceof Number left && b instanceof Number right) {
            order = SmallCelValues.compare(left, right);
            if (order == 2) {
                return false;
            }
        } else if (a instanceof String left && b instanceof String right) {
            order = left.compareTo(right);
        } else if (a instanceof Boolean left && b instanceof Boolean right) {
            order = left.compareTo(right);
        } else {
            throw SmallCelEvaluator.noOverload();
        }
        return switch (sign) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static Object plus(@Nullable Object a, @Nullable Object b) throws ExpressionFailedException {
        if (a instanceof String left && b instanceof String right) {
            return left + right;
        }
        if (a instanceof Double left && b instanceof Double right) {
            return left + right;
        }
        if (a instanceof Long left && b instanceof Long right) {
            try {
                return Math.addExact(left, right);
            } catch (ArithmeticException overflow) {
                throw new ExpressionFailedException("integer overflow");
            }
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            List<@Nullable Object> both = new ArrayList<>(left);
            both.addAll(right);
            return both;
        }
        throw SmallCelEvaluator.noOverload();
    }

    private static Object minus(@Nullable Object a, @Nullable Object b) throws ExpressionFailedException {
        if (a instanceof Double left && b instanceof Double right) {
            return left - right;
        }
        if (a instanceof Long left && b instanceof Long right) {
            try {
                return Math.subtractExact(left, right);
            } catch (ArithmeticException overflow) {
                throw new ExpressionFailedException("integer overflow");
            }
        }
        throw SmallCelEvaluator.noOverload();
    }

    private static boolean in(@Nullable Object element, @Nullable Object container) throws ExpressionFailedException {
        if (container instanceof List<?> list) {
            return list.stream().anyMatch(other -> SmallCelValues.equal(element, other));
        }
        if (container instanceof Map<?, ?> map) {
            return map.containsKey(element);
        }
        throw SmallCelEvaluator.noOverload();
    }

    private static SmallCelType type(@Nullable Object value) {
        if (value == null) {
            return SmallCelType.NULL;
        }
        if (value instanceof SmallCelType) {
            return SmallCelType.TYPE;
        }
        if (value instanceof List) {
            return SmallCelType.LIST;
        }
        if (value instanceof Map) {
            return new SmallCelType("map", null);
        }
        return new SmallCelType(NAMES.getOrDefault(value.getClass(), "kubernetes.claims"), null);
    }

    private static String string(@Nullable Object value) throws ExpressionFailedException {
        if (value instanceof Double number) {
            return SmallCelValues.text(number);
        }
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value.toString();
        }
        throw new ExpressionFailedException("no such overload: string(" + type(value) + ")");
    }

    private static long integer(@Nullable Object value) throws ExpressionFailedException {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double number) {
            if (Math.abs(number) < 0x1p63) {
                return number.longValue();
            }
            throw new ExpressionFailedException("integer overflow");
        }
        if (value instanceof String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException notNumber) {
                throw new ExpressionFailedException("type conversion error from 'string' to 'int'");
            }
        }
        throw new ExpressionFailedException("no such overload: int(" + type(value) + ")");
    }

    private static long size(@Nullable Object value) throws ExpressionFailedException {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof List<?> list) {
            return list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        throw new ExpressionFailedException("no such overload: size");
    }

    private static boolean fail() throws ExpressionFailedException {
        throw SmallCelEvaluator.noOverload();
    }
}
