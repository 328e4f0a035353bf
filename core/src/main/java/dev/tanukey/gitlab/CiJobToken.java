package dev.tanukey.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The ID token of a CI/CD job. What GitLab has not always sent, or does not send for each job, is optional.
 *
 * <p>Immutable and thread-safe.
 *
 * @param claims all claims, the unknown ones included
 * @param subject the subject, taken apart
 * @param jobId the job's id
 * @param pipeline the pipeline
 * @param project the project that the code comes from: of a fork's merge request the fork (since GitLab 18.2)
 * @param jobProject the project in which the job runs; there since GitLab 18.4, and in late 18.2 and 18.3 releases
 * @param ref the branch or tag
 * @param environment the environment, if the job names one
 * @param triggerer the user in whose name the job runs
 * @param runner the runner, if one was assigned
 * @param sha the commit, of a merged-result pipeline the temporary one; there since GitLab 16.0
 * @param visibility {@code private}, {@code internal} or {@code public}, of the project in which the job runs; there
 *     since GitLab 16.3
 * @param configuration where the pipeline's configuration is said to come from
 * @param source {@code job_source}: the pipeline's source, or the policy that added the job; there since GitLab 18.9
 * @param policy the policy file behind the job, for jobs that a policy added
 * @param groupsDirect the groups of the triggerer, where the instance sends them; a job acts for a project, so they are
 *     no grounds for rights
 */
public record CiJobToken(
        Claims claims,
        Subject subject,
        String jobId,
        Pipeline pipeline,
        Project project,
        Optional<Project> jobProject,
        GitRef ref,
        Optional<Environment> environment,
        Triggerer triggerer,
        Optional<Runner> runner,
        Optional<String> sha,
        Optional<String> visibility,
        Optional<Configuration> configuration,
        Optional<String> source,
        Optional<Policy> policy,
        Optional<List<String>> groupsDirect)
        implements GitLabToken {

    /**
     * The values of {@code pipeline_source} of pipelines that always run a project's own code. A merge request's is not
     * among them, nor a child pipeline's, since its parent may be a fork's. Immutable.
     */
    public static final List<String> SOURCES_NEVER_OF_A_FORK =
            List.of("push", "web", "trigger", "schedule", "api", "chat", "webide", "pipeline", "external");

    /**
     * A pipeline.
     *
     * @param id its id
     * @param source for instance {@code push}, {@code merge_request_event} or {@code schedule}; there since GitLab 13
     */
    public record Pipeline(String id, Optional<String> source) {}

    /**
     * A runner.
     *
     * @param id its id, the one number among GitLab's claims
     * @param environment {@code gitlab-hosted} for gitlab.com's own fleet, else {@code self-hosted}
     */
    public record Runner(long id, Optional<String> environment) {}

    /**
     * Where a pipeline's configuration is said to come from. No proof of what ran: of a fork's pipeline it names the
     * target project with the fork's branch, and GitLab fills it in for remote configurations too.
     *
     * @param refUri {@code host/project//file@ref}, without a scheme
     * @param sha the commit
     */
    public record Configuration(String refUri, Optional<String> sha) {}

    /**
     * The policy file behind a job.
     *
     * @param url its address
     * @param sha its commit
     */
    public record Policy(String url, String sha) {}

    /** Where the code that a job runs comes from. */
    public enum Origin {
        /** From the project in which the job runs. */
        OWN_PROJECT,
        /** From a fork, by a merge request: whoever made the fork chose the code and named its branch. */
        FORK,
        /** Its GitLab does not tell yet, and the pipeline may be a fork's merge request or the child of one. */
        UNKNOWN
    }

    static CiJobToken read(Claims claims) throws RejectedException {
        ClaimReader reader = new ClaimReader(claims);
        return new CiJobToken(
                claims,
                Subject.parse(reader.text("sub")),
                reader.text("job_id"),
                new Pipeline(reader.text("pipeline_id"), reader.optionalText("pipeline_source")),
                project(reader, ""),
                claims.has("job_project_id") ? Optional.of(project(reader, "job_")) : Optional.empty(),
                ref(reader),
                claims.value("environment").isPresent() ? Optional.of(environment(reader)) : Optional.empty(),
                triggerer(reader),
                runner(claims, reader),
                reader.optionalText("sha"),
                reader.optionalText("project_visibility"),
                configuration(reader),
                reader.optionalText("job_source"),
                policy(reader),
                claims.strings("groups_direct"));
    }

    private static Project project(ClaimReader reader, String prefix) throws RejectedException {
        return new Project(
                reader.text(prefix + "project_id"),
                reader.text(prefix + "project_path"),
                reader.text(prefix + "namespace_id"),
                reader.text(prefix + "namespace_path"));
    }

    private static GitRef ref(ClaimReader reader) throws RejectedException {
        GitRef.Type type =
                switch (reader.text("ref_type")) {
                    case "branch" -> GitRef.Type.BRANCH;
                    case "tag" -> GitRef.Type.TAG;
                    default -> throw ClaimReader.malformed("ref_type", "\"branch\" or \"tag\"", "another string");
                };
        return new GitRef(reader.text("ref"), type, reader.optionalText("ref_path"), reader.flag("ref_protected"));
    }

    private static Environment environment(ClaimReader reader) throws RejectedException {
        return new Environment(
                reader.text("environment"),
                reader.flag("environment_protected"),
                reader.optionalText("deployment_tier"),
                reader.optionalText("environment_action"));
    }

    private static Triggerer triggerer(ClaimReader reader) throws RejectedException {
        List<Triggerer.Identity> identities = new ArrayList<>();
        for (Map<String, String> identity : reader.textObjects("user_identities")) {
            identities.add(new Triggerer.Identity(
                    member(identity, "user_identities", "provider"),
                    member(identity, "user_identities", "extern_uid")));
        }
        return new Triggerer(
                reader.text("user_id"),
                reader.optionalText("user_login"),
                reader.optionalText("user_email"),
                reader.optionalText("user_access_level"),
                identities);
    }

    private static Optional<Runner> runner(Claims claims, ClaimReader reader) throws RejectedException {
        Optional<Long> id = claims.wholeNumber("runner_id");
        return id.isPresent()
                ? Optional.of(new Runner(id.get(), reader.optionalText("runner_environment")))
                : Optional.empty();
    }

    private static Optional<Configuration> configuration(ClaimReader reader) throws RejectedException {
        Optional<String> sha = reader.optionalText("ci_config_sha");
        return reader.optionalText("ci_config_ref_uri").map(refUri -> new Configuration(refUri, sha));
    }

    private static Optional<Policy> policy(ClaimReader reader) throws RejectedException {
        Optional<Map<String, String>> policy = reader.optionalTextObject("job_config");
        return policy.isEmpty()
                ? Optional.empty()
                : Optional.of(new Policy(
                        member(policy.get(), "job_config", "url"), member(policy.get(), "job_config", "sha")));
    }

    private static String member(Map<String, String> object, String claim, String name) throws RejectedException {
        String value = object.get(name);
        if (value == null) {
            throw ClaimReader.malformed(claim, "an object with " + name, "one without");
        }
        return value;
    }

    /** {@return {@code CI_JOB}} */
    @Override
    public TokenKind kind() {
        return TokenKind.CI_JOB;
    }

    /**
     * Tells where the code comes from that the job runs. A fork's merge request must not be given what its target may
     * do, whatever its branch is called.
     *
     * @return the origin
     */
    public Origin origin() {
        if (jobProject.isPresent()) {
            return jobProject.get().id().equals(project.id()) ? Origin.OWN_PROJECT : Origin.FORK;
        }
        return pipeline.source().filter(SOURCES_NEVER_OF_A_FORK::contains).isPresent()
                ? Origin.OWN_PROJECT
                : Origin.UNKNOWN;
    }

    /** {@return what ran, without names of people} */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "CiJobToken[project=%s, job=%s, subject=%s]", project.id(), jobId, subject.text());
    }
}
