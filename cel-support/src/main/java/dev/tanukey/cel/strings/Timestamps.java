package dev.tanukey.cel.strings;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tanukey.cel.function.FunctionFailedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Points in time as Go writes and reads RFC 3339: from year 1 to year 9999. */
public final class Timestamps {
    private static final long FIRST = -62_135_596_800L;
    private static final long LAST = 253_402_300_799L;
    private static final int DIGITS_OF_NANOSECONDS = 9;

    /** Go takes an hour of one digit and a comma before the fraction. */
    private static final Pattern RFC_3339 = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T"
            + "([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:[.,]([0-9]+))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))");

    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, DIGITS_OF_NANOSECONDS, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String text(Instant instant) {
        return WRITTEN.format(instant);
    }

    /**
     * Makes a point in time.
     *
     * @param seconds since 1970, or until then if it is negative
     * @param nanoseconds what is more than the seconds
     * @return the point in time
     * @throws FunctionFailedException if it is not in a year from 1 to 9999
     */
    public static Instant of(long seconds, int nanoseconds) {
        if (seconds < FIRST || seconds > LAST) {
            throw new FunctionFailedException("timestamp overflow");
        }
        return Instant.ofEpochSecond(seconds, nanoseconds);
    }

    static Instant parse(String text) {
        Matcher parts = RFC_3339.matcher(text);
        if (!parts.matches()) {
            throw malformed();
        }
        LocalDateTime local;
        try {
            local = LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    number(parts, 6));
        } catch (DateTimeException noSuchTime) {
            throw malformed();
        }
        return of(local.toEpochSecond(ZoneOffset.UTC) - offset(parts), nanoseconds(parts));
    }

    private static int nanoseconds(Matcher parts) {
        String fraction = parts.group(7);
        if (fraction == null) {
            return 0;
        }
        return Integer.parseInt((fraction + "0".repeat(DIGITS_OF_NANOSECONDS)).substring(0, DIGITS_OF_NANOSECONDS));
    }

    private static int offset(Matcher parts) {
        String sign = parts.group(8);
        if (sign == null) {
            return 0;
        }
        int hours = number(parts, 9);
        int minutes = number(parts, 10);
        if (hours > 24 || minutes > 60) {
            throw malformed();
        }
        int seconds = (hours * 60 + minutes) * 60;
        return sign.equals("-") ? -seconds : seconds;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static FunctionFailedException malformed() {
        return new FunctionFailedException("type conversion error from 'string' to 'google.protobuf.Timestamp'");
    }
}
