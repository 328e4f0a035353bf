package dev.tanukey.cel.regex;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;
import static dev.tanukey.cel.function.Kind.list;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tanukey.cel.function.Bounds;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.value.NativeStrings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Regular expressions in the syntax of Go: {@code matches}, {@code find}, {@code findAll}. A pattern may grow to 10,000
 * instructions, where Go takes some millions.
 *
 * <p>Thread-safe. Patterns that were checked, which stand in an expression, are kept compiled; others, which may come
 * out of a claim, are compiled at each call, so that no token leaves anything behind.
 */
public final class RegexLibrary implements FunctionLibrary {
    /** So many instructions are kept, in all patterns together. */
    private static final int MOST_KEPT = 500_000;

    private final Map<String, Pattern> checked = new ConcurrentHashMap<>();
    private final AtomicInteger kept = new AtomicInteger();

    @Override
    public void addTo(Functions functions) {
        functions
                .global("matches", "matches", BOOL, STRING, STRING, this::matches)
                .member("matches", "matches_string", BOOL, STRING, STRING, this::matches)
                .member("find", "string_find_string", STRING, STRING, STRING, this::find)
                .member(
                        "findAll",
                        "string_find_all_string",
                        list(STRING),
                        STRING,
                        STRING,
                        (text, pattern) -> findAll(text, pattern, -1))
                .member("findAll", "string_find_all_string_int", list(STRING), STRING, STRING, INT, this::findAll);
    }

    /**
     * Checks a pattern that is written out in an expression, and keeps it compiled.
     *
     * @param pattern the pattern
     * @throws FunctionFailedException if it is invalid or too large; the message does not hold it
     */
    public void check(String pattern) {
        Pattern compiled = compiled(pattern);
        if (!checked.containsKey(pattern) && kept.addAndGet(compiled.programSize()) <= MOST_KEPT) {
            checked.put(pattern, compiled);
        }
    }

    private Pattern compiled(String pattern) {
        Pattern known = checked.get(pattern);
        return known == null ? compile(pattern) : known;
    }

    private static Pattern compile(String pattern) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(PatternSyntax.checked(pattern));
        } catch (FunctionFailedException refused) {
            throw refused;
        } catch (RuntimeException invalid) {
            // whose message holds the pattern
            throw PatternSyntax.invalid();
        } catch (StackOverflowError tooDeep) {
            throw PatternSyntax.tooLarge();
        }
        if (compiled.programSize() > PatternSyntax.LARGEST_PROGRAM) {
            throw PatternSyntax.tooLarge();
        }
        return compiled;
    }

    private boolean matches(String text, String pattern) {
        return search(text, pattern).find(0);
    }

    private Matcher search(String text, String pattern) {
        Pattern compiled = compiled(pattern);
        return compiled.matcher(MeteredText.once(text, compiled));
    }

    private String find(String text, String pattern) {
        Matcher matcher = search(text, pattern);
        return matcher.find(0) ? matcher.group() : "";
    }

    /** At most so many matches, or all if the number is negative. Nothing is not found right after a match. */
    private NativeStrings findAll(String text, String pattern, long most) {
        Pattern compiled = compiled(pattern);
        Matcher matcher = compiled.matcher(new MeteredText(text, compiled));
        List<String> found = new ArrayList<>();
        int from = 0;
        int previous = -1;
        while (found.size() != most && from <= text.length() && matcher.find(from)) {
            int end = matcher.end();
            if (end != from || matcher.start() != previous) {
                Bounds.elements(found.size() + 1);
                found.add(text.substring(matcher.start(), end));
            }
            if (end > from) {
                from = end;
            } else {
                from = from < text.length() ? text.offsetByCodePoints(from, 1) : from + 1;
            }
            previous = end;
        }
        return new NativeStrings(found);
    }
}
