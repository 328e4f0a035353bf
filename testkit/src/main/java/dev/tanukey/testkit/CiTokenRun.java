package dev.tanukey.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who runs a job, why, in which pipeline and on which runner. A part of {@link CiTokenBuilder}. */
abstract sealed class CiTokenRun extends CiTokenPlace permits CiTokenBuilder {
    private static final int MAXIMUM_GROUPS = 200;

    private static final Optional<List<String>> NO_GROUPS = Optional.of(List.of());

    private Starter starter = Starter.DEFAULT;
    private Optional<List<String>> groups = Optional.empty();
    private final List<Map<String, String>> identities = new ArrayList<>();
    private Pipeline pipeline = Pipeline.DEFAULT;
    private Optional<Policy> policy = Optional.empty();
    private Optional<Runner> runner = Optional.of(Runner.DEFAULT);

    CiTokenRun(Mint mint, Duration lifetime) {
        super(mint, lifetime);
    }

    /**
     * Names the user who runs the job. The e-mail address is {@code <login>@example.com}, and for a bot's or a service
     * account's login {@code <login>@noreply.<host>}. Default: {@code jdoe}, 1001.
     *
     * @param login the login
     * @param id the user's id
     * @return this
     */
    public CiTokenBuilder user(String login, long id) {
        starter = starter.of(new User(login, id));
        return self();
    }

    /**
     * Sets the user's e-mail address. Default: it follows from the login.
     *
     * @param address the address
     * @return this
     */
    public CiTokenBuilder email(String address) {
        starter = starter.withEmail(address);
        return self();
    }

    /**
     * Runs the job for nobody, as GitLab can: {@code user_id} is empty, and login, e-mail address and role are null.
     * Default: {@code jdoe} runs it.
     *
     * @return this
     */
    public CiTokenBuilder withoutUser() {
        starter = starter.nobody();
        return self();
    }

    /**
     * Sets the user's role in the project. Default: {@code developer}; {@code maintainer} for {@link #triggeredByBot},
     * and {@code owner} of a fork. Since GitLab 16.9.
     *
     * @param level for instance {@code maintainer}
     * @return this
     */
    public CiTokenBuilder accessLevel(String level) {
        starter = starter.withRole(level);
        return wish(Change.USER_ACCESS_LEVEL);
    }

    /**
     * Takes the user's role away, so that {@code user_access_level} is null, as for an administrator who is no member.
     * Default: the user has a role. Since GitLab 16.9.
     *
     * @return this
     */
    public CiTokenBuilder withoutAccessLevel() {
        starter = starter.withoutRole();
        return wish(Change.USER_ACCESS_LEVEL);
    }

    /**
     * Writes {@code groups_direct}, the groups of which the user is a direct member: sorted, and left out as a whole if
     * there are more than 200. Default: left out, as on an instance without the flag {@code ci_jwt_groups_direct}; from
     * 16.11 to 17.2, which had no such flag, an empty list. Since GitLab 16.11.
     *
     * @param paths the full paths; may be none, which is an empty list
     * @return this
     */
    public CiTokenBuilder groups(String... paths) {
        groups = Optional.of(List.of(paths));
        return wish(Change.GROUPS_DIRECT);
    }

    /**
     * Adds an identity to {@code user_identities}, for a user who opted in. Default: none, and no such claim. Since
     * GitLab 16.0.
     *
     * @param provider where the identity is from, for instance {@code saml}
     * @param externUid the user's id there
     * @return this
     */
    public CiTokenBuilder identity(String provider, String externUid) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("provider", provider);
        identity.put("extern_uid", externUid);
        identities.add(identity);
        return wish(Change.USER_IDENTITIES);
    }

    /**
     * Sets the pipeline's id. Default: 900100.
     *
     * @param id the id
     * @return this
     */
    public CiTokenBuilder pipeline(long id) {
        pipeline = pipeline.withId(id);
        return self();
    }

    /**
     * Sets the job's id. Default: 7000001.
     *
     * @param id the id
     * @return this
     */
    public CiTokenBuilder job(long id) {
        pipeline = pipeline.withJob(id);
        return self();
    }

    /**
     * Says what started the pipeline. Default: {@code push}.
     *
     * @param source for instance {@code web} or {@code api}
     * @return this
     */
    public CiTokenBuilder pipelineSource(String source) {
        pipeline = pipeline.startedBy(source);
        return self();
    }

    /**
     * Starts the pipeline for a merge request within the project; the branch is its source. Default: a push.
     *
     * @return this; signing fails for a tag
     */
    public CiTokenBuilder mergeRequest() {
        return pipelineSource("merge_request_event");
    }

    /**
     * Starts the pipeline by a schedule, whose owner is the user. Default: a push.
     *
     * @return this
     */
    public CiTokenBuilder schedule() {
        return pipelineSource("schedule");
    }

    /**
     * Starts the pipeline by a trigger token that belongs to a project access token: the user is the project's bot,
     * with the id 3003. Default: a push by {@code jdoe}.
     *
     * @return this
     */
    public CiTokenBuilder triggeredByBot() {
        starter = starter.bot();
        return pipelineSource("trigger");
    }

    /**
     * Starts the pipeline by a job of another pipeline of the same project. Default: a push.
     *
     * @return this
     */
    public CiTokenBuilder childPipeline() {
        return pipelineSource("parent_pipeline");
    }

    /**
     * Starts the pipeline by a job of another project. Default: a push.
     *
     * @return this
     */
    public CiTokenBuilder downstreamPipeline() {
        return pipelineSource("pipeline");
    }

    /**
     * Lets a security policy add the job to the pipeline: {@code job_source} names the kind of policy, and
     * {@code job_config} its file. Default: the job is the project's own, and {@code job_source} what started the
     * pipeline. Since GitLab 18.9.
     *
     * @param kind {@code scan_execution_policy} or {@code pipeline_execution_policy}
     * @param policyProject the full path of the project with the policies
     * @return this
     * @throws IllegalArgumentException if there is no such kind
     */
    public CiTokenBuilder policyJob(String kind, String policyProject) {
        policy = Optional.of(new Policy(kind, policyProject));
        return wish(Change.JOB_SOURCE);
    }

    /**
     * Runs the job on a runner of gitlab.com's own fleet. Default: the runner 42, of that fleet if the instance is
     * gitlab.com, and self-hosted elsewhere. Since GitLab 16.0.
     *
     * @param id the runner's id
     * @return this
     */
    public CiTokenBuilder gitlabHostedRunner(long id) {
        runner = Optional.of(Runner.gitLabHosted(id));
        return wish(Change.RUNNER);
    }

    /**
     * Runs the job on somebody's own runner. Default: see {@link #gitlabHostedRunner}. Since GitLab 16.0.
     *
     * @param id the runner's id
     * @return this
     */
    public CiTokenBuilder selfHostedRunner(long id) {
        runner = Optional.of(Runner.selfHosted(id));
        return wish(Change.RUNNER);
    }

    /**
     * Leaves out the claims of the runner, as GitLab does while there is none. Default: there is one.
     *
     * @return this
     */
    public CiTokenBuilder withoutRunner() {
        runner = Optional.empty();
        return self();
    }

    final Pipeline pipeline() {
        return pipeline;
    }

    final void addUser(Map<String, @Nullable Object> claims, Mint mint) {
        starter.addTo(claims, running(), mint.instance(), isFromFork() && mint.has(Change.JOB_PROJECT));
    }

    final void addGroups(Map<String, @Nullable Object> claims, Mint mint) {
        Optional<List<String>> shown = mint.has(Change.GROUPS_DIRECT_BY_FLAG) ? groups : groups.or(() -> NO_GROUPS);
        claims.put(
                "groups_direct",
                shown.filter(paths -> paths.size() <= MAXIMUM_GROUPS)
                        .<Object>map(paths -> paths.stream().sorted().toList())
                        .orElse(Edits.ONLY_IF_SET));
    }

    final void addSource(Map<String, @Nullable Object> claims, String instance) {
        claims.put("job_source", pipeline.source());
        claims.put("job_config", Edits.ONLY_IF_SET);
        policy.ifPresent(it -> it.addTo(claims, instance));
    }

    final void addRunner(Map<String, @Nullable Object> claims, String instance) {
        claims.put("runner_id", Edits.ONLY_IF_SET);
        claims.put("runner_environment", Edits.ONLY_IF_SET);
        runner.ifPresent(it -> it.addTo(claims, instance));
    }

    final void addIdentities(Map<String, @Nullable Object> claims) {
        claims.put("user_identities", identities.isEmpty() ? Edits.ONLY_IF_SET : List.copyOf(identities));
    }
}
