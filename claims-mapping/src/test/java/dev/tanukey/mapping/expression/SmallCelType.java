package dev.tanukey.mapping.expression;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A type, as far as it is known before evaluation; at run time, the value of {@code type(x)}.
 *
 * @param element of a list or an optional
 */
record SmallCelType(String name, @Nullable SmallCelType element) {
    static final SmallCelType ANY = new SmallCelType("any", null);
    static final SmallCelType DYN = new SmallCelType("dyn", null);
    static final SmallCelType BOOL = new SmallCelType("bool", null);
    static final SmallCelType INT = new SmallCelType("int", null);
    static final SmallCelType DOUBLE = new SmallCelType("double", null);
    static final SmallCelType STRING = new SmallCelType("string", null);
    static final SmallCelType NULL = new SmallCelType("null_type", null);
    static final SmallCelType TYPE = new SmallCelType("type", null);
    /** With string keys, as every map here has. */
    static final SmallCelType MAP = new SmallCelType("map", ANY);

    static final SmallCelType USER = new SmallCelType("kubernetes.UserInfo", null);
    static final SmallCelType LIST = new SmallCelType("list", null);

    static SmallCelType list(SmallCelType element) {
        return new SmallCelType("list", element);
    }

    static SmallCelType map(SmallCelType element) {
        return new SmallCelType("map", element);
    }

    static SmallCelType optional(SmallCelType element) {
        return new SmallCelType("optional_type", element);
    }

    boolean is(SmallCelType kind) {
        return name.equals(kind.name);
    }

    boolean isOptional() {
        return name.equals("optional_type");
    }

    /** {@return whether only evaluation can tell} */
    boolean isOpen() {
        return is(ANY) || is(DYN);
    }

    /** {@return what is inside; dyn if nothing is known about it} */
    SmallCelType inner() {
        return element == null ? DYN : element;
    }

    /** The one type that two values can have together, the open one before the other; empty if there is none. */
    static Optional<SmallCelType> common(SmallCelType a, SmallCelType b) {
        if (a.isOpen() || b.isOpen()) {
            return Optional.of(a.isOpen() ? a : b);
        }
        if (!a.name.equals(b.name)) {
            return Optional.empty();
        }
        if (a.element == null || b.element == null) {
            return Optional.of(a.element == null ? b : a);
        }
        return common(a.element, b.element).map(inner -> new SmallCelType(a.name, inner));
    }

    /** Whether two elements may stand in one list: here an open type is no joker. */
    static boolean alike(SmallCelType a, SmallCelType b) {
        return a.name.equals(b.name) && (a.element == null || b.element == null || alike(a.element, b.element));
    }

    /** {@return the type as it is written in messages} */
    @Override
    public String toString() {
        return element == null || is(MAP) ? name : name + "(" + Objects.requireNonNull(element) + ")";
    }
}
