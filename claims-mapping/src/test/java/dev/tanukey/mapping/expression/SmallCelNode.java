package dev.tanukey.mapping.expression;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A parsed expression. Each node knows where it begins. */
sealed interface SmallCelNode {

    int at();

    /** {@return what stands directly in it} */
    default Stream<SmallCelNode> parts() {
        return Stream.of();
    }

    /** A string, Long, Double, Boolean or null. */
    record Literal(@Nullable Object value, int at) implements SmallCelNode {}

    record Name(String name, int at) implements SmallCelNode {}

    record ListOf(List<SmallCelNode> elements, int at) implements SmallCelNode {
        @Override
        public Stream<SmallCelNode> parts() {
            return elements.stream();
        }
    }

    /** {@code of.member}, or {@code of.?member}. */
    record Select(SmallCelNode of, String member, boolean optional, int at) implements SmallCelNode {
        @Override
        public Stream<SmallCelNode> parts() {
            return Stream.of(of);
        }
    }

    /** {@code has(of.member)}. */
    record Has(SmallCelNode of, String member, int at) implements SmallCelNode {
        @Override
        public Stream<SmallCelNode> parts() {
            return Stream.of(of);
        }
    }

    record Index(SmallCelNode of, SmallCelNode key, int at) implements SmallCelNode {
        @Override
        public Stream<SmallCelNode> parts() {
            return Stream.of(of, key);
        }
    }

    /** A function, the receiver of a member function being its first argument; or an operator by its sign. */
    record Call(String function, List<SmallCelNode> arguments, int at) implements SmallCelNode {
        @Override
        public Stream<SmallCelNode> parts() {
            return arguments.stream();
        }
    }

    record Choice(SmallCelNode condition, SmallCelNode then, SmallCelNode otherwise, int at) implements SmallCelNode {
        @Override
        public Stream<SmallCelNode> parts() {
            return Stream.of(condition, then, otherwise);
        }
    }

    /** {@code range.macro(variable, body)}, the macro being all, exists, map or filter. */
    record Over(String macro, SmallCelNode range, String variable, SmallCelNode body, int at) implements SmallCelNode {
        @Override
        public Stream<SmallCelNode> parts() {
            return Stream.of(range, body);
        }
    }
}
