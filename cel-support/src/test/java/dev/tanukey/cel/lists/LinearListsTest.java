package dev.tanukey.cel.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Overload;
import dev.tanukey.cel.option.KubernetesVersion;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of a token may be long; what they cost is counted, not timed. */
class LinearListsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items.map(x, x)",
                "items.map(x, true, x)",
                "items.filter(x, true)",
                "items.transformList(i, x, x)",
                "items.transformMap(i, x, x)",
                "items.transformMapEntry(i, x, {i: x})"
            })
    void a_macro_looks_at_an_element_as_often_in_a_long_list_as_in_a_short_one(String expression) throws Exception {
        long few = looks(expression, 100);
        long many = looks(expression, 10_000);

        assertThat(few).isPositive();
        assertThat(many).isLessThanOrEqualTo(100 * few);
    }

    /** How often the engine and the macro look into the elements; it does so each time that it copies a list. */
    private static long looks(String expression, int size) throws Exception {
        AtomicLong looks = new AtomicLong();
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(new Watched(looks));
        }
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.HAS)
                .addMacros(new ComprehensionLibrary().macros(KubernetesVersion.V1_36))
                .addVar("items", ListType.create(ListType.create(SimpleType.INT)));
        CelRuntimeBuilder runtime = CelRuntimeFactory.plannerRuntimeBuilder();
        Functions functions = new Functions();
        new ComprehensionLibrary().addTo(functions);
        functions.byName().forEach((name, overloads) -> {
            compiler.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    name, overloads.stream().map(Overload::declaration).toList()));
            runtime.addFunctionBindings(CelFunctionBinding.fromOverloads(
                    name, overloads.stream().map(Overload::binding).toList()));
        });
        runtime.build()
                .createProgram(compiler.build().compile(expression).getAst())
                .eval(name -> Optional.of(items));
        return looks.get();
    }

    /** A list of one number that counts how often one looks at it. */
    private static final class Watched extends AbstractList<Long> implements RandomAccess {
        private final AtomicLong looks;

        Watched(AtomicLong looks) {
            this.looks = looks;
        }

        @Override
        public Long get(int index) {
            looks.incrementAndGet();
            return 1L;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @Test
    void different_values_are_hardly_ever_compared_with_each_other() {
        AtomicLong comparisons = new AtomicLong();
        ValueSet values = new ValueSet();

        LongStream.range(0, 10_000).forEach(i -> values.add(new Compared((int) i, comparisons)));

        assertThat(comparisons.get()).isLessThan(100);
    }

    /** A value that counts how often it is compared. */
    private record Compared(int number, AtomicLong comparisons) {

        @Override
        public int hashCode() {
            return number;
        }

        @Override
        public boolean equals(Object other) {
            comparisons.incrementAndGet();
            return other instanceof Compared compared && number == compared.number;
        }
    }

    @Test
    void texts_that_collide_in_java_are_told_apart() {
        ValueSet values = new ValueSet();

        assertThat(values.add("AaAa")).isTrue();
        assertThat(values.add("BBBB")).isTrue();
        assertThat(values.add("AaAa")).isFalse();
    }

    @Test
    void keys_that_are_equal_keep_the_order_of_their_elements_however_many_they_are() {
        List<Long> elements = LongStream.range(0, 100).boxed().toList();
        List<Long> keys = elements.stream().map(i -> i % 3).toList();

        List<?> sorted = Sorting.by(elements, keys);

        assertThat(sorted.subList(0, 4)).asList().containsExactly(0L, 3L, 6L, 9L);
        assertThat(sorted.subList(96, 100)).asList().containsExactly(89L, 92L, 95L, 98L);
    }

    @Test
    void a_list_with_many_nans_is_sorted_without_complaint() {
        List<Double> keys = LongStream.range(0, 1000)
                .mapToObj(i -> i % 2 == 0 ? Double.NaN : (double) -i)
                .toList();

        assertThat(Sorting.by(keys, keys).get(0)).isEqualTo(-999.0);
    }

    @Test
    void a_list_nested_a_hundred_thousand_times_is_flattened() {
        List<?> list = List.of(1L);
        for (int i = 0; i < 100_000; i++) {
            list = List.of(list);
        }
        List<?> nested = list;

        assertThat(ListLibrary.flatten(nested, Long.MAX_VALUE)).asList().containsExactly(1L);
    }
}
