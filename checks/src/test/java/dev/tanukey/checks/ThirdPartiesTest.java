package dev.tanukey.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may know which library. */
class ThirdPartiesTest {

    private static final Set<String> USERS_OF_JOSE4J =
            Set.of("dev.tanukey.token.SignatureForm", "dev.tanukey.jwks.JwkParser");

    private static final String[] USERS_OF_OKHTTP = {"dev.tanukey.jwks..", "dev.tanukey.testkit.."};

    private static final Set<String> USERS_OF_CAFFEINE =
            Set.of("dev.tanukey.VerifiedTokens", "dev.tanukey.token.AlgorithmCheck", "dev.tanukey.jwks.UnknownKeyIds");

    @Test
    void jose4j_is_known_to_one_class_of_core_and_one_of_jwks() {
        noClasses()
                .that(not(House.oneOf(USERS_OF_JOSE4J)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jose4j..")
                .check(House.CLASSES);
    }

    @Test
    void jackson_is_known_to_the_strict_readers_and_the_writer_beside_them() {
        noClasses()
                .that(resideOutsideOfPackage("dev.tanukey.strict"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "tools.jackson..")
                .check(House.CLASSES);
    }

    @Test
    void okhttp_is_known_to_jwks_and_the_test_kit_only() {
        noClasses()
                .that(resideOutsideOfPackages(USERS_OF_OKHTTP))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio..", "kotlin..")
                .check(House.CLASSES);
    }

    /** Whoever sees a token, a header or claims has nothing to log with. */
    @Test
    void nothing_is_logged_where_tokens_and_claims_are_at_hand() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.tanukey.token..",
                        "dev.tanukey.strict..",
                        "dev.tanukey.key..",
                        "dev.tanukey.gitlab..",
                        "dev.tanukey.user..",
                        "dev.tanukey.mapping",
                        "dev.tanukey.mapping.expression..",
                        "dev.tanukey.mapping.gitlab..",
                        "dev.tanukey.mapping.lint..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .check(House.CLASSES);
    }

    @Test
    void caffeine_is_known_to_what_remembers_only() {
        noClasses()
                .that(not(House.oneOf(USERS_OF_CAFFEINE)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes..")
                .check(House.CLASSES);
    }

    @Test
    void cel_and_what_it_brings_are_known_to_cel_support_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tanukey.cel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "com.google..", "org.antlr..", "org.threeten..")
                .check(House.CLASSES);
    }

    @Test
    void snakeyaml_is_known_to_the_mapping_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tanukey.mapping..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.snakeyaml..", "org.yaml..")
                .check(House.CLASSES);
    }

    @Test
    void micrometer_is_known_to_its_module_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tanukey.micrometer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(House.CLASSES);
    }

    @Test
    void junit_and_assertj_are_known_to_the_test_kit_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tanukey.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..")
                .check(House.CLASSES);
    }

    @Test
    void mocks_are_known_to_nobody() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "net.bytebuddy..", "net.jqwik..", "mockwebserver3..")
                .check(House.CLASSES);
    }

    /** Closes the table above: what it does not mention must not come in by the back door. */
    @Test
    void no_other_library_is_known_to_anybody() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.tanukey..", "java..", "javax.net..", "javax.crypto..", "javax.security..")
                        .or(resideInAnyPackage("com.sun.net.httpserver.."))
                        .or(resideInAnyPackage(
                                "org.jspecify..", "org.slf4j", "org.jose4j..", "com.fasterxml.jackson.core.."))
                        .or(resideInAnyPackage("okhttp3..", "okio..", "kotlin..", "com.github.benmanes.caffeine.."))
                        .or(resideInAnyPackage("org.snakeyaml.engine..", "dev.cel..", "com.google.."))
                        .or(resideInAnyPackage("io.micrometer.core.instrument.."))
                        .or(resideInAnyPackage(
                                "org.junit.jupiter.api..",
                                "org.junit.platform.commons.support..",
                                "org.assertj.core.."))
                        // int, void and their arrays
                        .or(resideInAnyPackage("")))
                .check(House.CLASSES);
    }

    @Test
    void the_http_server_of_the_jdk_serves_the_test_kit_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tanukey.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun..")
                .check(House.CLASSES);
    }
}
