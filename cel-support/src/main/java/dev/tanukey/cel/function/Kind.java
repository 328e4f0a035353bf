package dev.tanukey.cel.function;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.CelByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type of the language, with the class whose objects are its values at run time.
 *
 * @param type the type, as the checker knows it
 * @param values the class; {@code Object} where values of any type come
 * @param <T> that class
 */
public record Kind<T>(CelType type, Class<T> values) {
    /** Truth values. */
    public static final Kind<Boolean> BOOL = new Kind<>(SimpleType.BOOL, Boolean.class);

    /** Whole numbers of 64 bits. */
    public static final Kind<Long> INT = new Kind<>(SimpleType.INT, Long.class);

    /** Whole numbers of 64 bits without a sign. */
    public static final Kind<UnsignedLong> UINT = new Kind<>(SimpleType.UINT, UnsignedLong.class);

    /** Floating-point numbers, as every number in a token is one. */
    public static final Kind<Double> DOUBLE = new Kind<>(SimpleType.DOUBLE, Double.class);

    /** Texts. */
    public static final Kind<String> STRING = new Kind<>(SimpleType.STRING, String.class);

    /** Octets. */
    public static final Kind<CelByteString> BYTES = new Kind<>(SimpleType.BYTES, CelByteString.class);

    /** Points in time. */
    public static final Kind<Instant> TIMESTAMP = new Kind<>(SimpleType.TIMESTAMP, Instant.class);

    /** Spans of time. */
    public static final Kind<Duration> DURATION = new Kind<>(SimpleType.DURATION, Duration.class);

    /** Anything, known only at run time. */
    public static final Kind<Object> DYN = new Kind<>(SimpleType.DYN, Object.class);

    /** Some type {@code T}, the same at each of its places in one overload. */
    public static final Kind<Object> T = new Kind<>(TypeParamType.create("T"), Object.class);

    /**
     * Lists.
     *
     * @param element what they hold; not looked at when an overload is chosen at run time
     * @return their type
     */
    @SuppressWarnings("unchecked") // a class has no wildcard
    public static Kind<List<?>> list(Kind<?> element) {
        return new Kind<>(ListType.create(element.type()), (Class<List<?>>) (Class<?>) List.class);
    }

    /**
     * Maps.
     *
     * @param key the type of their keys
     * @param value the type of their values
     * @return their type
     */
    @SuppressWarnings("unchecked") // a class has no wildcard
    public static Kind<Map<?, ?>> map(Kind<?> key, Kind<?> value) {
        return new Kind<>(MapType.create(key.type(), value.type()), (Class<Map<?, ?>>) (Class<?>) Map.class);
    }

    /**
     * Values that may not be there.
     *
     * @param value the type of the value
     * @return their type
     */
    @SuppressWarnings("unchecked") // a class has no wildcard
    public static Kind<Optional<?>> optional(Kind<?> value) {
        return new Kind<>(OptionalType.create(value.type()), (Class<Optional<?>>) (Class<?>) Optional.class);
    }
}
