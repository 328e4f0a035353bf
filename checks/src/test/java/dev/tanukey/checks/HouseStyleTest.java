package dev.tanukey.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HouseStyleTest {

    @Test
    void no_class_is_called_util_or_impl() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
                .check(House.CLASSES);
    }

    @Test
    void public_classes_are_not_made_to_be_extended() {
        classes()
                .that()
                .arePublic()
                .and(not(interfacesEnumsOrExceptions()))
                .and(not(sealed()))
                // a contract is there to be extended by a test
                .and()
                .haveNameNotMatching("dev\\.tanukey\\.testkit\\..*Contract")
                .should()
                .haveModifier(FINAL)
                .check(House.CLASSES);
    }

    /** Records and annotations are final or interfaces by themselves. */
    private static DescribedPredicate<JavaClass> interfacesEnumsOrExceptions() {
        return describe(
                "interfaces, enums or exceptions",
                type -> type.isInterface() || type.isEnum() || type.isAssignableTo(Throwable.class));
    }

    private static DescribedPredicate<JavaClass> sealed() {
        return describe("sealed", type -> type.reflect().isSealed());
    }

    @ParameterizedTest
    @FieldSource("dev.tanukey.checks.House#PUBLISHED")
    void every_package_tells_its_story(String module) throws IOException {
        assertThat(House.sourcesOf(module)).allSatisfy(source -> assertThat(source.resolveSibling("package-info.java"))
                .exists());
    }
}
