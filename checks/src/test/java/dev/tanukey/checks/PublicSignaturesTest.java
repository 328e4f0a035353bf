package dev.tanukey.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a user of Tanukey sees belongs to Java, to Tanukey, or is OkHttp's client or Micrometer's registry. */
class PublicSignaturesTest {

    private static final Set<String> OURS_AND_JAVAS = Set.of("java.", "javax.", "dev.tanukey.", "org.jspecify.");

    private static final Set<String> ALSO_IN_THE_TEST_KIT = Set.of("org.junit.jupiter.api.", "org.assertj.core.api.");

    private static final String OKHTTP_CLIENT = "okhttp3.OkHttpClient";

    private static final String MICROMETER_REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    @Test
    void no_type_of_a_library_shows_in_a_public_signature() {
        classes()
                .that()
                .arePublic()
                .and()
                .resideOutsideOfPackages(House.INSIDE_OF_CEL.stream()
                        .map(room -> "dev.tanukey.cel." + room + "..")
                        .toArray(String[]::new))
                .should(showOnlyTypesThatOurUsersKnow())
                .check(House.CLASSES);
    }

    private static ArchCondition<JavaClass> showOnlyTypesThatOurUsersKnow() {
        return new ArchCondition<>("show only types of Java, of Tanukey, OkHttp's client and Micrometer's registry") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                BiConsumer<JavaType, String> look = (shown, place) -> shown.getAllInvolvedRawTypes().stream()
                        .map(JavaClass::getBaseComponentType)
                        .filter(raw -> !isKnownToUsersOf(type, raw))
                        .forEach(raw ->
                                events.add(SimpleConditionEvent.violated(type, place + " shows " + raw.getName())));

                type.getSuperclass().ifPresent(parent -> look.accept(parent, type.getName()));
                type.getInterfaces().forEach(parent -> look.accept(parent, type.getName()));
                type.getTypeParameters().forEach(parameter -> look.accept(parameter, type.getName()));
                shown(type.getFields()).forEach(field -> look.accept(field.getType(), field.getFullName()));
                Stream.concat(shown(type.getMethods()), shown(type.getConstructors()))
                        .forEach(method -> lookAtMethod(method, look));
            }
        };
    }

    private static void lookAtMethod(JavaCodeUnit method, BiConsumer<JavaType, String> look) {
        look.accept(method.getReturnType(), method.getFullName());
        method.getParameterTypes().forEach(parameter -> look.accept(parameter, method.getFullName()));
        method.getExceptionTypes().forEach(thrown -> look.accept(thrown, method.getFullName()));
        method.getTypeParameters().forEach(parameter -> look.accept(parameter, method.getFullName()));
    }

    private static <T extends JavaMember> Stream<T> shown(Set<T> members) {
        return members.stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static boolean isKnownToUsersOf(JavaClass type, JavaClass shown) {
        String name = shown.getName();
        return shown.isPrimitive()
                || OURS_AND_JAVAS.stream().anyMatch(name::startsWith)
                || name.equals(OKHTTP_CLIENT)
                || (type.getPackageName().startsWith("dev.tanukey.micrometer") && name.equals(MICROMETER_REGISTRY))
                || (type.getPackageName().startsWith("dev.tanukey.testkit")
                        && ALSO_IN_THE_TEST_KIT.stream().anyMatch(name::startsWith));
    }
}
