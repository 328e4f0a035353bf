package dev.tanukey.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a {@link dev.tanukey.testkit.FakeGitLab}. Stands beside {@code @Test} on a method, on a class, or on a
 * parameter; parameters of these types are then filled in:
 *
 * <ul>
 *   <li>{@link dev.tanukey.testkit.FakeGitLab} and {@link dev.tanukey.testkit.TokenMint}
 *   <li>{@link dev.tanukey.testkit.MutableClock}, if {@link #clock} is said
 *   <li>{@link dev.tanukey.testkit.CiTokenBuilder} and {@link dev.tanukey.testkit.UserTokenBuilder}
 *   <li>{@code String} with {@link IdToken} or {@link UserIdToken}: a signed token
 * </ul>
 *
 * <p>Each test has an instance of its own, so that a rotation or an outage in one does not reach another: each
 * {@code @Test}, each invocation of a {@code @ParameterizedTest} or {@code @RepeatedTest}, each {@code @TestFactory}
 * with all that it makes. All parameters of a test, its {@code @BeforeEach} and the constructor of its instance see the
 * same one. Such tests can run at once. A start costs about 100 ms, for its keys. One instance for the whole class,
 * with its {@code @Nested} classes, there is in three cases: {@link #shared} is said, a {@code @BeforeAll} method asks
 * for one, or the constructor does under {@code Lifecycle.PER_CLASS}. It is closed when its test or class is over.
 *
 * <p>The nearest annotation counts as a whole: that of the parameter, else of the method, else of the class, else of
 * the class around it. One without any attribute, on a parameter, says nothing but "here". Instances that are meant to
 * differ have other attributes, or another {@link #name}; equal attributes mean one instance.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GitLabExtension.class)
public @interface GitLabTest {

    /** {@return a name that tells two instances apart that are otherwise alike} */
    String name() default "";

    /** {@return whether it speaks https; its authority is at hand in {@link dev.tanukey.testkit.FakeGitLab}} */
    boolean https() default false;

    /** {@return the release whose tokens are minted, for instance {@code 17.4}; the newest known one if empty} */
    String version() default "";

    /** {@return the path below which the instance lies, for instance {@code /gitlab}; none if empty} */
    String relativeUrlRoot() default "";

    /**
     * {@return another name than the address where it listens, for instance {@code https://gitlab.com}; its keys are
     * then at {@link dev.tanukey.testkit.FakeGitLab#jwksUri()} only; none if empty}
     */
    String issuer() default "";

    /**
     * {@return the instant at which its clock stands still, for instance {@code 2026-09-21T13:33:20Z}, so that a
     * {@link dev.tanukey.testkit.MutableClock} can be asked for and moved; the system's clock if empty}
     */
    String clock() default "";

    /** {@return whether all tests of the class that bears this annotation share one instance} */
    boolean shared() default false;
}
