package dev.tanukey.cel.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
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
    private final Variable<T> variable;
    private final boolean strictParity;
    private final Set<String> members;
    private final Set<String> names;
    private final Set<String> prefixes;
    private final Metering metering;
    private final @Nullable Object constant;

    /**
     * The one variable that an expression sees.
     *
     * @param name its name
     * @param adapter binds it to the input of a token, once for all expressions
     */
    record Variable<T>(String name, Function<T, Bound> adapter) {
        /** A variable whose value is made by a function. */
        static <T> Variable<T> of(String name, Function<? super T, ?> adapter) {
            return new Variable<>(name, given -> new Bound(Optional.of(adapter.apply(given))));
        }

        Bound in(ExpressionInput<T> input) {
            return input.as(Bound.class, adapter);
        }
    }

    /** The variable with its value, which the engine asks for by name; there is no other name that it could ask for. */
    record Bound(Optional<Object> value) implements CelVariableResolver {
        @Override
        public Optional<Object> find(String name) {
            return value;
        }
    }

    CompiledExpression(
            String text,
            CelAbstractSyntaxTree tree,
            CelRuntime.Program program,
            Variable<T> variable,
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
        this.constant = References.toVariable(tree, variable.name()) ? null : constant();
    }

    /**
     * The value of an expression that looks at no token, if it takes so little that each evaluation would end with it;
     * null if not, and where it is null or of a type that no mapping takes.
     */
    private @Nullable Object constant() {
        Meter meter = metering.brief().start();
        try {
            Object value = result(evaluated(name -> Optional.empty(), meter));
            if (!meter.neverLooked()) {
                return null;
            }
            if (value instanceof List<?> list) {
                return List.copyOf(list);
            }
            return value instanceof String || value instanceof Boolean ? value : null;
        } catch (ExpressionFailedException | RuntimeException fails) {
            // And will, at each evaluation, for whoever asks for its value.
            return null;
        }
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
        return constant != null ? constant : result(value(input));
    }

    private @Nullable Object result(Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
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
        for (Object element : list) {
            if (element instanceof Optional<?>) {
                return list.stream()
                        .map(each ->
                                each instanceof Optional<?> optional && optional.isPresent() ? optional.get() : each)
                        .toList();
            }
        }
        return list;
    }

    /** The value as the engine has it. */
    Object value(ExpressionInput<T> input) throws ExpressionFailedException {
        return value(input, metering.start());
    }

    Object value(ExpressionInput<T> input, Meter meter) throws ExpressionFailedException {
        return evaluated(variable.in(input), meter);
    }

    private Object evaluated(CelVariableResolver given, Meter meter) throws ExpressionFailedException {
        try {
            return program.trace(given, meter);
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
