package dev.tanukey.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fills a parameter with the ID token of a user who logged in: a {@code String} is the signed token, a
 * {@link dev.tanukey.testkit.UserTokenBuilder} can be changed further. What is not said is as the builder has it:
 * {@code jdoe}, who is in no group. Otherwise as {@link IdToken}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GitLabExtension.class)
public @interface UserIdToken {

    /** {@return {@code aud}, the id of an OAuth application} */
    String audience() default "";

    /** {@return the login; needs {@link #userId}} */
    String user() default "";

    /** {@return the user's id, which is {@code sub}; needs {@link #user}} */
    long userId() default 0;

    /** {@return the full paths of the groups of which the user is a direct member} */
    String[] groups() default {};

    /** {@return the release that has minted it, for instance {@code 16.11}; that of the instance if empty} */
    String gitlabVersion() default "";

    /** {@return whether it has expired an hour ago} */
    boolean expired() default false;
}
