package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.CLAIM_RULE_FAILED;

import dev.tanukey.testkit.CiTokenBuilder;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * {@link Attack#ORIGIN}. All of them GitLab would sign, or would have signed. What not every release can mint is set
 * claim by claim, so that the catalogue can be made of good tokens of all of them.
 */
final class OriginForgeries {
    private static final Chapter ORIGIN = new Chapter(Attack.ORIGIN);
    private static final long STRANGERS_PROJECT = 66_600_001;

    private static final String FORK =
            "Whoever may open a merge request runs his code in the project's pipeline; of the"
                    + " claims, only job_project_id and pipeline_source tell.";
    private static final String STRANGER = "Everybody on the instance has projects and chooses audiences; only the"
            + " project's id says whose job it is.";
    private static final String PATH =
            "Paths are text: a prefix matches a namesake, and a path that was given up can be"
                    + " taken over. Ids stay.";
    private static final String REF = "Whoever may push chooses what runs on a ref that is not protected.";
    private static final String NAME = "A branch, a tag and a protected branch may share a name; only ref_type and"
            + " ref_protected tell them apart.";
    private static final String ENVIRONMENT = "Whoever edits the job's definition may name any environment; only"
            + " environment_protected says that somebody guards it.";

    private OriginForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                job("fork", "a merge request from a fork, run in the project", FORK, job -> fork(job)
                        .sign()),
                job(
                        "fork-with-protected-branch",
                        "a merge request from a fork whose own branch is protected",
                        FORK,
                        job -> fork(job).protectedRef().sign()),
                job(
                        "fork-before-18-2",
                        "a merge request from a fork as GitLab signed it before 18.2: in the name of the target's branch",
                        "The claims are the project's own; only pipeline_source tells (GitLab issue 548165).",
                        job -> ofBranch(job)
                                .mergeRequest()
                                .without("job_project_id")
                                .without("job_project_path")
                                .without("job_namespace_id")
                                .without("job_namespace_path")
                                .without("job_source")
                                .sign()),
                job("stranger", "a stranger's project", STRANGER, job -> job.project(
                                "mallory/playground", STRANGERS_PROJECT)
                        .protectedRef()
                        .user("mallory", 666)
                        .sign()),
                job(
                        "same-name",
                        "a stranger's project of the same name in his own namespace",
                        STRANGER,
                        job -> job.project("mallory/" + name(job), STRANGERS_PROJECT)
                                .protectedRef()
                                .sign()),
                job(
                        "colleague",
                        "a project of somebody who is in the right group, run with his memberships",
                        "groups_direct speaks of who started the job, not of what it runs.",
                        job -> job.claim("groups_direct", List.of(Workshop.claim(job, "namespace_path")))
                                .project("jdoe/playground", STRANGERS_PROJECT)
                                .protectedRef()
                                .sign()),
                job("namesake", "a project whose path begins like the right one", PATH, job -> job.project(
                                path(job) + "-evil", STRANGERS_PROJECT)
                        .protectedRef()
                        .sign()),
                job(
                        "namespace-namesake",
                        "a project in a group whose name begins like the right one",
                        PATH,
                        job -> job.project(
                                        Workshop.claim(job, "namespace_path") + "-evil/" + name(job), STRANGERS_PROJECT)
                                .protectedRef()
                                .sign()),
                job("path-within-path", "a project in whose path the right one stands", PATH, job -> job.project(
                                "mallory/" + path(job), STRANGERS_PROJECT)
                        .protectedRef()
                        .sign()),
                job(
                        "path-taken-over",
                        "the right path, given up and taken over by another project",
                        PATH,
                        job -> job.project(path(job), STRANGERS_PROJECT)
                                .protectedRef()
                                .sign()),
                job("path-in-other-case", "the right path in the other case", PATH, job -> job.project(
                                path(job).toUpperCase(Locale.ROOT), STRANGERS_PROJECT)
                        .protectedRef()
                        .sign()),
                job("feature-branch", "a branch that anybody may push to", REF, job -> job.branch("feature/steal")
                        .unprotectedRef()
                        .sign()),
                job("unprotected", "the right ref, but not protected", REF, job -> job.unprotectedRef()
                        .sign()),
                job("other-ref-type", "a tag that is called like the branch, or the reverse", NAME, job -> ofOtherType(
                                job)
                        .unprotectedRef()
                        .sign()),
                job("ref-namesake", "a branch whose name begins like the right ref", NAME, job -> job.branch(
                                ref(job) + "frame")
                        .unprotectedRef()
                        .sign()),
                job("ref-like-a-path", "a branch that is called like the full path of the ref", NAME, job -> job.branch(
                                (isTag(job) ? "tags/" : "heads/") + ref(job))
                        .unprotectedRef()
                        .sign()),
                job(
                        "merge-request",
                        "a merge request's pipeline for an unprotected branch of the right project",
                        REF,
                        job -> job.branch("feature/steal")
                                .unprotectedRef()
                                .mergeRequest()
                                .sign()),
                job(
                        "environment",
                        "an unprotected branch whose job says that it deploys to production",
                        ENVIRONMENT,
                        job -> job.branch("feature/steal")
                                .unprotectedRef()
                                .environment("production")
                                .deploymentTier("production")
                                .sign()),
                job(
                        "subject-of-own-choice",
                        "an unprotected branch whose project leaves the branch out of the subject",
                        "A project composes its subject itself, since GitLab 17.10; a rule over sub sees what it shows.",
                        job -> job.claim("sub", "project_path:" + path(job))
                                .branch("feature/steal")
                                .unprotectedRef()
                                .sign()));
    }

    private static ForgedToken job(String name, String title, String why, Function<CiTokenBuilder, String> forge) {
        return ORIGIN.gitlab(name, title, why)
                .by((mint, good) -> forge.apply((CiTokenBuilder) good), CLAIM_RULE_FAILED);
    }

    private static String path(CiTokenBuilder job) {
        return Workshop.claim(job, "project_path");
    }

    private static String name(CiTokenBuilder job) {
        String path = path(job);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static CiTokenBuilder fork(CiTokenBuilder job) {
        return ofBranch(job).mergeRequestFromFork("mallory/" + name(job), STRANGERS_PROJECT);
    }

    /** A merge request has no tag. */
    private static CiTokenBuilder ofBranch(CiTokenBuilder job) {
        return job.branch(ref(job));
    }

    private static CiTokenBuilder ofOtherType(CiTokenBuilder job) {
        return isTag(job) ? job.branch(ref(job)) : job.tag(ref(job));
    }

    private static String ref(CiTokenBuilder job) {
        return Workshop.claim(job, "ref");
    }

    private static boolean isTag(CiTokenBuilder job) {
        return Workshop.claim(job, "ref_type").equals("tag");
    }
}
