package dev.tanukey.cel.strings;

import dev.tanukey.cel.function.FunctionFailedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with clauses such as {@code %s} and {@code %.3f}, each of which takes the next argument. */
final class FormatString {
    static final String CUT_SHORT = "unexpected end of string";

    private static final int DEFAULT_PRECISION = 6;

    /** A clause and the text before it. */
    record Clause(String before, FormatVerb verb, long precision) {}

    private final List<Clause> clauses = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private @Nullable String problem;
    private @Nullable String shownProblem;

    private FormatString() {}

    /** Reads clauses up to the first that is wrong, which is told only when its turn comes. */
    static FormatString parse(String text) {
        FormatString format = new FormatString();
        format.read(text);
        return format;
    }

    /** The clauses before the first that is wrong. */
    List<Clause> clauses() {
        return clauses;
    }

    /** What is wrong with the clause after those, if anything. */
    @Nullable
    String problem() {
        return problem;
    }

    String format(List<?> arguments) {
        BoundedText text = new BoundedText();
        for (int i = 0; i < clauses.size(); i++) {
            if (i >= arguments.size()) {
                throw new FunctionFailedException(missing(i));
            }
            Clause clause = clauses.get(i);
            clause.verb().write(arguments.get(i), clause.precision(), text.append(clause.before()));
        }
        if (shownProblem != null) {
            // without a word of the format, which may be a claim
            throw new FunctionFailedException(
                    clauses.size() < arguments.size() ? shownProblem : missing(clauses.size()));
        }
        return text.append(literal).toString();
    }

    static String missing(int argument) {
        return "index " + argument + " out of range";
    }

    private void read(String text) {
        int at = 0;
        while (at < text.length() && problem == null) {
            int percent = text.indexOf('%', at);
            if (percent < 0) {
                literal.append(text, at, text.length());
                return;
            }
            literal.append(text, at, percent);
            if (percent + 1 == text.length()) {
                problem = CUT_SHORT;
                shownProblem = CUT_SHORT;
                return;
            }
            if (text.charAt(percent + 1) == '%') {
                literal.append('%');
                at = percent + 2;
            } else {
                at = readClause(text, percent + 1);
            }
        }
    }

    /** Reads what follows a percent sign, and gives where it ends. */
    private int readClause(String text, int start) {
        int at = start;
        long precision = DEFAULT_PRECISION;
        if (text.charAt(at) == '.') {
            do {
                at++;
            } while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9');
            if (at == text.length()) {
                return wrong("error while parsing precision: could not find end of precision specifier", "");
            }
            String digits = text.substring(start + 1, at);
            try {
                precision = Long.parseLong(digits);
            } catch (NumberFormatException outOfRange) {
                return wrong(
                        "error while parsing precision: error while converting precision to integer",
                        ": strconv.Atoi: parsing \"" + digits + "\": "
                                + (digits.isEmpty() ? "invalid syntax" : "value out of range"));
            }
        }
        FormatVerb verb = FormatVerb.of(text.charAt(at)).orElse(null);
        if (verb == null) {
            // the first octet of the letter, as Go has it
            String letter = text.substring(at, text.offsetByCodePoints(at, 1));
            char octet = (char) (letter.getBytes(StandardCharsets.UTF_8)[0] & 0xff);
            return wrong("unrecognized formatting clause", " \"" + octet + '"');
        }
        clauses.add(new Clause(literal.toString(), verb, precision));
        literal.setLength(0);
        return at + 1;
    }

    private int wrong(String reason, String quotation) {
        shownProblem = "could not parse formatting clause: " + reason;
        problem = shownProblem + quotation;
        return 0;
    }
}
