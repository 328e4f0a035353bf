package dev.tanukey.cel.engine;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.tanukey.mapping.expression.ExpressionProblem;
import dev.tanukey.mapping.expression.ExpressionProblem.Kind;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Says what is wrong with an expression that does not compile, in the words and the picture of a cluster. */
final class Complaints {
    /** What the engine adds to the words of a cluster. */
    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*\\)$", Pattern.DOTALL);

    private static final Pattern UNKNOWN_TYPE = Pattern.compile("%[A-Za-z]+\\d+");
    /** The words of the grammar, before which a cluster says so; those of macros stand alone. */
    private static final Pattern OF_THE_GRAMMAR = Pattern.compile(
            "^(mismatched input|extraneous input|missing |no viable alternative|token recognition error|rule )");

    /** What the engine says about literals and names, and what a cluster does. */
    private static final Map<Pattern, String> OF_LITERALS = Map.of(
            Pattern.compile("^For input string: .*", Pattern.DOTALL), "invalid int literal",
            Pattern.compile("^String value .* exceeds range of unsigned long\\.$", Pattern.DOTALL),
                    "invalid uint literal",
            Pattern.compile("^Illegal escape sequence: Unicode .*", Pattern.DOTALL), "unable to unescape string",
            Pattern.compile("^Invalid unicode code point$"), "invalid unicode code point",
            Pattern.compile("^unsupported syntax '"), "unsupported syntax: '",
            Pattern.compile("'%%'"), "'%'");
    /** So many are told, as in a cluster, and fewer where each shows a long line. */
    private static final int MOST_ISSUES = 100;

    private static final int MOST_PICTURES = 1_000_000;

    private Complaints() {}

    static InvalidExpressionException ofSyntax(List<CelIssue> issues, CelSource source) {
        return of(issues, source, Kind.SYNTAX);
    }

    static InvalidExpressionException ofTypes(List<CelIssue> issues, CelSource source) {
        return of(issues, source, Kind.TYPE);
    }

    static InvalidExpressionException ofConstants(List<CelIssue> issues, CelSource source) {
        return of(issues, source, Kind.CONSTANT);
    }

    private static InvalidExpressionException of(List<CelIssue> all, CelSource source, Kind kind) {
        List<CelIssue> issues = all.subList(0, Math.min(all.size(), mostIssues(source)));
        List<CelIssue> reworded = new ArrayList<>();
        List<ExpressionProblem> problems = new ArrayList<>();
        for (CelIssue issue : issues) {
            String message = words(issue.getMessage(), kind);
            CelSourceLocation place = issue.getSourceLocation();
            reworded.add(CelIssue.formatError(place, message));
            boolean known = !place.equals(CelSourceLocation.NONE);
            problems.add(new ExpressionProblem(
                    message.startsWith("expected type ") ? Kind.TYPE : kind,
                    known ? place.getLine() : 0,
                    known ? place.getColumn() + 1 : 0,
                    message,
                    Advice.on(message)));
        }
        int left = all.size() - issues.size();
        return new InvalidExpressionException(
                CelIssue.toDisplayString(reworded, source) + (left == 0 ? "" : "\nand " + left + " more"), problems);
    }

    private static int mostIssues(CelSource source) {
        int picture = 2 * source.getContent().size();
        return Math.max(1, Math.min(MOST_ISSUES, MOST_PICTURES / Math.max(1, picture)));
    }

    private static String words(String engine, Kind kind) {
        String words = CANDIDATES.matcher(engine).replaceFirst("");
        words = UNKNOWN_TYPE.matcher(words).replaceAll("dyn").replace("*error*", "!error!");
        for (Map.Entry<Pattern, String> literal : OF_LITERALS.entrySet()) {
            words = literal.getKey().matcher(words).replaceFirst(literal.getValue());
        }
        if (!words.startsWith("undeclared")) {
            words = words.replace("google.protobuf.Duration", "duration")
                    .replace("google.protobuf.Timestamp", "timestamp");
        }
        return kind == Kind.SYNTAX && OF_THE_GRAMMAR.matcher(words).find() ? "Syntax error: " + words : words;
    }
}
