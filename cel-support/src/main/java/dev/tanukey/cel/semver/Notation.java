package dev.tanukey.cel.semver;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.tanukey.cel.semver.Semver.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a semantic version, as version 2 of its standard writes it; none of its numbers may exceed 64 bits. */
final class Notation {
    private static final Pattern SHAPE =
            Pattern.compile("([0-9]++)\\.([0-9]++)\\.([0-9]++)(?:-([0-9A-Za-z.-]*+))?(?:\\+([0-9A-Za-z.-]*+))?");
    private static final Splitter DOTS = Splitter.on('.');
    private static final CharMatcher ZERO = CharMatcher.is('0');
    private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');

    private Notation() {}

    static Optional<Semver> read(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String build = matcher.group(5);
        if (build != null && DOTS.splitToList(build).contains("")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Semver(
                    number(matcher.group(1)),
                    number(matcher.group(2)),
                    number(matcher.group(3)),
                    identifiers(matcher.group(4)),
                    build == null ? "" : build));
        } catch (NumberFormatException invalid) {
            return Optional.empty();
        }
    }

    private static long number(String digits) {
        if (digits.length() > 1 && digits.startsWith("0")) {
            throw new NumberFormatException();
        }
        return Long.parseUnsignedLong(digits);
    }

    private static List<Identifier> identifiers(@Nullable String preRelease) {
        List<Identifier> identifiers = new ArrayList<>();
        if (preRelease != null) {
            for (String part : DOTS.split(preRelease)) {
                identifiers.add(
                        DIGIT.matchesAllOf(part) ? new Identifier(number(part), null) : new Identifier(0, part));
            }
        }
        return identifiers;
    }

    /** Reads with tolerance: a {@code v} may stand before it, zeros before each number, and numbers may be missing. */
    static Optional<Semver> readTolerantly(String text) {
        List<String> parts =
                new ArrayList<>(DOTS.limit(3).splitToList(text.startsWith("v") ? text.substring(1) : text));
        if (parts.size() < 3 && CharMatcher.anyOf("+-").matchesAnyOf(parts.get(parts.size() - 1))) {
            return Optional.empty();
        }
        parts.replaceAll(Notation::withoutLeadingZeros);
        while (parts.size() < 3) {
            parts.add("0");
        }
        return read(String.join(".", parts));
    }

    private static String withoutLeadingZeros(String part) {
        if (part.length() < 2) {
            return part;
        }
        String rest = ZERO.trimLeadingFrom(part);
        return rest.isEmpty() || !DIGIT.matches(rest.charAt(0)) ? "0" + rest : rest;
    }
}
