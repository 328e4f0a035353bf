package dev.tanukey.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a job runs: project, fork, ref, commit, environment. A part of {@link CiTokenBuilder}. */
abstract sealed class CiTokenPlace extends TokenBuilder<CiTokenBuilder> permits CiTokenRun {
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    /** The second one: a child pipeline of it. */
    private static final Set<String> SOURCES_OF_FORKS = Set.of("merge_request_event", "parent_pipeline");

    private Project project = Project.at("acme/shop", 4711);
    private Optional<Long> namespaceId = Optional.empty();
    private Optional<Project> fork = Optional.empty();
    private Optional<Ref> ref = Optional.empty();
    private Optional<Boolean> refProtected = Optional.empty();
    private String sha = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
    private String visibility = "private";
    private boolean configurationElsewhere;
    private Environment environment = Environment.NONE;

    CiTokenPlace(Mint mint, Duration lifetime) {
        super(mint, lifetime);
    }

    /**
     * Names the project in which the job runs. Its namespace is the group or user right above it, with an id that
     * follows from the namespace's path. Default: {@code acme/shop}, 4711.
     *
     * @param path the full path, for instance {@code acme/platform/shop}
     * @param id the project's id
     * @return this
     * @throws IllegalArgumentException if the path has no namespace
     */
    public CiTokenBuilder project(String path, long id) {
        project = Project.at(path, id);
        return self();
    }

    /**
     * Sets the id of the namespace of the project in which the job runs. Default: one that follows from its path.
     *
     * @param id the id of the group or user namespace
     * @return this
     */
    public CiTokenBuilder namespaceId(long id) {
        namespaceId = Optional.of(id);
        return self();
    }

    /**
     * Sets {@code project_visibility}, which is that of the project that runs the job. Default: {@code private}. Since
     * GitLab 16.3.
     *
     * @param level {@code private}, {@code internal} or {@code public}
     * @return this
     */
    public CiTokenBuilder visibility(String level) {
        visibility = level;
        return wish(Change.PROJECT_VISIBILITY);
    }

    /**
     * Lets the pipeline belong to a merge request from a fork, run in the {@link #project}. Since GitLab 18.2 (with its
     * patches) {@code sub}, {@code project_*}, {@code namespace_*} and the user's access level, by default
     * {@code owner}, speak of the fork, and only {@code job_project_*} and {@code job_namespace_*} of the project that
     * runs the job; before, all speak of the latter and nothing of the fork. The ref is the fork's, by default its
     * unprotected branch {@code main}.
     *
     * @param path the fork's full path
     * @param id the fork's project id
     * @return this
     * @throws IllegalArgumentException if the path has no namespace
     */
    public CiTokenBuilder mergeRequestFromFork(String path, long id) {
        fork = Optional.of(Project.at(path, id));
        return self().pipelineSource("merge_request_event");
    }

    /**
     * Runs the pipeline for a branch. Default: {@code main}, and for a merge request {@code feature-1}.
     *
     * @param name the short name
     * @return this
     */
    public CiTokenBuilder branch(String name) {
        ref = Optional.of(Ref.branch(name));
        return self();
    }

    /**
     * Runs the pipeline for a tag. Default: a branch.
     *
     * @param name the short name
     * @return this
     */
    public CiTokenBuilder tag(String name) {
        ref = Optional.of(Ref.tag(name));
        return self();
    }

    /**
     * Protects the branch or tag. Default: as in a new project the branch {@code main} is protected, and nothing else;
     * of a fork not even that.
     *
     * @return this
     */
    public CiTokenBuilder protectedRef() {
        refProtected = Optional.of(true);
        return self();
    }

    /**
     * Leaves the branch or tag unprotected. Default: see {@link #protectedRef}.
     *
     * @return this
     */
    public CiTokenBuilder unprotectedRef() {
        refProtected = Optional.of(false);
        return self();
    }

    /**
     * Sets the commit, {@code sha} and {@code ci_config_sha}. Default: one that nobody made. Since GitLab 16.0.
     *
     * @param id 40 hexadecimal digits, or 64 in a SHA-256 repository
     * @return this
     * @throws IllegalArgumentException if it is neither
     */
    public CiTokenBuilder commit(String id) {
        if (!SHA.matcher(id).matches()) {
            throw new IllegalArgumentException("A commit has 40 or 64 lower-case hexadecimal digits, but came \"" + id
                    + "\"; claim(\"sha\", value) sets any text");
        }
        sha = id;
        return wish(Change.SHA);
    }

    /**
     * Takes the pipeline's configuration from another project, a URL or Auto DevOps. Then {@code ci_config_ref_uri} and
     * {@code ci_config_sha} are null before GitLab 18.0, and since then as if it were from the project itself. Default:
     * {@code .gitlab-ci.yml} of the project. Since GitLab 16.2.
     *
     * @return this
     */
    public CiTokenBuilder configurationElsewhere() {
        configurationElsewhere = true;
        return wish(Change.CI_CONFIG);
    }

    /**
     * Lets the job deploy to an environment, which is not protected, and whose tier GitLab guesses from the name.
     * Default: none.
     *
     * @param name the name, for instance {@code review/feature-1}
     * @return this
     */
    public CiTokenBuilder environment(String name) {
        environment = environment.named(name);
        return wish(Change.ENVIRONMENT);
    }

    /**
     * Protects the environment. Default: it is not protected.
     *
     * @return this; signing fails without {@link #environment}
     */
    public CiTokenBuilder protectedEnvironment() {
        environment = environment.withProtection();
        return self();
    }

    /**
     * Declares the environment's tier, as any job may. Default: guessed from the name. Since GitLab 15.2.
     *
     * @param tier {@code production}, {@code staging}, {@code testing}, {@code development} or {@code other}
     * @return this; signing fails without {@link #environment}
     * @throws IllegalArgumentException if GitLab has no such tier
     */
    public CiTokenBuilder deploymentTier(String tier) {
        environment = environment.inTier(tier);
        return wish(Change.DEPLOYMENT_TIER);
    }

    /**
     * Says what the job does to the environment; all but {@code start} and {@code stop} come without a deployment.
     * Default: {@code start}. Since GitLab 16.5.
     *
     * @param action {@code start}, {@code prepare}, {@code stop}, {@code verify} or {@code access}
     * @return this; signing fails without {@link #environment}
     * @throws IllegalArgumentException if GitLab has no such action
     */
    public CiTokenBuilder environmentAction(String action) {
        environment = environment.withAction(action);
        return wish(Change.ENVIRONMENT_ACTION);
    }

    final void requireForkOfMergeRequest(Pipeline pipeline) {
        if (fork.isPresent() && !SOURCES_OF_FORKS.contains(pipeline.source())) {
            throw new IllegalStateException("The project runs pipelines of a fork for its merge requests only, but came"
                    + " pipelineSource(\"" + pipeline.source() + "\"): leave that out, or"
                    + " mergeRequestFromFork(..); for a job that the fork runs itself, name it with project(..)");
        }
    }

    final boolean isFromFork() {
        return fork.isPresent();
    }

    /** The project that runs the job. */
    final Project running() {
        return namespaceId.map(project::inNamespace).orElse(project);
    }

    /** The project that {@code project_*} and {@code sub} name. */
    final Project named(Mint mint) {
        return fork.filter(any -> mint.has(Change.JOB_PROJECT)).orElse(running());
    }

    final void addRef(Map<String, @Nullable Object> claims, Pipeline pipeline) {
        Ref actual = actualRef(pipeline);
        actual.addTo(claims);
        boolean guarded = refProtected.orElse(fork.isEmpty() && actual.equals(Ref.DEFAULT_BRANCH));
        claims.put("ref_protected", Boolean.toString(guarded));
    }

    final void addEnvironment(Map<String, @Nullable Object> claims) {
        environment.addTo(claims);
    }

    final void addCommit(Map<String, @Nullable Object> claims) {
        claims.put("sha", sha);
        claims.put("project_visibility", visibility);
    }

    /** The path of the project that runs the job with the ref of the fork: so it is in GitLab. */
    final void addConfiguration(Map<String, @Nullable Object> claims, Mint mint, Pipeline pipeline) {
        boolean unknown = configurationElsewhere && !mint.has(Change.CI_CONFIG_ALWAYS);
        String file = GitLabUrl.withoutScheme(mint.instance()) + "/" + running().path() + "//.gitlab-ci.yml";
        claims.put(
                "ci_config_ref_uri",
                unknown ? null : file + "@" + actualRef(pipeline).path());
        claims.put("ci_config_sha", unknown ? null : sha);
    }

    private Ref actualRef(Pipeline pipeline) {
        boolean merging = pipeline.isOfMergeRequest();
        if (merging && ref.filter(Ref::isTag).isPresent()) {
            throw new IllegalStateException("A merge request is one of a branch, but came a tag; call branch(..)"
                    + " instead, or another pipelineSource(..)");
        }
        return ref.orElse(merging && fork.isEmpty() ? Ref.SOURCE_BRANCH : Ref.DEFAULT_BRANCH);
    }
}
