package dev.tanukey.mapping.expression;

import static dev.tanukey.mapping.expression.SmallCelType.ANY;
import static dev.tanukey.mapping.expression.SmallCelType.BOOL;
import static dev.tanukey.mapping.expression.SmallCelType.DOUBLE;
import static dev.tanukey.mapping.expression.SmallCelType.DYN;
import static dev.tanukey.mapping.expression.SmallCelType.INT;
import static dev.tanukey.mapping.expression.SmallCelType.LIST;
import static dev.tanukey.mapping.expression.SmallCelType.MAP;
import static dev.tanukey.mapping.expression.SmallCelType.NULL;
import static dev.tanukey.mapping.expression.SmallCelType.STRING;
import static dev.tanukey.mapping.expression.SmallCelType.TYPE;
import static dev.tanukey.mapping.expression.SmallCelType.USER;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the type of an expression before evaluation, and refuses what can never have a value. */
final class SmallCelChecker {
    private static final Map<String, SmallCelType> USER_FIELDS = Map.of(
            "username",
            STRING,
            "uid",
            STRING,
            "groups",
            SmallCelType.list(STRING),
            "extra",
            SmallCelType.map(SmallCelType.list(STRING)));
    private static final Set<String> TYPE_NAMES = Set.of("string", "bool", "double", "int", "list", "map", "null_type");

    private final String text;

    SmallCelChecker(String text) {
        this.text = text;
    }

    SmallCelType check(SmallCelNode node, Map<String, SmallCelType> scope) throws InvalidExpressionException {
        if (node instanceof SmallCelNode.Literal literal) {
            return literal(literal.value());
        }
        if (node instanceof SmallCelNode.Name name) {
            return name(name, scope);
        }
        if (node instanceof SmallCelNode.ListOf list) {
            return list(list, scope);
        }
        if (node instanceof SmallCelNode.Select select) {
            return select(select, check(select.of(), scope));
        }
        if (node instanceof SmallCelNode.Has has) {
            member(check(has.of(), scope), has.member(), has.at());
            return BOOL;
        }
        if (node instanceof SmallCelNode.Index index) {
            return index(index, check(index.of(), scope), check(index.key(), scope));
        }
        if (node instanceof SmallCelNode.Choice choice) {
            return choice(choice, scope);
        }
        if (node instanceof SmallCelNode.Over over) {
            return over(over, scope);
        }
        return call((SmallCelNode.Call) node, scope);
    }

    private static SmallCelType literal(Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String) {
            return STRING;
        }
        return value instanceof Boolean ? BOOL : value instanceof Long ? INT : DOUBLE;
    }

    private SmallCelType name(SmallCelNode.Name name, Map<String, SmallCelType> scope)
            throws InvalidExpressionException {
        SmallCelType type = scope.get(name.name());
        if (type == null && !TYPE_NAMES.contains(name.name())) {
            throw wrong(name, "undeclared reference to '" + name.name() + "' (in container '')");
        }
        return type == null ? TYPE : type;
    }

    private SmallCelType list(SmallCelNode.ListOf list, Map<String, SmallCelType> scope)
            throws InvalidExpressionException {
        SmallCelType all = null;
        for (SmallCelNode element : list.elements()) {
            SmallCelType type = check(element, scope);
            if (all != null && !SmallCelType.alike(all, type)) {
                throw wrong(element, "expected type '" + all + "' but found '" + type + "'");
            }
            all = all == null ? type : SmallCelType.common(all, type).orElse(all);
        }
        return all == null ? LIST : SmallCelType.list(all);
    }

    private SmallCelType select(SmallCelNode.Select select, SmallCelType of) throws InvalidExpressionException {
        if (of.isOptional()) {
            return SmallCelType.optional(member(of.inner(), select.member(), select.at()));
        }
        SmallCelType type = member(of, select.member(), select.at());
        return select.optional() ? SmallCelType.optional(type) : type;
    }

    private SmallCelType member(SmallCelType of, String member, int at) throws InvalidExpressionException {
        if (of.is(MAP)) {
            return of.inner();
        }
        if (of.isOpen()) {
            return DYN;
        }
        if (of.is(USER) && USER_FIELDS.containsKey(member)) {
            return USER_FIELDS.get(member);
        }
        throw SmallCelLexer.wrong(
                text,
                at,
                of.is(USER)
                        ? "undefined field '" + member + "'"
                        : "type '" + of + "' does not support field selection");
    }

    private SmallCelType index(SmallCelNode.Index index, SmallCelType of, SmallCelType key)
            throws InvalidExpressionException {
        SmallCelType container = of.isOptional() ? of.inner() : of;
        boolean fits = container.isOpen()
                || container.is(MAP) && (key.is(STRING) || key.isOpen())
                || container.is(LIST) && (key.is(INT) || key.isOpen());
        if (!fits) {
            throw noOverload(index, "_[_]", List.of(of, key));
        }
        SmallCelType type = container.isOpen() ? DYN : container.inner();
        return of.isOptional() ? SmallCelType.optional(type) : type;
    }

    private SmallCelType choice(SmallCelNode.Choice choice, Map<String, SmallCelType> scope)
            throws InvalidExpressionException {
        SmallCelType condition = check(choice.condition(), scope);
        SmallCelType then = check(choice.then(), scope);
        SmallCelType otherwise = check(choice.otherwise(), scope);
        if (!condition.is(BOOL) && !condition.isOpen()) {
            throw noOverload(choice, "_?_:_", List.of(condition, then, otherwise));
        }
        return SmallCelType.common(then, otherwise)
                .orElseThrow(() -> noOverload(choice, "_?_:_", List.of(condition, then, otherwise)));
    }

    private SmallCelType over(SmallCelNode.Over over, Map<String, SmallCelType> scope)
            throws InvalidExpressionException {
        SmallCelType range = check(over.range(), scope);
        if (!range.is(LIST) && !range.is(MAP) && !range.is(DYN)) {
            throw wrong(
                    over.range(),
                    "expression of type '" + range
                            + "' cannot be range of a comprehension (must be list, map, or dynamic)");
        }
        Map<String, SmallCelType> inner = new HashMap<>(scope);
        inner.put(over.variable(), range.is(LIST) ? range.inner() : range.is(MAP) ? STRING : DYN);
        SmallCelType body = check(over.body(), inner);
        if (over.macro().equals("map")) {
            return SmallCelType.list(body);
        }
        if (!body.is(BOOL) && !body.isOpen()) {
            throw wrong(over.body(), "expected type 'bool' but found '" + body + "'");
        }
        return over.macro().equals("filter") ? SmallCelType.list(inner.get(over.variable())) : BOOL;
    }

    private SmallCelType call(SmallCelNode.Call call, Map<String, SmallCelType> scope)
            throws InvalidExpressionException {
        List<SmallCelType> types = new ArrayList<>();
        for (SmallCelNode argument : call.arguments()) {
            types.add(check(argument, scope));
        }
        SmallCelType result = SmallCelOverloads.result(call.function(), types);
        if (result == null) {
            throw noOverload(call, call.function(), types);
        }
        if (call.function().equals(".matches")
                && call.arguments().get(1) instanceof SmallCelNode.Literal pattern
                && !SmallCelValues.isPattern((String) pattern.value())) {
            throw wrong(call.arguments().get(1), "invalid matches argument");
        }
        return result;
    }

    private InvalidExpressionException noOverload(SmallCelNode node, String function, List<SmallCelType> types) {
        return wrong(node, "found no matching overload for '" + function + "' applied to " + types);
    }

    private InvalidExpressionException wrong(SmallCelNode node, String why) {
        return SmallCelLexer.wrong(text, node.at(), why);
    }

    /** What {@code claims} is: a map whose values are of the type any, which is no dyn. */
    static Map<String, SmallCelType> claims() {
        return Map.of("claims", SmallCelType.map(ANY));
    }

    static Map<String, SmallCelType> user() {
        return Map.of("user", USER);
    }
}
