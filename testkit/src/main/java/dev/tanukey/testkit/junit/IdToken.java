package dev.tanukey.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fills a parameter with the ID token of a CI/CD job: a {@code String} is the signed token, a
 * {@link dev.tanukey.testkit.CiTokenBuilder} can be changed further. What is not said is as the builder has it: the
 * developer {@code jdoe} has pushed to the protected branch {@code main} of {@code acme/shop}, for the audience
 * {@code https://api.example.com}.
 *
 * <p>The instance that signs is that of {@link GitLabTest}, as if this were a parameter of type
 * {@link dev.tanukey.testkit.FakeGitLab}. What contradicts itself, such as a branch and a tag, fails the test.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GitLabExtension.class)
public @interface IdToken {

    /** {@return {@code aud}: one is written as a string, several as an array} */
    String[] audience() default {};

    /** {@return the project's full path, for instance {@code acme/platform/shop}} */
    String project() default "";

    /** {@return the project's id; 4711 if not said} */
    long projectId() default 0;

    /** {@return the branch; excludes {@link #tag}} */
    String branch() default "";

    /** {@return the tag; excludes {@link #branch}} */
    String tag() default "";

    /** {@return whether branch or tag are protected for certain; unsaid, {@code main} is and nothing else} */
    boolean protectedRef() default false;

    /** {@return whether branch or tag are unprotected for certain; excludes {@link #protectedRef}} */
    boolean unprotectedRef() default false;

    /** {@return the environment to which the job deploys} */
    String environment() default "";

    /** {@return whether the environment is protected; needs {@link #environment}} */
    boolean protectedEnvironment() default false;

    /** {@return the environment's declared tier, for instance {@code production}; needs {@link #environment}} */
    String deploymentTier() default "";

    /** {@return the login of the user who runs the job; needs {@link #userId}} */
    String user() default "";

    /** {@return the id of the user who runs the job; needs {@link #user}} */
    long userId() default 0;

    /** {@return the user's role in the project, for instance {@code maintainer}} */
    String accessLevel() default "";

    /**
     * {@return the groups in {@code groups_direct}, which GitLab writes only for few customers; if none, there is no
     * such claim}
     */
    String[] groups() default {};

    /** {@return what started the pipeline, for instance {@code schedule}, or {@code merge_request_event}} */
    String pipelineSource() default "";

    /** {@return the full path of the fork whose merge request this is; needs {@link #forkId}} */
    String fork() default "";

    /** {@return the project id of the fork; needs {@link #fork}} */
    long forkId() default 0;

    /** {@return the release that has minted it, for instance {@code 16.11}; that of the instance if empty} */
    String gitlabVersion() default "";

    /** {@return whether it has expired an hour ago} */
    boolean expired() default false;
}
