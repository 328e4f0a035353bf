package dev.tanukey.mapping.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What values are: every number of a token is a double. */
final class SmallCelValues {
    private static final Map<String, String> ESCAPES =
            Map.of("__dot__", ".", "__dash__", "-", "__slash__", "/", "__underscores__", "__");
    private static final Set<String> KEYWORDS = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");
    private static final Pattern ESCAPE = Pattern.compile("__[a-z]+__");
    /** Java's own extensions, which RE2 has not. */
    private static final Pattern BEYOND_RE2 = Pattern.compile("\\(\\?<?[=!]|\\(\\?>|\\\\[1-9]|[*+?}]\\+");

    private SmallCelValues() {}

    /** The variable {@code claims}: one can select its members, and nothing else. */
    record ClaimsValue(Map<String, @Nullable Object> members) {}

    /** A value that may not be there. */
    record Maybe(boolean present, @Nullable Object value) {
        static final Maybe NONE = new Maybe(false, null);
    }

    static @Nullable Object ofJson(@Nullable Object json) {
        if (json instanceof Number number) {
            return number.doubleValue();
        }
        if (json instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(element -> values.add(ofJson(element)));
            return values;
        }
        if (json instanceof Map<?, ?> map) {
            return members(map);
        }
        return json;
    }

    static Map<String, @Nullable Object> members(Map<?, ?> map) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put((String) name, ofJson(value)));
        return members;
    }

    /** The name that an identifier stands for; null if it holds an escape that does not exist. */
    static @Nullable String unescaped(String name) {
        if (name.length() > 4
                && ESCAPE.matcher(name).matches()
                && KEYWORDS.contains(name.substring(2, name.length() - 2))) {
            return name.substring(2, name.length() - 2);
        }
        boolean known = ESCAPE.matcher(name).results().allMatch(escape -> ESCAPES.containsKey(escape.group()));
        return known ? ESCAPE.matcher(name).replaceAll(escape -> ESCAPES.get(escape.group())) : null;
    }

    static boolean isPattern(String pattern) {
        try {
            Pattern.compile(pattern);
            return !BEYOND_RE2.matcher(pattern).find();
        } catch (PatternSyntaxException notPattern) {
            return false;
        }
    }

    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number left && b instanceof Number right) {
            return compare(left, right) == 0;
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!equal(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(key -> equal(left.get(key), right.get(key)));
        }
        return a == null ? b == null : a.equals(b);
    }

    /** Negative, zero or positive; a value that is none of them if there is no order (NaN). */
    static int compare(Number a, Number b) {
        if (Double.isNaN(a.doubleValue()) || Double.isNaN(b.doubleValue())) {
            return 2;
        }
        if (a instanceof Long left && b instanceof Long right) {
            return Long.compare(left, right);
        }
        return a.doubleValue() == b.doubleValue() ? 0 : Double.compare(a.doubleValue(), b.doubleValue());
    }

    /** Go's shortest %g: as few digits as tell the number from all others, an exponent below -4 and from 6. */
    static String text(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
        }
        String scientific = "";
        for (int digits = 0; digits <= 16; digits++) {
            scientific = String.format(Locale.ROOT, "%." + digits + "e", number);
            if (Double.parseDouble(scientific) == number) {
                break;
            }
        }
        int exponent = Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
        if (exponent < -4 || exponent >= 6) {
            return scientific;
        }
        return scientific.startsWith("-0e") ? "-0" : new BigDecimal(scientific).toPlainString();
    }
}
