package dev.tanukey.cel.semver;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;

import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;
import dev.tanukey.cel.option.KubernetesVersion;
import java.util.Optional;

/** Semantic versions. */
public final class SemverLibrary implements FunctionLibrary {
    private static final Kind<Semver> SEMVER = new Kind<>(Semver.TYPE, Semver.class);

    @Override
    public void addTo(Functions functions) {
        functions
                .since(KubernetesVersion.V1_33)
                .global("semver", "string_to_semver", SEMVER, STRING, text -> existing(Notation.read(text)))
                .global(
                        "semver",
                        "string_bool_to_semver",
                        SEMVER,
                        STRING,
                        BOOL,
                        (text, tolerant) -> existing(read(text, tolerant)))
                .global("isSemver", "is_semver_string", BOOL, STRING, text -> Notation.read(text)
                        .isPresent())
                .global("isSemver", "is_semver_string_bool", BOOL, STRING, BOOL, (text, tolerant) -> read(
                                text, tolerant)
                        .isPresent())
                .member("isGreaterThan", "semver_is_greater_than", BOOL, SEMVER, SEMVER, (a, b) -> a.compareTo(b) > 0)
                .member("isLessThan", "semver_is_less_than", BOOL, SEMVER, SEMVER, (a, b) -> a.compareTo(b) < 0)
                .member("compareTo", "semver_compare_to", INT, SEMVER, SEMVER, (a, b) -> (long) a.compareTo(b))
                .member("major", "semver_major", INT, SEMVER, Semver::major)
                .member("minor", "semver_minor", INT, SEMVER, Semver::minor)
                .member("patch", "semver_patch", INT, SEMVER, Semver::patch);
    }

    private static Optional<Semver> read(String text, boolean tolerant) {
        return tolerant ? Notation.readTolerantly(text) : Notation.read(text);
    }

    private static Semver existing(Optional<Semver> version) {
        return version.orElseThrow(() -> new FunctionFailedException("the text is not a semantic version"));
    }
}
