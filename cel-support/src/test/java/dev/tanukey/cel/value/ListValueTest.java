package dev.tanukey.cel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.values.CelValueConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ListValueTest {

    @Property
    void it_is_equal_to_the_list_that_it_holds(@ForAll @Size(max = 5) List<String> held, @ForAll String other) {
        ListValue list = new ListValue(held);
        assertThat((Object) list).isEqualTo(held).isEqualTo(new ListValue(List.copyOf(held)));
        assertThat((Object) held).isEqualTo(list);
        assertThat(list.hashCode()).isEqualTo(held.hashCode());
        assertThat(list.toString()).isEqualTo(held.toString());
        assertThat(list.size()).isEqualTo(held.size());
        assertThat(list.isEmpty()).isEqualTo(held.isEmpty());
        assertThat(list.isZeroValue()).isEqualTo(held.isEmpty());
        assertThat(list.toArray()).isEqualTo(held.toArray());
        assertThat(list.toArray(new Object[0])).isEqualTo(held.toArray());
        assertThat(new ArrayList<Object>(list)).isEqualTo(held);
        assertThat(List.copyOf(list)).isEqualTo(held);
        assertThat(list.contains(other)).isEqualTo(held.contains(other));
        assertThat(list.indexOf(other)).isEqualTo(held.indexOf(other));
        assertThat(list.lastIndexOf(other)).isEqualTo(held.lastIndexOf(other));
        assertThat(list.containsAll(held)).isTrue();
        for (int i = 0; i < held.size(); i++) {
            assertThat(list.get(i)).isEqualTo(held.get(i));
            assertThat(list.subList(i, held.size())).isEqualTo(held.subList(i, held.size()));
            ListIterator<Object> from = list.listIterator(i);
            assertThat(from.next()).isEqualTo(held.get(i));
        }
        assertThat(list.listIterator().hasNext()).isEqualTo(!held.isEmpty());
    }

    @Test
    void nothing_changes_it() {
        List<String> two = List.of("b", "a");
        List<Consumer<List<Object>>> changes = List.of(
                list -> list.add("c"),
                list -> list.add(0, "c"),
                list -> list.addAll(two),
                list -> list.addAll(0, two),
                list -> list.set(0, "c"),
                list -> list.remove(0),
                list -> list.remove("a"),
                list -> list.removeAll(two),
                list -> list.retainAll(List.of()),
                list -> list.replaceAll(element -> "c"),
                list -> list.sort(null),
                list -> list.removeIf(element -> true),
                list -> list.subList(0, 1).clear(),
                list -> {
                    ListIterator<Object> elements = list.listIterator();
                    elements.next();
                    elements.remove();
                },
                List::clear);
        for (Consumer<List<Object>> change : changes) {
            ListValue list = new ListValue(new ArrayList<>(two));
            assertThatThrownBy(() -> change.accept(list)).isInstanceOf(UnsupportedOperationException.class);
            assertThat((Object) list).isEqualTo(two);
        }
    }

    @Test
    void the_engine_takes_it_as_it_is() {
        ListValue list = new ListValue(List.of("a"));
        CelValueConverter engine = CelValueConverter.getDefaultInstance();
        assertThat(engine.toRuntimeValue(list)).isSameAs(list);
        assertThat(engine.maybeUnwrap(list)).isSameAs(list);
    }
}
