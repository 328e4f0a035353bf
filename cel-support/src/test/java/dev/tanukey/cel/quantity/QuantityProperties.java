package dev.tanukey.cel.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QuantityProperties {

    @Property
    void the_order_is_total(
            @ForAll("quantities") Quantity a, @ForAll("quantities") Quantity b, @ForAll("quantities") Quantity c) {
        assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a.compareTo(c)).isNotPositive();
        }
    }

    @Property
    void adding_and_then_subtracting_gives_the_same(
            @ForAll("quantities") Quantity a, @ForAll("quantities") Quantity b) {
        assertThat(a.plus(b).minus(b)).isEqualTo(a).hasSameHashCodeAs(a);
        assertThat(a.minus(b).plus(b)).isEqualTo(a);
    }

    @Property
    void the_order_of_adding_does_not_matter(
            @ForAll("quantities") Quantity a, @ForAll("quantities") Quantity b, @ForAll("quantities") Quantity c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    }

    @Property
    void more_is_greater(@ForAll("quantities") Quantity a, @ForAll("quantities") Quantity b) {
        assertThat(a.plus(b).compareTo(a)).isEqualTo(b.sign());
        assertThat(a.minus(b).sign()).isEqualTo(a.compareTo(b));
    }

    @Property
    void an_integer_is_the_quantity(@ForAll("quantities") Quantity a, @ForAll long number) {
        a.integer().ifPresent(integer -> assertThat(Quantity.small(integer, 0, Style.DECIMAL))
                .isEqualTo(a));
        assertThat(Quantity.small(number, 0, Style.DECIMAL).integer()).hasValue(number);
    }

    @Property
    void a_sign_before_what_has_none_turns_it(@ForAll("texts") String text) {
        Notation.read("-0" + text).ifPresent(negative -> assertThat(negative)
                .isEqualTo(Quantity.small(0, 0, Style.DECIMAL)
                        .minus(Notation.read("0" + text).orElseThrow())));
    }

    @Provide
    Arbitrary<Quantity> quantities() {
        Arbitrary<String> suffixes = Arbitraries.of(
                "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e3", "E-7",
                "e20");
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25);
        Arbitrary<String> fractions = Arbitraries.strings()
                .numeric()
                .ofMaxLength(12)
                .map(fraction -> "." + fraction)
                .injectNull(0.5);
        return Combinators.combine(Arbitraries.of("", "-", "+"), digits, fractions, suffixes)
                .as((sign, whole, fraction, suffix) -> Notation.read(
                                sign + whole + (fraction == null ? "" : fraction) + suffix)
                        .orElseThrow());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("+-.0159eEinumkKMGTP ").ofMaxLength(6);
    }
}
