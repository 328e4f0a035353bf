package dev.tanukey.mapping.expression;

import dev.tanukey.mapping.expression.SmallCelLexer.Sort;
import dev.tanukey.mapping.expression.SmallCelLexer.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts the words of an expression together. One method for each level of precedence. */
final class SmallCelParser {
    private static final Set<String> RELATIONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> MACROS = Set.of("all", "exists", "map", "filter");
    private static final Set<String> METHODS =
            Set.of("startsWith", "endsWith", "matches", "contains", "size", "orValue", "hasValue");
    private static final Set<String> FUNCTIONS = Set.of("size", "dyn", "string", "int", "type");

    private final String text;
    private final List<Word> words;
    private int at;

    private SmallCelParser(String text) throws InvalidExpressionException {
        this.text = text;
        this.words = SmallCelLexer.words(text);
    }

    static SmallCelNode parse(String text) throws InvalidExpressionException {
        SmallCelParser parser = new SmallCelParser(text);
        SmallCelNode expression = parser.choice();
        if (parser.word().sort() != Sort.END) {
            throw parser.unexpected();
        }
        return expression;
    }

    private SmallCelNode choice() throws InvalidExpressionException {
        SmallCelNode condition = or();
        if (!word().is("?")) {
            return condition;
        }
        int sign = take().at();
        SmallCelNode then = or();
        expect(":");
        return new SmallCelNode.Choice(condition, then, choice(), sign);
    }

    private SmallCelNode or() throws InvalidExpressionException {
        SmallCelNode left = and();
        while (word().is("||")) {
            int sign = take().at();
            left = new SmallCelNode.Call("||", List.of(left, and()), sign);
        }
        return left;
    }

    private SmallCelNode and() throws InvalidExpressionException {
        SmallCelNode left = relation();
        while (word().is("&&")) {
            int sign = take().at();
            left = new SmallCelNode.Call("&&", List.of(left, relation()), sign);
        }
        return left;
    }

    private SmallCelNode relation() throws InvalidExpressionException {
        SmallCelNode left = sum();
        while (word().isName("in") || word().sort() == Sort.SYMBOL && RELATIONS.contains(word().text())) {
            Word sign = take();
            left = new SmallCelNode.Call(sign.text(), List.of(left, sum()), sign.at());
        }
        return left;
    }

    private SmallCelNode sum() throws InvalidExpressionException {
        SmallCelNode left = unary();
        while (word().is("+") || word().is("-")) {
            Word sign = take();
            left = new SmallCelNode.Call(sign.text(), List.of(left, unary()), sign.at());
        }
        return left;
    }

    private SmallCelNode unary() throws InvalidExpressionException {
        if (word().is("!")) {
            int sign = take().at();
            return new SmallCelNode.Call("!", List.of(unary()), sign);
        }
        if (!word().is("-")) {
            return member();
        }
        int sign = take().at();
        if (word().sort() == Sort.INT) {
            Word number = take();
            return literal(new Word(Sort.INT, "-" + number.text(), sign));
        }
        return new SmallCelNode.Call("negate", List.of(unary()), sign);
    }

    private SmallCelNode member() throws InvalidExpressionException {
        SmallCelNode node = primary();
        while (true) {
            Word sign = word();
            if (sign.is("[")) {
                take();
                if (word().is("?")) {
                    throw SmallCelLexer.unknown(text, word().at(), "an optional index");
                }
                SmallCelNode key = choice();
                expect("]");
                node = new SmallCelNode.Index(node, key, sign.at());
            } else if (sign.is(".?")) {
                take();
                node = new SmallCelNode.Select(node, field(), true, sign.at());
            } else if (sign.is(".")) {
                take();
                String name = field();
                node = word().is("(")
                        ? method(node, name, sign.at())
                        : new SmallCelNode.Select(node, name, false, sign.at());
            } else {
                return node;
            }
        }
    }

    private String field() throws InvalidExpressionException {
        if (word().sort() != Sort.NAME || Set.of("true", "false", "null", "in").contains(word().text())) {
            throw unexpected();
        }
        return take().text();
    }

    private SmallCelNode method(SmallCelNode receiver, String name, int sign) throws InvalidExpressionException {
        int open = word().at();
        List<SmallCelNode> arguments = arguments(")");
        if (MACROS.contains(name) && arguments.size() == 2) {
            if (arguments.get(0) instanceof SmallCelNode.Name variable) {
                return new SmallCelNode.Over(name, receiver, variable.name(), arguments.get(1), sign);
            }
            throw SmallCelLexer.wrong(text, open, "argument must be a simple name");
        }
        if (receiver instanceof SmallCelNode.Name library && library.name().equals("sets")) {
            throw SmallCelLexer.unknown(text, open, "the functions over sets");
        }
        requireKnown(METHODS, name, open);
        arguments.add(0, receiver);
        return new SmallCelNode.Call("." + name, arguments, open);
    }

    private SmallCelNode primary() throws InvalidExpressionException {
        Word word = word();
        if (word.is("(")) {
            take();
            SmallCelNode inner = choice();
            expect(")");
            return inner;
        }
        if (word.is("[")) {
            return new SmallCelNode.ListOf(arguments("]"), word.at());
        }
        if (word.sort() == Sort.NAME && !word.isName("in")) {
            take();
            return word().is("(") ? function(word) : name(word);
        }
        if (Set.of(Sort.TEXT, Sort.INT, Sort.DOUBLE).contains(word.sort())) {
            return literal(take());
        }
        throw unexpected();
    }

    private static SmallCelNode name(Word word) {
        return switch (word.text()) {
            case "true", "false" -> new SmallCelNode.Literal(word.isName("true"), word.at());
            case "null" -> new SmallCelNode.Literal(null, word.at());
            default -> new SmallCelNode.Name(word.text(), word.at());
        };
    }

    private SmallCelNode literal(Word word) throws InvalidExpressionException {
        try {
            Object value =
                    switch (word.sort()) {
                        case INT -> Long.valueOf(word.text());
                        case DOUBLE -> Double.valueOf(word.text());
                        default -> word.text();
                    };
            return new SmallCelNode.Literal(value, word.at());
        } catch (NumberFormatException tooLarge) {
            throw SmallCelLexer.wrong(text, word.at(), "invalid int literal");
        }
    }

    private SmallCelNode function(Word name) throws InvalidExpressionException {
        int open = word().at();
        List<SmallCelNode> arguments = arguments(")");
        if (name.isName("has")) {
            if (arguments.size() == 1 && arguments.get(0) instanceof SmallCelNode.Select select && !select.optional()) {
                return new SmallCelNode.Has(select.of(), select.member(), open);
            }
            throw SmallCelLexer.wrong(text, open, "invalid argument to has() macro");
        }
        requireKnown(FUNCTIONS, name.text(), open);
        return new SmallCelNode.Call(name.text(), arguments, open);
    }

    private void requireKnown(Set<String> known, String name, int open) throws InvalidExpressionException {
        if (!known.contains(name)) {
            throw SmallCelLexer.unknown(text, open, "the function " + name);
        }
    }

    /** Reads a list between brackets; a comma behind the last element is allowed between square ones. */
    private List<SmallCelNode> arguments(String close) throws InvalidExpressionException {
        take();
        List<SmallCelNode> arguments = new ArrayList<>();
        while (!word().is(close)) {
            if (word().is("?")) {
                throw SmallCelLexer.unknown(text, word().at(), "an optional element");
            }
            arguments.add(choice());
            if (!word().is(close)) {
                expect(",");
                if (word().is(close) && close.equals(")")) {
                    throw unexpected();
                }
            }
        }
        take();
        return arguments;
    }

    private Word word() {
        return words.get(at);
    }

    private Word take() {
        return words.get(at++);
    }

    private void expect(String symbol) throws InvalidExpressionException {
        if (!word().is(symbol)) {
            throw unexpected();
        }
        take();
    }

    private InvalidExpressionException unexpected() {
        return SmallCelLexer.wrong(
                text,
                word().at(),
                "Syntax error: unexpected " + (word().sort() == Sort.END ? "end" : "'" + word().text() + "'"));
    }
}
