package dev.tanukey.cel.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.tanukey.cel.function.Stopped;
import dev.tanukey.cel.value.NativeStrings;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An expression that can be evaluated. Thread-safe. */
final class CompiledExpression<T> implements Expression<T> {
    private final String text;
    private final CelAbstractSyntaxTree tree;
    private final CelRuntime.Program program;
    private final Variable<T, ?> variable;
    private final boolean strictParity;
    private final Set<String> members;
    private final Set<String> names;
    private final Set<String> prefixes;
    private final Metering metering;

    /**
     * The one variable that an expression sees.
     *
     * @param name its name
     * @param type the class of its value
     * @param adapter brings it into that value, once for all expressions of a token
     */
    record Variable<T, V>(String name, Class<V> type, Function<? super T, V> adapter) {
        V of(ExpressionInput<T> input) {
            return input.as(type, adapter);
        }
    }

    CompiledExpression(
            String text,
            CelAbstractSyntaxTree tree,
            CelRuntime.Program program,
            Variable<T, ?> variable,
            Metering metering,
            boolean strictParity) {
        this.text = text;
        this.tree = tree;
        this.program = program;
        this.variable = variable;
        this.metering = metering;
        this.strictParity = strictParity;
        this.members = References.of(tree, variable.name());
        this.names = References.names(tree);
        this.prefixes = Prefixes.of(tree.getExpr());
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean isBoolean() {
        return tree.getResultType().equals(SimpleType.BOOL);
    }

    @Override
    public boolean selects(String member) {
        return members.contains(member);
    }

    @Override
    public Set<String> prefixes() {
        return prefixes;
    }

    Metering metering() {
        return metering;
    }

    CelType resultType() {
        return tree.getResultType();
    }

    @Override
    public @Nullable Object evaluate(ExpressionInput<T> input) throws ExpressionFailedException {
        Object value = value(input);
        if (value instanceof NullValue) {
            return null;
        }
        if (value instanceof List<?> list) {
            return strictParity && value instanceof NativeStrings ? Optional.of(value) : unwrapped(list);
        }
        return value;
    }

    /** In a list a cluster takes an optional string for the string; alone it does not. */
    private static List<?> unwrapped(List<?> list) {
        return list.stream().anyMatch(Optional.class::isInstance)
                ? list.stream()
                        .map(element -> element instanceof Optional<?> optional && optional.isPresent()
                                ? optional.get()
                                : element)
                        .toList()
                : list;
    }

    /** The value as the engine has it. */
    Object value(ExpressionInput<T> input) throws ExpressionFailedException {
        return value(input, metering.start());
    }

    Object value(ExpressionInput<T> input, Meter meter) throws ExpressionFailedException {
        try {
            Optional<Object> seen = Optional.of(variable.of(input));
            return program.trace(name -> seen, meter);
        } catch (CelEvaluationException failed) {
            throw new ExpressionFailedException(Failures.of(failed, tree.getSource(), names));
        } catch (Stopped stopped) {
            throw new ExpressionFailedException(Failures.of(stopped));
        } catch (StackOverflowError tooDeep) {
            throw new ExpressionFailedException(Failures.of(Stopped.tooDeep()));
        }
    }

    /** {@return the text} */
    @Override
    public String toString() {
        return text;
    }
}
