package dev.tanukey.mapping.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into its words. */
final class SmallCelLexer {
    private static final List<String> SYMBOLS = List.of(
            "==", "!=", "<=", ">=", "&&", "||", ".?", "<", ">", "!", "?", ":", "(", ")", "[", "]", ".", ",", "+", "-");

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private SmallCelLexer(String text) {
        this.text = text;
    }

    enum Sort {
        NAME,
        SYMBOL,
        TEXT,
        INT,
        DOUBLE,
        END
    }

    /** One word: its text (of a string: what it means), and where it begins. */
    record Word(Sort sort, String text, int at) {

        boolean is(String symbol) {
            return sort == Sort.SYMBOL && text.equals(symbol);
        }

        boolean isName(String name) {
            return sort == Sort.NAME && text.equals(name);
        }
    }

    static List<Word> words(String text) throws InvalidExpressionException {
        return new SmallCelLexer(text).words();
    }

    static InvalidExpressionException wrong(String text, int at, String why) {
        int column = text.codePointCount(0, at) + 1;
        return new InvalidExpressionException("ERROR: <input>:1:" + column + ": " + why + "\n | " + text);
    }

    /** For what CEL has and this subset has not, so that a test can tell it from an honest refusal. */
    static InvalidExpressionException unknown(String text, int at, String what) {
        return wrong(text, at, SmallCel.NOT_IN_THE_SUBSET + what);
    }

    private List<Word> words() throws InvalidExpressionException {
        for (skip(); at < text.length(); skip()) {
            words.add(word());
        }
        words.add(new Word(Sort.END, "<EOF>", text.length()));
        return words;
    }

    private void skip() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private Word word() throws InvalidExpressionException {
        int begin = at;
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return new Word(Sort.TEXT, string(c), begin);
        }
        if (digit(c) || c == '.' && at + 1 < text.length() && digit(text.charAt(at + 1))) {
            return number();
        }
        if (c == '_' || letter(c)) {
            while (at < text.length()
                    && (text.charAt(at) == '_' || letter(text.charAt(at)) || digit(text.charAt(at)))) {
                at++;
            }
            if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
                throw unknown(text, begin, "a string with something before it");
            }
            return new Word(Sort.NAME, text.substring(begin, at), begin);
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                return new Word(Sort.SYMBOL, symbol, begin);
            }
        }
        if ("*/%{}".indexOf(c) >= 0) {
            throw unknown(text, at, "the sign " + c);
        }
        throw wrong(text, at, "Syntax error: token recognition error at: '" + c + "'");
    }

    private Word number() throws InvalidExpressionException {
        int begin = at;
        if (text.startsWith("0x", at)) {
            throw unknown(text, at, "a hexadecimal number");
        }
        digits();
        boolean fraction = at + 1 < text.length() && text.charAt(at) == '.' && digit(text.charAt(at + 1));
        if (fraction) {
            at++;
            digits();
        }
        boolean exponent = at < text.length() && "eE".indexOf(text.charAt(at)) >= 0;
        if (exponent) {
            at++;
            if ("+-".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            digits();
        }
        if (at < text.length() && "uU".indexOf(text.charAt(at)) >= 0) {
            throw unknown(text, begin, "an unsigned number");
        }
        return new Word(fraction || exponent ? Sort.DOUBLE : Sort.INT, text.substring(begin, at), begin);
    }

    private void digits() {
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
    }

    private String string(char quote) throws InvalidExpressionException {
        if (text.startsWith(String.valueOf(quote).repeat(3), at)) {
            throw unknown(text, at, "a string in three quotes");
        }
        int begin = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == '\\') {
                escape(value);
            } else {
                value.append(c);
            }
        }
        if (at >= text.length() || text.charAt(at) != quote) {
            throw wrong(text, begin, "Syntax error: a string without an end");
        }
        at++;
        return value.toString();
    }

    private void escape(StringBuilder value) throws InvalidExpressionException {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        int simple = "abfnrtv\\'\"`?".indexOf(c);
        if (simple >= 0) {
            value.append("\u0007\b\f\n\r\t\u000B\\'\"`?".charAt(simple));
        } else if (c == 'x' || c == 'X') {
            code(value, 2, 16);
        } else if (c == 'u') {
            code(value, 4, 16);
        } else if (c == 'U') {
            code(value, 8, 16);
        } else if (c >= '0' && c <= '3') {
            at--;
            code(value, 3, 8);
        } else {
            throw wrong(text, at - 1, "Syntax error: no such escape in a string: \\" + c);
        }
    }

    private void code(StringBuilder value, int length, int radix) throws InvalidExpressionException {
        try {
            value.appendCodePoint(Integer.parseInt(text.substring(at, at + length), radix));
            at += length;
        } catch (IllegalArgumentException | IndexOutOfBoundsException notACharacter) {
            throw wrong(text, at, "Syntax error: no character in a string");
        }
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
