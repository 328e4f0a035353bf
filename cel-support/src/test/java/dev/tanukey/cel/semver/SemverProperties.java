package dev.tanukey.cel.semver;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SemverProperties {

    @Property
    void the_order_is_total(
            @ForAll("versions") String first, @ForAll("versions") String second, @ForAll("versions") String third) {
        Semver a = version(first);
        Semver b = version(second);
        Semver c = version(third);
        assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a.compareTo(c)).isNotPositive();
        }
        assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0);
    }

    @Property
    void what_follows_a_plus_does_not_count(@ForAll("versions") String text) {
        assertThat(version(text + "+build.01")).isEqualTo(version(text)).hasSameHashCodeAs(version(text));
    }

    @Property
    void tolerance_changes_nothing_that_is_strict(@ForAll("versions") String text) {
        assertThat(Notation.readTolerantly(text)).hasValue(version(text));
        assertThat(Notation.readTolerantly("v0" + text)).hasValue(version(text));
    }

    private static Semver version(String text) {
        return Notation.read(text).orElseThrow();
    }

    @Provide
    Arbitrary<String> versions() {
        Arbitrary<String> numbers = Arbitraries.of("0", "1", "2", "10", "18446744073709551615");
        Arbitrary<String> preReleases = Arbitraries.of(
                        "0", "1", "2", "10", "a", "A", "-", "0a", "ab", "18446744073709551615")
                .list()
                .ofMaxSize(3)
                .map(parts -> parts.isEmpty() ? "" : "-" + String.join(".", parts));
        return Combinators.combine(numbers, numbers, numbers, preReleases)
                .as((major, minor, patch, preRelease) -> major + "." + minor + "." + patch + preRelease);
    }
}
