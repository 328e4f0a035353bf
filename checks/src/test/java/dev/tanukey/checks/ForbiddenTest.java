package dev.tanukey.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a library that guards a door does not do. */
class ForbiddenTest {

    /** The places for a monotonic clock; everything else is handed a clock. */
    private static final Set<String> READERS_OF_THE_SYSTEM_CLOCK = Set.of(
            "dev.tanukey.cel.CelExpressionLanguage",
            "dev.tanukey.jwks.JwksKeySourceBuilder",
            "dev.tanukey.mapping.configuration.ConfiguredAuthenticatorBuilder");

    @Test
    void the_lax_parts_of_jose4j_stay_unused() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.jose4j\\..*\\.(EmbeddedJwk|HttpsJwks|JwtConsumer|JsonWebEncryption)[^.]*")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jose4j.jwe..", "org.jose4j.jwt.consumer..", "org.jose4j.http..")
                .check(House.CLASSES);
    }

    @Test
    void algorithms_are_allowed_by_name_and_never_by_what_is_left_over() {
        noClasses()
                .should()
                .accessTargetWhere(House.useOf("org.jose4j.jwa.AlgorithmConstraints", "NO_CONSTRAINTS"))
                .orShould()
                .accessTargetWhere(House.useOf(
                        "org.jose4j.jwa.AlgorithmConstraints$ConstraintType", "BLOCK", "BLACKLIST", "valueOf"))
                .check(House.CLASSES);
    }

    @Test
    void nothing_is_serialized_or_deserialized() {
        noClasses()
                .should()
                .dependOnClassesThat(equivalentTo(ObjectInputStream.class).or(equivalentTo(ObjectOutputStream.class)))
                .check(House.CLASSES);
    }

    @Test
    void no_url_is_opened_past_the_http_client() {
        noClasses()
                .should()
                .accessTargetWhere(House.useOf(URL.class, "openStream", "openConnection", "getContent"))
                .check(House.CLASSES);
    }

    @Test
    void the_clock_is_handed_in() {
        noClasses()
                .that(not(House.oneOf(READERS_OF_THE_SYSTEM_CLOCK)))
                .should()
                .accessTargetWhere(House.useOf(System.class, "currentTimeMillis", "nanoTime"))
                .check(House.CLASSES);
        noClasses().should().accessTargetWhere(timeWithoutClock()).check(House.CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> timeWithoutClock() {
        Set<String> types = Set.of(
                Instant.class.getName(),
                LocalDate.class.getName(),
                LocalDateTime.class.getName(),
                OffsetDateTime.class.getName(),
                ZonedDateTime.class.getName());
        return DescribedPredicate.describe(
                "now() without a clock",
                access -> types.contains(access.getTargetOwner().getName())
                        && access.getTarget().getFullName().endsWith(".now()"));
    }

    /** split drops trailing empty parts: {@code "a.b."} would look like a token of two. */
    @Test
    void tokens_are_not_split_by_regular_expression() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.tanukey.token..", "dev.tanukey.strict..")
                .should()
                .accessTargetWhere(House.useOf(String.class, "split"))
                .orShould()
                .accessTargetWhere(House.useOf("java.util.regex.Pattern", "split", "splitAsStream"))
                .check(House.CLASSES);
    }

    @Test
    void nothing_is_found_by_reflection() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.reflect..")
                        // a JUnit extension is handed one and asks for its type, and for its neighbours
                        .and(not(equivalentTo(Parameter.class)))
                        .and(not(equivalentTo(Executable.class))))
                .orShould()
                .accessTargetWhere(House.useOf(
                        Class.class,
                        "forName",
                        "newInstance",
                        "getMethod",
                        "getMethods",
                        "getDeclaredMethod",
                        "getDeclaredMethods",
                        "getField",
                        "getDeclaredField",
                        "getDeclaredFields",
                        "getConstructor",
                        "getDeclaredConstructor",
                        "getRecordComponents"))
                .orShould()
                .accessTargetWhere(House.useOf(ClassLoader.class, "loadClass"))
                .orShould()
                .accessTargetWhere(House.useOf(Thread.class, "getContextClassLoader"))
                .check(House.CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tanukey.testkit..")
                .should()
                .dependOnClassesThat(equivalentTo(Parameter.class).or(equivalentTo(Executable.class)))
                .check(House.CLASSES);
    }

    @Test
    void nothing_is_found_by_service_loader() {
        noClasses()
                .should()
                .dependOnClassesThat(equivalentTo(ServiceLoader.class))
                .check(House.CLASSES);
    }

    @Test
    void slf4j_is_the_only_way_to_speak() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.System\\$Logger.*")
                .orShould()
                .accessTargetWhere(House.useOf(System.class, "out", "err", "getLogger"))
                .orShould()
                .accessTargetWhere(stackTracePrinted())
                .check(House.CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> stackTracePrinted() {
        return DescribedPredicate.describe(
                "printStackTrace of an exception", access -> access.getName().equals("printStackTrace"));
    }

    @Test
    void no_state_is_static() {
        fields().that().areStatic().should().beFinal().check(House.CLASSES);
    }

    @Test
    void no_method_is_synchronized() {
        noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(House.CLASSES);
    }
}
