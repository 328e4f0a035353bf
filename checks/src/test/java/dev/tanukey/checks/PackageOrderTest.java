package dev.tanukey.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageOrderTest {

    /**
     * Core, from the front door down to the readers: whoever stands further up knows those below, never the reverse.
     */
    private static final List<String> LINE_OF_CORE = List.of(
            "dev.tanukey",
            "dev.tanukey.user",
            "dev.tanukey.gitlab",
            "dev.tanukey.token",
            "dev.tanukey.issuer",
            "dev.tanukey.key",
            "dev.tanukey.reason",
            "dev.tanukey.strict");

    /** The module of mappings, from what looks at a whole configuration down to what an expression is. */
    private static final List<String> LINE_OF_MAPPING = List.of(
            "dev.tanukey.mapping.lint",
            "dev.tanukey.mapping.gitlab",
            "dev.tanukey.mapping.agent",
            "dev.tanukey.mapping.configuration",
            "dev.tanukey.mapping.validation",
            "dev.tanukey.mapping.url",
            "dev.tanukey.mapping.text",
            "dev.tanukey.mapping.schema",
            "dev.tanukey.mapping",
            "dev.tanukey.mapping.expression");

    /** The module of expressions, from its door down to what one chooses there. */
    private static final List<String> LINE_OF_CEL =
            List.of("dev.tanukey.cel", "dev.tanukey.cel.engine", "dev.tanukey.cel.function", "dev.tanukey.cel.option");

    /** The test kit, from what whole test classes stand on down to the fake and its tokens. */
    private static final List<String> LINE_OF_TESTKIT = List.of(
            "dev.tanukey.testkit.contract",
            "dev.tanukey.testkit.junit",
            "dev.tanukey.testkit.assertj",
            "dev.tanukey.testkit.forged",
            "dev.tanukey.testkit",
            "dev.tanukey.testkit.server");

    /** A slice for each package, the root among them, which a pattern would miss. */
    private static final SliceAssignment PACKAGE_BY_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("dev.tanukey")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of Tanukey";
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.tanukey",
                "dev.tanukey.jwks",
                "dev.tanukey.mapping",
                "dev.tanukey.cel",
                "dev.tanukey.micrometer",
                "dev.tanukey.testkit"
            })
    void the_classes_of_every_module_are_seen(String root) {
        assertThat(House.CLASSES).anyMatch(type -> type.getPackageName().equals(root));
    }

    @Test
    void packages_form_no_cycle() {
        slices().assignedFrom(PACKAGE_BY_PACKAGE).should().beFreeOfCycles().check(House.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("lowerPackages")
    void a_package_knows_only_those_below_it(String lower, List<String> above) {
        noClasses()
                .that()
                .resideInAPackage(lower)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above.toArray(String[]::new))
                .check(House.CLASSES);
    }

    static Stream<Arguments> lowerPackages() {
        return Stream.of(LINE_OF_CORE, LINE_OF_MAPPING, LINE_OF_CEL, LINE_OF_TESTKIT)
                .flatMap(line -> IntStream.range(1, line.size())
                        .mapToObj(place -> Arguments.of(line.get(place), line.subList(0, place))));
    }
}
