package dev.tanukey.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The classes of all published modules, read once for all checks, and the words in which the rules speak of them. */
final class House {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tanukey");

    /** The folders of what users get. */
    static final List<String> PUBLISHED =
            List.of("core", "jwks", "claims-mapping", "cel-support", "micrometer", "testkit", "testkit-mapping");

    /** The rooms of cel-support behind its door, which no module descriptor can close: users are told to stay out. */
    static final List<String> INSIDE_OF_CEL = List.of(
            "function", "value", "operators", "strings", "regex", "lists", "net", "quantity", "semver", "format");

    private House() {}

    /** A class of that name, or one nested in it. */
    static DescribedPredicate<JavaClass> oneOf(Set<String> names) {
        return describe("one of " + names, type -> names.stream()
                .anyMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
    }

    /** A call, a method reference or a field access; any overload. */
    static DescribedPredicate<JavaAccess<?>> useOf(Class<?> owner, String... members) {
        return useOf(owner.getName(), members);
    }

    static DescribedPredicate<JavaAccess<?>> useOf(String owner, String... members) {
        Set<String> names = Set.of(members);
        return describe(
                owner + "." + names,
                access -> access.getTargetOwner().getName().equals(owner) && names.contains(access.getName()));
    }

    /** The main sources of a module; none, if it has none yet. */
    static List<Path> sourcesOf(String module) throws IOException {
        Path folder = Path.of("..", module, "src", "main", "java");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
        }
    }
}
