package dev.tanukey.cel.format;

import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.mapping.url.MalformedTextException;
import dev.tanukey.mapping.url.UrlParts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of data. */
final class DataFormats {
    private static final int MAX_PROBLEM = 1 << 20;
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*+={0,2}");
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIME =
            Pattern.compile("([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[^\n][0-9]+)?(?:[zZ]|[+-][0-9]{2}:[0-9]{2})");

    private DataFormats() {}

    static List<String> uuid(String text) {
        return unless(UUID.matcher(text).matches(), "does not match the UUID format");
    }

    /** In whole groups of four, at least one. */
    static List<String> base64(String text) {
        boolean valid = !text.isEmpty()
                && text.length() % 4 == 0
                && BASE64.matcher(text).matches();
        return unless(valid, "invalid base64");
    }

    static List<String> date(String text) {
        return unless(isDate(text), "invalid date");
    }

    /** A second {@code t} ends the time, and whatever follows it is not looked at; offsets may be of any size. */
    static List<String> dateTime(String text) {
        String[] parts = text.split("[tT]", 3);
        return unless(parts.length > 1 && isDate(parts[0]) && isTime(parts[1]), "invalid datetime");
    }

    /** The target of a request. What is wrong with another text is told in the words of Go, and quotes it. */
    static List<String> requestUri(String octets) {
        try {
            UrlParts.ofRequest(octets);
            return List.of();
        } catch (MalformedTextException malformed) {
            String problem = malformed.reason(UnaryOperator.identity());
            if (problem.length() > MAX_PROBLEM) {
                throw new FunctionFailedException("the text is too long to tell what is wrong with it");
            }
            return List.of(problem);
        }
    }

    private static boolean isDate(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        try {
            LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        Matcher matcher = TIME.matcher(text);
        return matcher.matches() && number(matcher, 1) < 24 && number(matcher, 2) < 60 && number(matcher, 3) < 60;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static List<String> unless(boolean valid, String problem) {
        return valid ? List.of() : List.of(problem);
    }
}
