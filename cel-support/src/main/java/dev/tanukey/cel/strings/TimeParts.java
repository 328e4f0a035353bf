package dev.tanukey.cel.strings;

import static dev.tanukey.cel.function.Kind.DURATION;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;
import static dev.tanukey.cel.function.Kind.TIMESTAMP;

import com.google.re2j.Pattern;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.Functions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Parts of points and spans of time: {@code getHours()} and its kin. */
final class TimeParts {
    private static final Pattern OFFSET = Pattern.compile("[+-]?[0-9]{1,9}:[+-]?[0-9]{1,9}");

    /** Names that Java does not know, or only since some release. */
    private static final Map<String, ZoneOffset> OLD = Map.of(
            "", ZoneOffset.UTC,
            "Local", ZoneOffset.UTC,
            "GMT+0", ZoneOffset.UTC,
            "GMT-0", ZoneOffset.UTC,
            "EST", ZoneOffset.ofHours(-5),
            "MST", ZoneOffset.ofHours(-7),
            "HST", ZoneOffset.ofHours(-10));

    private TimeParts() {}

    static void addTo(Functions functions) {
        add(functions, "getFullYear", "timestamp_to_year", LocalDateTime::getYear);
        add(functions, "getMonth", "timestamp_to_month", time -> time.getMonthValue() - 1);
        add(functions, "getDayOfYear", "timestamp_to_day_of_year", time -> time.getDayOfYear() - 1);
        add(functions, "getDayOfMonth", "timestamp_to_day_of_month", time -> time.getDayOfMonth() - 1);
        add(functions, "getDate", "timestamp_to_day_of_month_1_based", LocalDateTime::getDayOfMonth);
        add(
                functions,
                "getDayOfWeek",
                "timestamp_to_day_of_week",
                time -> time.getDayOfWeek().getValue() % 7);
        add(functions, "getHours", "timestamp_to_hours", LocalDateTime::getHour);
        add(functions, "getMinutes", "timestamp_to_minutes", LocalDateTime::getMinute);
        add(functions, "getSeconds", "timestamp_to_seconds", LocalDateTime::getSecond);
        add(functions, "getMilliseconds", "timestamp_to_milliseconds", time -> time.get(ChronoField.MILLI_OF_SECOND));
        functions
                .member("getHours", "duration_to_hours", INT, DURATION, span ->
                        (long) Durations.inUnits(span, 3_600_000_000_000L))
                .member("getMinutes", "duration_to_minutes", INT, DURATION, span ->
                        (long) Durations.inUnits(span, 60_000_000_000L))
                .member("getSeconds", "duration_to_seconds", INT, DURATION, span ->
                        (long) Durations.inUnits(span, 1_000_000_000L))
                .member(
                        "getMilliseconds",
                        "duration_to_milliseconds",
                        INT,
                        DURATION,
                        span -> Durations.nanoseconds(span) / 1_000_000);
    }

    private static void add(Functions functions, String name, String id, ToLongFunction<LocalDateTime> part) {
        functions
                .member(
                        name,
                        id,
                        INT,
                        TIMESTAMP,
                        time -> part.applyAsLong(LocalDateTime.ofInstant(time, ZoneOffset.UTC)))
                .member(
                        name,
                        id + "_with_tz",
                        INT,
                        TIMESTAMP,
                        STRING,
                        (time, zone) -> part.applyAsLong(local(time, zone)));
    }

    /** The time on a clock in a zone, which is a name, or hours and minutes ahead of UTC in any amount. */
    private static LocalDateTime local(Instant time, String zone) {
        long offset = zone.contains(":") ? written(zone) : named(zone, time).getTotalSeconds();
        return LocalDateTime.ofEpochSecond(time.getEpochSecond() + offset, time.getNano(), ZoneOffset.UTC);
    }

    private static long written(String zone) {
        if (!OFFSET.matches(zone)) {
            throw unknown();
        }
        int colon = zone.indexOf(':');
        long hours = Long.parseLong(zone.substring(0, colon));
        long minutes = Long.parseLong(zone.substring(colon + 1));
        return (hours * 60 + (zone.startsWith("-") ? -minutes : minutes)) * 60;
    }

    private static ZoneOffset named(String zone, Instant time) {
        ZoneOffset old = OLD.get(zone);
        if (old != null) {
            return old;
        }
        if (zone.startsWith("SystemV/")) {
            throw unknown();
        }
        try {
            return ZoneRulesProvider.getRules(zone, false).getOffset(time);
        } catch (ZoneRulesException noSuchZone) {
            // whose message holds the name
            throw unknown();
        }
    }

    private static FunctionFailedException unknown() {
        return new FunctionFailedException("unknown time zone");
    }
}
