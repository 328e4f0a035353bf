package dev.tanukey.cel.regex;

import dev.tanukey.cel.function.FunctionFailedException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads a pattern before it is compiled: how large its program will be, whether its repeats multiply to more than Go
 * takes, how deep it is nested. It leaves out the names of groups, which nobody asks for and Go lets occur twice.
 * Whatever else is wrong with the pattern, its compiler tells.
 */
final class PatternSyntax {
    static final int LARGEST_PROGRAM = 10_000;

    private static final int LONGEST = 2 * LARGEST_PROGRAM;
    private static final int MOST_REPEATS = 1_000;
    private static final int DEEPEST = 1_000;
    private static final int MOST_UNICODE_CLASSES = 1_000;
    private static final int UNBOUNDED = -1;
    private static final int LAST_ASCII = 0x7f;

    /**
     * A part of the pattern.
     *
     * @param size about how many instructions it needs
     * @param repeats how often its innermost part is repeated
     * @param height how deep its tree is
     */
    private record Part(long size, long repeats, int height) {
        static final Part NONE = new Part(0, 0, 0);
        static final Part CHARACTER = new Part(1, 0, 1);

        Part beside(Part other, int instructions) {
            return new Part(
                    size + other.size + instructions, Math.max(repeats, other.repeats), Math.max(height, other.height));
        }

        Part in(int instructions) {
            return new Part(size + instructions, repeats, height + 1);
        }

        Part times(int least, int most) {
            long copies = most == UNBOUNDED ? Math.max(1, least) : most;
            int times = most == UNBOUNDED ? least : most;
            long all = most == 0 ? 0 : Math.max(1, times) * Math.max(1, repeats);
            return new Part(1 + copies * size + Math.max(0, most - least), all, height + 1);
        }
    }

    /** An open group: what it holds before the last bar, after it, and at the end where a repeat would follow. */
    private static final class Group {
        final int instructions;
        Part alternatives = Part.NONE;
        boolean hasBar;
        Part sequence = Part.NONE;
        Part last = Part.NONE;
        int parts;

        Group(int instructions) {
            this.instructions = instructions;
        }

        void add(Part part) {
            sequence = sequence.beside(last, 0);
            last = part;
            parts++;
        }

        Part all() {
            return hasBar ? alternatives.beside(branch(), 0).in(1) : branch();
        }

        void bar() {
            alternatives = alternatives.beside(branch(), 1);
            hasBar = true;
            sequence = Part.NONE;
            last = Part.NONE;
            parts = 0;
        }

        private Part branch() {
            Part all = sequence.beside(last, 0);
            return parts > 1 ? all.in(0) : all;
        }
    }

    private final String pattern;
    private final StringBuilder nameless = new StringBuilder();
    private final Deque<Group> groups = new ArrayDeque<>();
    private int at;
    private int unicodeClasses;

    private PatternSyntax(String pattern) {
        this.pattern = pattern;
    }

    /** The pattern for the compiler, if it is not too large. */
    static String checked(String pattern) {
        if (pattern.length() > LONGEST) {
            throw tooLarge();
        }
        return new PatternSyntax(pattern).read();
    }

    static FunctionFailedException tooLarge() {
        return new FunctionFailedException("the regular expression is too large");
    }

    static FunctionFailedException invalid() {
        return new FunctionFailedException("the regular expression is invalid");
    }

    private String read() {
        groups.push(new Group(0));
        while (at < pattern.length()) {
            int start = at;
            int replaced = nameless.length();
            readNext(pattern.charAt(at));
            if (nameless.length() == replaced) {
                nameless.append(pattern, start, at);
            }
        }
        return nameless.toString();
    }

    private void readNext(char letter) {
        Group group = groups.element();
        switch (letter) {
            case '(' -> open();
            case ')' -> close();
            case '|' -> {
                at++;
                group.bar();
            }
            case '[' -> {
                characterClass();
                group.add(Part.CHARACTER);
            }
            case '*', '+', '?' -> {
                at++;
                repeated(group.last.in(2));
            }
            case '{' -> bounds();
            case '\\' -> escape();
            default -> {
                at = pattern.offsetByCodePoints(at, 1);
                group.add(Part.CHARACTER);
            }
        }
    }

    private void open() {
        if (!pattern.startsWith("(?", at)) {
            at++;
            groups.push(new Group(2));
        } else if (pattern.startsWith("(?<", at) || pattern.startsWith("(?P<", at)) {
            int end = pattern.indexOf('>', at);
            String name = end < 0 ? "" : pattern.substring(pattern.indexOf('<', at) + 1, end);
            if (name.isEmpty() || !name.chars().allMatch(PatternSyntax::isNameLetter)) {
                throw invalid();
            }
            at = end + 1;
            nameless.append('(');
            groups.push(new Group(2));
        } else {
            at += 2;
            while (at < pattern.length() && "imsU-".indexOf(pattern.charAt(at)) >= 0) {
                at++;
            }
            if (at == pattern.length() || ":)".indexOf(pattern.charAt(at)) < 0) {
                throw invalid();
            }
            if (pattern.charAt(at++) == ':') {
                groups.push(new Group(0));
            }
        }
    }

    private static boolean isNameLetter(int letter) {
        return letter == '_' || (letter <= LAST_ASCII && Character.isLetterOrDigit(letter));
    }

    private void close() {
        at++;
        Group closed = groups.pop();
        if (groups.isEmpty()) {
            throw invalid();
        }
        Part all = closed.all();
        groups.element().add(closed.instructions == 0 ? all : all.in(closed.instructions));
        check(groups.element().last);
    }

    /** Reads {@code {2}}, {@code {2,}} or {@code {2,5}}; any other brace is a letter. */
    private void bounds() {
        int end = pattern.indexOf('}', at);
        String inside = end < 0 ? "" : pattern.substring(at + 1, end);
        int comma = inside.indexOf(',');
        String first = comma < 0 ? inside : inside.substring(0, comma);
        String second = comma < 0 ? first : inside.substring(comma + 1);
        if (!isNumber(first) || !(second.isEmpty() || isNumber(second))) {
            at++;
            nameless.append("\\{"); // which the compiler would take for a repeat when another follows
            groups.element().add(Part.CHARACTER);
            return;
        }
        int least = bound(first);
        int most = second.isEmpty() ? UNBOUNDED : bound(second);
        if (most != UNBOUNDED && least > most) {
            throw invalid();
        }
        at = end + 1;
        Part repeated = groups.element().last.times(least, most);
        if (Math.max(least, most) >= 2 && repeated.repeats > MOST_REPEATS) {
            throw invalid();
        }
        repeated(repeated);
    }

    private static boolean isNumber(String digits) {
        return !digits.isEmpty()
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
    }

    private static int bound(String digits) {
        int bound = digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (bound > MOST_REPEATS) {
            throw invalid();
        }
        return bound;
    }

    private void repeated(Part part) {
        groups.element().last = part;
        check(part);
    }

    private static void check(Part part) {
        if (part.size > LONGEST || part.height > DEEPEST) {
            throw tooLarge();
        }
    }

    private void escape() {
        if (pattern.startsWith("\\Q", at)) {
            int end = pattern.indexOf("\\E", at + 2);
            int stop = end < 0 ? pattern.length() : end;
            for (at += 2; at < stop; at = pattern.offsetByCodePoints(at, 1)) {
                groups.element().add(Part.CHARACTER);
            }
            at = end < 0 ? stop : end + 2;
        } else {
            escaped();
            groups.element().add(Part.CHARACTER);
        }
    }

    /** Skips one escape, with its braces if it has some. */
    private void escaped() {
        if (at + 1 == pattern.length()) {
            throw invalid();
        }
        char letter = pattern.charAt(at + 1);
        if (letter > LAST_ASCII) {
            throw invalid();
        }
        at += 2;
        boolean unicode = letter == 'p' || letter == 'P';
        if (unicode && ++unicodeClasses > MOST_UNICODE_CLASSES) {
            throw tooLarge();
        }
        if (pattern.startsWith("{", at) && (unicode || letter == 'x')) {
            at = pattern.indexOf('}', at) + 1;
            if (at == 0) {
                throw invalid();
            }
        }
    }

    private void characterClass() {
        at += pattern.startsWith("[^", at) ? 2 : 1;
        boolean first = true;
        while (first || at >= pattern.length() || pattern.charAt(at) != ']') {
            first = false;
            if (at >= pattern.length()) {
                throw invalid();
            }
            int end = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
            if (end >= 0) {
                at = end + 2;
            } else if (pattern.charAt(at) == '\\') {
                escaped();
            } else {
                at = pattern.offsetByCodePoints(at, 1);
            }
        }
        at++;
    }
}
