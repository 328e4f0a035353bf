package dev.tanukey.cel.strings;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.BYTES;
import static dev.tanukey.cel.function.Kind.DOUBLE;
import static dev.tanukey.cel.function.Kind.DURATION;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;
import static dev.tanukey.cel.function.Kind.TIMESTAMP;
import static dev.tanukey.cel.function.Kind.UINT;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import java.time.Duration;
import java.time.Instant;

/**
 * Conversions between types, and the parts of times, as Go writes and reads numbers, times and truth values.
 *
 * <p>A point in time does not keep the offset it was written with: {@code string(timestamp("...+02:00"))} is in UTC
 * here and has the offset in a cluster.
 */
public final class ConversionLibrary implements FunctionLibrary {

    @Override
    public void addTo(Functions functions) {
        addToString(functions);
        addToNumbers(functions);
        functions
                .global("bool", "bool_to_bool", BOOL, BOOL, value -> value)
                .global("bool", "string_to_bool", BOOL, STRING, ConversionLibrary::truth)
                .global("bytes", "bytes_to_bytes", BYTES, BYTES, value -> value)
                .global("bytes", "string_to_bytes", BYTES, STRING, CelByteString::copyFromUtf8)
                .global("duration", "duration_to_duration", DURATION, DURATION, value -> value)
                .global("duration", "int64_to_duration", DURATION, INT, ConversionLibrary::duration)
                .global("duration", "string_to_duration", DURATION, STRING, Durations::parse)
                .global("timestamp", "timestamp_to_timestamp", TIMESTAMP, TIMESTAMP, value -> value)
                .global("timestamp", "int64_to_timestamp", TIMESTAMP, INT, seconds -> Timestamps.of(seconds, 0))
                .global("timestamp", "string_to_timestamp", TIMESTAMP, STRING, Timestamps::parse);
        TimeParts.addTo(functions);
    }

    private static void addToString(Functions functions) {
        functions
                .global("string", "string_to_string", STRING, STRING, value -> value)
                .global("string", "bool_to_string", STRING, BOOL, value -> Boolean.toString(value))
                .global("string", "bytes_to_string", STRING, BYTES, ConversionLibrary::text)
                .global("string", "double_to_string", STRING, DOUBLE, Numbers::text)
                .global("string", "duration_to_string", STRING, DURATION, Durations::text)
                .global("string", "int64_to_string", STRING, INT, value -> Long.toString(value))
                .global("string", "timestamp_to_string", STRING, TIMESTAMP, Timestamps::text)
                .global("string", "uint64_to_string", STRING, UINT, UnsignedLong::toString);
    }

    private static void addToNumbers(Functions functions) {
        functions
                .global("double", "double_to_double", DOUBLE, DOUBLE, value -> value)
                .global("double", "int64_to_double", DOUBLE, INT, Long::doubleValue)
                .global("double", "string_to_double", DOUBLE, STRING, Numbers::parseDouble)
                .global("double", "uint64_to_double", DOUBLE, UINT, UnsignedLong::doubleValue)
                .global("int", "int64_to_int64", INT, INT, value -> value)
                .global("int", "double_to_int64", INT, DOUBLE, Numbers::toInt)
                .global("int", "duration_to_int64", INT, DURATION, Durations::nanoseconds)
                .global("int", "string_to_int64", INT, STRING, Numbers::parseInt)
                .global("int", "timestamp_to_int64", INT, TIMESTAMP, Instant::getEpochSecond)
                .global("int", "uint64_to_int64", INT, UINT, Numbers::toInt)
                .global("uint", "uint64_to_uint64", UINT, UINT, value -> value)
                .global("uint", "double_to_uint64", UINT, DOUBLE, Numbers::toUint)
                .global("uint", "int64_to_uint64", UINT, INT, Numbers::toUint)
                .global("uint", "string_to_uint64", UINT, STRING, Numbers::parseUint);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw new FunctionFailedException("type conversion error from 'string' to 'bool'");
        };
    }

    static String text(CelByteString bytes) {
        if (!bytes.isValidUtf8()) {
            throw new FunctionFailedException("invalid UTF-8 in bytes, cannot convert to string");
        }
        return bytes.toStringUtf8();
    }

    /** The checker takes a number here, yet no number is a span of time. */
    private static Duration duration(long number) {
        throw new FunctionFailedException("type conversion error from 'int' to 'google.protobuf.Duration'");
    }
}
