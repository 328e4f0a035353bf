package dev.tanukey.cel.semver;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version. What follows its {@code +}, its build, counts neither for order nor for equality. Numbers have 64
 * bits without a sign.
 */
@SuppressWarnings("Immutable") // the list is a copy
final class Semver extends OpaqueValue {
    static final OpaqueType TYPE = OpaqueType.create("kubernetes.Semver");

    private final long major;
    private final long minor;
    private final long patch;
    private final List<Identifier> preRelease;
    private final String build;

    /** One part of a pre-release, a number or a word. Numbers stand before words. */
    record Identifier(long number, @Nullable String word) implements Comparable<Identifier> {

        @Override
        public int compareTo(Identifier other) {
            if (word == null) {
                return other.word == null ? Long.compareUnsigned(number, other.number) : -1;
            }
            return other.word == null ? 1 : Integer.signum(word.compareTo(other.word));
        }

        @Override
        public String toString() {
            return word == null ? Long.toUnsignedString(number) : word;
        }
    }

    Semver(long major, long minor, long patch, List<Identifier> preRelease, String build) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.preRelease = List.copyOf(preRelease);
        this.build = build;
    }

    long major() {
        return major;
    }

    long minor() {
        return minor;
    }

    long patch() {
        return patch;
    }

    int compareTo(Semver other) {
        int byNumbers = Long.compareUnsigned(major, other.major);
        if (byNumbers == 0) {
            byNumbers = Long.compareUnsigned(minor, other.minor);
        }
        if (byNumbers == 0) {
            byNumbers = Long.compareUnsigned(patch, other.patch);
        }
        return byNumbers == 0 ? comparePreRelease(other) : byNumbers;
    }

    private int comparePreRelease(Semver other) {
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
            int byIdentifier = preRelease.get(i).compareTo(other.preRelease.get(i));
            if (byIdentifier != 0) {
                return byIdentifier;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    @Override
    public Semver value() {
        return this;
    }

    @Override
    public OpaqueType celType() {
        return TYPE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Semver version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(major, minor, patch, preRelease);
    }

    /** {@return the version, as it is written} */
    @Override
    public String toString() {
        String numbers =
                Stream.of(major, minor, patch).map(Long::toUnsignedString).collect(Collectors.joining("."));
        String identifiers = preRelease.stream().map(Identifier::toString).collect(Collectors.joining("."));
        return numbers + (identifiers.isEmpty() ? "" : "-" + identifiers) + (build.isEmpty() ? "" : "+" + build);
    }
}
