package dev.tanukey.mapping.lint;

import dev.tanukey.mapping.lint.Comparison.How;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an expression compares claims with, as far as it is written plainly: {@code claims.x == "y"}, the same the other
 * way round or with brackets, {@code in}, {@code startsWith} and the like. Reads words and texts and understands no
 * more; in a time that grows with the length alone.
 */
final class Comparisons {
    private static final Map<String, How> METHODS =
            Map.of("startsWith", How.BEGINS, "endsWith", How.ENDS, "contains", How.CONTAINS, "matches", How.MATCHES);

    private final List<Token> tokens = new ArrayList<>();
    private final List<Comparison> found = new ArrayList<>();
    private final Set<String> claims = new LinkedHashSet<>();

    private enum Sort {
        WORD,
        TEXT,
        SIGN
    }

    private record Token(Sort sort, String text) {
        boolean is(String sign) {
            return sort != Sort.TEXT && text.equals(sign);
        }

        boolean isLiteral() {
            return sort == Sort.TEXT
                    || (sort == Sort.WORD && (text.equals("true") || text.equals("false") || isNumber()));
        }

        private boolean isNumber() {
            return Character.isDigit(text.charAt(0));
        }
    }

    private Comparisons(String expression) {
        int at = 0;
        while (at < expression.length()) {
            at = token(expression, at);
        }
        for (int i = 0; i < tokens.size(); i++) {
            reference(i);
        }
    }

    /** The comparisons in an expression, in order. */
    static List<Comparison> in(String expression) {
        return new Comparisons(expression).found;
    }

    /** The claims that an expression names. */
    static Set<String> claims(String expression) {
        return new Comparisons(expression).claims;
    }

    private int token(String expression, int at) {
        char c = expression.charAt(at);
        int end = at + 1;
        if (c == '"' || c == '\'') {
            return text(expression, at);
        } else if (expression.startsWith("//", at)) {
            int line = expression.indexOf('\n', at);
            return line < 0 ? expression.length() : line;
        } else if (Character.isLetterOrDigit(c) || c == '_') {
            while (end < expression.length()
                    && (Character.isLetterOrDigit(expression.charAt(end)) || expression.charAt(end) == '_')) {
                end++;
            }
            tokens.add(new Token(Sort.WORD, expression.substring(at, end)));
        } else if (!Character.isWhitespace(c)) {
            end += expression.startsWith("==", at) || expression.startsWith("!=", at) ? 1 : 0;
            tokens.add(new Token(Sort.SIGN, expression.substring(at, end)));
        }
        return end;
    }

    private int text(String expression, int at) {
        StringBuilder text = new StringBuilder();
        int end = at + 1;
        while (end < expression.length() && expression.charAt(end) != expression.charAt(at)) {
            if (expression.charAt(end) == '\\' && end + 1 < expression.length()) {
                end++;
            }
            text.append(expression.charAt(end++));
        }
        tokens.add(new Token(Sort.TEXT, text.toString()));
        return end + 1;
    }

    private Token at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new Token(Sort.SIGN, "");
    }

    private void reference(int start) {
        if (!at(start).is("claims") || at(start - 1).is(".")) {
            return;
        }
        int name = start + (at(start + 2).is("?") ? 3 : 2);
        boolean member = at(start + 1).is(".") && at(name).sort == Sort.WORD;
        boolean index = at(start + 1).is("[") && at(name).sort == Sort.TEXT;
        if (!member && !index) {
            return;
        }
        String claim = at(name).text;
        claims.add(claim);
        int next = name + (index ? 2 : 1);
        if (at(next).is(".") && at(next + 1).is("orValue") && at(next + 4).is(")")) {
            next += 5;
        }
        if (at(start - 1).is("==")) {
            compare(claim, How.EQUALS, at(start - 2));
        }
        compared(claim, next);
    }

    private void compared(String claim, int next) {
        if (at(next).is("==")) {
            compare(claim, How.EQUALS, at(next + 1));
        } else if (at(next).is("in") && at(next + 1).is("[")) {
            for (int i = next + 2; at(i).isLiteral(); i += 2) {
                compare(claim, How.EQUALS, at(i));
            }
        } else if (at(next).is(".") && at(next + 2).is("(") && at(next + 3).sort == Sort.TEXT) {
            How how = METHODS.get(at(next + 1).text);
            if (how != null) {
                compare(claim, how, at(next + 3));
            }
        }
    }

    private void compare(String claim, How how, Token literal) {
        if (literal.sort == Sort.TEXT && !literal.text.isEmpty()) {
            found.add(new Comparison(claim, how, literal.text));
        } else if (literal.sort == Sort.WORD && literal.isLiteral()) {
            found.add(new Comparison(claim, How.EQUALS_NO_TEXT, literal.text));
        }
    }
}
