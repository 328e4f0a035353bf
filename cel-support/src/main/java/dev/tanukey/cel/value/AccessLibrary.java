package dev.tanukey.cel.value;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.BYTES;
import static dev.tanukey.cel.function.Kind.DYN;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;
import static dev.tanukey.cel.function.Kind.T;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.Operator;
import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.exceptions.CelIndexOutOfBoundsException;
import dev.cel.common.exceptions.CelOverloadNotFoundException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.OpaqueValue;
import dev.cel.common.values.OptionalValue;
import dev.cel.common.values.SelectableValue;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one can do with any value: compare it, look into it, measure it. */
public final class AccessLibrary implements FunctionLibrary {
    /** Tells whether a value has a member. For the engine alone: no expression can name it. */
    public static final String HAS = "@has";

    /** Gives the member of a value, if it has one. For the engine alone. */
    public static final String FIND = "@find";

    /** Is its argument, and fails where that is an error. For the engine alone. */
    public static final String STRICT = "@strict";

    /** Makes a value an optional one, unless it is one. For the engine alone. */
    public static final String OPTIONAL = "@optional";

    private static final String INDEX = Operator.INDEX.getFunction();
    private static final String OPTIONAL_INDEX = Operator.OPTIONAL_INDEX.getFunction();
    private static final Kind<Object> A = new Kind<>(TypeParamType.create("A"), Object.class);
    private static final Kind<Object> B = new Kind<>(TypeParamType.create("B"), Object.class);
    private static final Kind<List<?>> LIST = Kind.list(A);
    private static final Kind<Map<?, ?>> MAP = Kind.map(A, B);
    /** Lists and maps as the checker knows them; at run time whatever comes, since {@code claims} is neither. */
    private static final Kind<Object> INDEXED_LIST = new Kind<>(ListType.create(A.type()), Object.class);

    private static final Kind<Object> INDEXED_MAP = new Kind<>(MapType.create(A.type(), B.type()), Object.class);
    private static final Kind<Object> FOUND = new Kind<>(OptionalType.create(DYN.type()), Object.class);
    private static final Kind<Object> ANY_INT = new Kind<>(INT.type(), Object.class);

    @Override
    public void addTo(Functions functions) {
        functions.byValue(Operator.IN.getFunction(), "size");
        functions.global(Operator.EQUALS.getFunction(), "equals", BOOL, T, T, AccessLibrary::equal);
        functions.global(Operator.NOT_EQUALS.getFunction(), "not_equals", BOOL, T, T, (a, b) -> !Equality.equal(a, b));
        functions.global(
                Operator.IN.getFunction(), "in_list", BOOL, A, LIST, (value, list) -> Equality.contains(list, value));
        functions.global(Operator.IN.getFunction(), "in_map", BOOL, A, MAP, (key, map) -> Equality.hasKey(map, key));
        functions.global(INDEX, "index_list", A, INDEXED_LIST, ANY_INT, AccessLibrary::index);
        functions.global(INDEX, "index_map", B, INDEXED_MAP, A, AccessLibrary::index);
        functions.bound(INDEX, "optional_list_index_int", Optional.class, Object.class, AccessLibrary::find);
        functions.bound(INDEX, "optional_map_index_value", Optional.class, Object.class, AccessLibrary::find);
        for (String id : List.of("list_optindex_optional_int", "map_optindex_optional_value")) {
            functions.bound(OPTIONAL_INDEX, id, Object.class, Object.class, AccessLibrary::find);
        }
        for (String id : List.of("optional_list_optindex_optional_int", "optional_map_optindex_optional_value")) {
            functions.bound(OPTIONAL_INDEX, id, Optional.class, Object.class, AccessLibrary::find);
        }
        functions.global(HAS, HAS, BOOL, DYN, STRING, (value, member) -> find(value, member)
                .isPresent());
        functions.global(FIND, FIND, FOUND, DYN, STRING, (value, member) -> found(find(value, member)));
        functions.global(STRICT, STRICT, DYN, DYN, value -> value);
        functions.global(
                OPTIONAL, OPTIONAL, DYN, DYN, value -> value instanceof Optional<?> ? value : Optional.of(value));
        addSizes(functions);
    }

    /** A value of a type of its own can be compared with its like and with null, and is different from all others. */
    private static boolean equal(Object a, Object b) {
        boolean ofOwnType = a instanceof OpaqueValue || a instanceof ClaimsValue || a instanceof UserValue;
        if (ofOwnType && a.getClass() != b.getClass() && !(b instanceof NullValue)) {
            throw new CelOverloadNotFoundException(Operator.EQUALS.getFunction());
        }
        return Equality.equal(a, b);
    }

    private static void addSizes(Functions functions) {
        functions.global("size", "size_bytes", INT, BYTES, bytes -> (long) bytes.size());
        functions.member("size", "bytes_size", INT, BYTES, bytes -> (long) bytes.size());
        functions.global("size", "size_list", INT, LIST, list -> (long) list.size());
        functions.member("size", "list_size", INT, LIST, list -> (long) list.size());
        functions.global("size", "size_map", INT, MAP, map -> (long) map.size());
        functions.member("size", "map_size", INT, MAP, map -> (long) map.size());
        functions.global("size", "size_string", INT, STRING, AccessLibrary::length);
        functions.member("size", "string_size", INT, STRING, AccessLibrary::length);
    }

    private static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Object index(Object value, Object key) {
        if (value instanceof Optional<?>) {
            return find(value, key);
        }
        if (!(value instanceof List<?> || value instanceof Map<?, ?> || value instanceof SelectableValue<?>)) {
            throw new CelOverloadNotFoundException(INDEX);
        }
        return find(value, key)
                .orElseThrow(() -> value instanceof List<?>
                        ? new CelIndexOutOfBoundsException(key)
                        : CelAttributeNotFoundException.forMissingMapKey(String.valueOf(key)));
    }

    /** The element of a list or the member of an object, if it is there; a value that is neither has none. */
    private static Optional<Object> find(Object value, Object key) {
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(inner -> find(inner, key));
        }
        if (value instanceof List<?> list) {
            long index = whole(key);
            return index >= 0 && index < list.size() ? Optional.of(list.get((int) index)) : Optional.empty();
        }
        if (value instanceof ClaimsValue claims) {
            return claims.find(name(key));
        }
        if (value instanceof UserValue user) {
            return user.find(name(key));
        }
        return value instanceof Map<?, ?> map ? Optional.ofNullable(Equality.find(map, key)) : Optional.empty();
    }

    /** In the engine's own form, into which it would bring it by looking at the value once more. */
    private static Object found(Optional<Object> found) {
        return found.isPresent() ? OptionalValue.create(found.get()) : OptionalValue.EMPTY;
    }

    private static String name(Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new CelOverloadNotFoundException(INDEX);
    }

    /** An index: any number that is whole. */
    private static long whole(Object key) {
        if (key instanceof Long index) {
            return index;
        }
        if (key instanceof UnsignedLong index) {
            return index.longValue();
        }
        if (key instanceof Double index && index == Math.rint(index) && Math.abs(index) < 0x1p63) {
            return index.longValue();
        }
        throw new CelOverloadNotFoundException(INDEX);
    }
}
