package dev.tanukey.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An ID token of a CI/CD job ({@code id_tokens:}), with the claims of GitLab 18.9.
 *
 * <p>Unless told otherwise, {@code jdoe}, a developer, has pushed to the protected branch {@code main} of
 * {@code acme/shop}, and the job asked for the audience {@code https://api.example.com}; it has no environment, and the
 * token lives an hour. The order of the calls does not matter; of two calls about one thing the last counts. What is
 * not here is set with {@link #claim}: {@code groups_direct}, {@code user_identities} and {@code job_config} then take
 * the place at which GitLab writes them.
 *
 * <p>Not thread-safe. A builder may sign any number of tokens; each has a {@code jti} of its own.
 */
public final class CiTokenBuilder extends TokenBuilder<CiTokenBuilder> {
    private static final String SHA = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
    private static final long NOT_BEFORE_OFFSET_SECONDS = 5;

    private Project project = Project.at("acme/shop", 4711);
    private Optional<Long> namespaceId = Optional.empty();
    private Optional<Project> fork = Optional.empty();
    private User user = User.DEFAULT;
    private Optional<String> accessLevel = Optional.empty();
    private String pipelineSource = "push";
    private Ref ref = Ref.DEFAULT_BRANCH;
    private Optional<Boolean> refProtected = Optional.empty();
    private Environment environment = Environment.NONE;
    private List<String> subjectComponents = List.of("project_path", "ref_type", "ref");
    private Object audience = "https://api.example.com";

    CiTokenBuilder(Mint mint) {
        super(mint, Duration.ofHours(1));
    }

    /**
     * Names the project in which the job runs. Its namespace is the group or user right above it, with an id that
     * follows from the namespace's path.
     *
     * @param path the full path, for instance {@code acme/platform/shop}
     * @param id the project's id
     * @return this
     * @throws IllegalArgumentException if the path has no namespace
     */
    public CiTokenBuilder project(String path, long id) {
        project = Project.at(path, id);
        return this;
    }

    /**
     * Sets the id of the namespace of the project in which the job runs.
     *
     * @param id the id of the group or user namespace
     * @return this
     */
    public CiTokenBuilder namespaceId(long id) {
        namespaceId = Optional.of(id);
        return this;
    }

    /**
     * Lets the pipeline belong to a merge request from a fork, run in the {@link #project}. As GitLab does since 2025,
     * {@code sub}, {@code project_*}, {@code namespace_*} and the user's access level, by default {@code owner}, then
     * speak of the fork, and only {@code job_project_*} and {@code job_namespace_*} of the project that runs the job.
     * The ref is the fork's.
     *
     * @param path the fork's full path
     * @param id the fork's project id
     * @return this
     * @throws IllegalArgumentException if the path has no namespace
     */
    public CiTokenBuilder mergeRequestFromFork(String path, long id) {
        fork = Optional.of(Project.at(path, id));
        return pipelineSource("merge_request_event");
    }

    /**
     * Names the user who runs the job; the e-mail address is {@code <login>@example.com}.
     *
     * @param login the login
     * @param id the user's id
     * @return this
     */
    public CiTokenBuilder user(String login, long id) {
        user = new User(login, id);
        return this;
    }

    /**
     * Sets the user's role in the project. Default: {@code developer}, and {@code owner} of a fork.
     *
     * @param level for instance {@code maintainer}
     * @return this
     */
    public CiTokenBuilder accessLevel(String level) {
        accessLevel = Optional.of(level);
        return this;
    }

    /**
     * Runs the pipeline for a branch. Default: {@code main}.
     *
     * @param name the short name
     * @return this
     */
    public CiTokenBuilder branch(String name) {
        ref = Ref.branch(name);
        return this;
    }

    /**
     * Runs the pipeline for a tag.
     *
     * @param name the short name
     * @return this
     */
    public CiTokenBuilder tag(String name) {
        ref = Ref.tag(name);
        return this;
    }

    /**
     * Protects the branch or tag. Default: as in a new project the branch {@code main} is protected, and nothing else;
     * of a fork not even that.
     *
     * @return this
     */
    public CiTokenBuilder protectedRef() {
        refProtected = Optional.of(true);
        return this;
    }

    /**
     * Leaves the branch or tag unprotected.
     *
     * @return this
     */
    public CiTokenBuilder unprotectedRef() {
        refProtected = Optional.of(false);
        return this;
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
        return this;
    }

    /**
     * Protects the environment.
     *
     * @return this
     */
    public CiTokenBuilder protectedEnvironment() {
        environment = environment.withProtection();
        return this;
    }

    /**
     * Declares the environment's tier, as any job may.
     *
     * @param tier {@code production}, {@code staging}, {@code testing}, {@code development} or {@code other}
     * @return this
     */
    public CiTokenBuilder deploymentTier(String tier) {
        environment = environment.inTier(tier);
        return this;
    }

    /**
     * Says what started the pipeline. Default: {@code push}.
     *
     * @param source for instance {@code schedule} or {@code merge_request_event}
     * @return this
     */
    public CiTokenBuilder pipelineSource(String source) {
        pipelineSource = source;
        return this;
    }

    /**
     * Composes {@code sub} of other claims, as the project setting {@code ci_id_token_sub_claim_components} does; those
     * that the token lacks are skipped. Default: {@code project_path}, {@code ref_type}, {@code ref}.
     *
     * @param first the first one; in GitLab {@code project_path} or {@code project_id}
     * @param more further ones, for instance {@code ref_protected}
     * @return this
     */
    public CiTokenBuilder subjectComponents(String first, String... more) {
        subjectComponents = Lists.of(first, more);
        return this;
    }

    /**
     * Sets {@code aud}: a string if there is one audience, an array if there are several. Default:
     * {@code https://api.example.com}.
     *
     * @param first an audience
     * @param more further ones
     * @return this
     */
    public CiTokenBuilder audience(String first, String... more) {
        audience = more.length == 0 ? first : Lists.of(first, more);
        return this;
    }

    /**
     * Sets {@code aud} as an array even if there is one audience only, as GitLab does if the job asked with one.
     *
     * @param audiences the audiences; may be none
     * @return this
     */
    public CiTokenBuilder audienceList(String... audiences) {
        audience = List.of(audiences);
        return this;
    }

    @Override
    CiTokenBuilder self() {
        return this;
    }

    @Override
    Map<String, @Nullable Object> header(String keyId) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("kid", keyId);
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        return header;
    }

    @Override
    Map<String, @Nullable Object> claims(String issuer, long issuedAt, long expiresAt) {
        Project running = namespaceId.map(project::inNamespace).orElse(project);
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        fork.orElse(running).addTo(claims, "");
        claims.put("user_id", Long.toString(user.id()));
        claims.put("user_login", user.login());
        claims.put("user_email", user.email());
        claims.put("user_access_level", accessLevel.orElse(fork.isPresent() ? "owner" : "developer"));
        running.addTo(claims, "job_");
        claims.put("pipeline_id", "900100");
        claims.put("pipeline_source", pipelineSource);
        claims.put("job_id", "7000001");
        ref.addTo(claims);
        claims.put("ref_protected", Boolean.toString(isRefProtected()));
        claims.put("groups_direct", Edits.ONLY_IF_SET);
        environment.addTo(claims);
        claims.put("job_source", pipelineSource);
        claims.put("job_config", Edits.ONLY_IF_SET);
        claims.put("runner_id", 42L);
        claims.put("runner_environment", "gitlab-hosted");
        claims.put("sha", SHA);
        claims.put("project_visibility", "private");
        claims.put("user_identities", Edits.ONLY_IF_SET);
        claims.put("ci_config_ref_uri", configuration(issuer, running));
        claims.put("ci_config_sha", SHA);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", issuedAt);
        claims.put("nbf", issuedAt - NOT_BEFORE_OFFSET_SECONDS);
        claims.put("exp", expiresAt);
        claims.put("iss", issuer);
        claims.put("sub", subject(claims));
        claims.put("aud", audience);
        return claims;
    }

    private boolean isRefProtected() {
        return refProtected.orElse(fork.isEmpty() && ref.equals(Ref.DEFAULT_BRANCH));
    }

    /** The path of the project that runs the job with the ref of the fork: so it is in GitLab. */
    private String configuration(String issuer, Project running) {
        return GitLabUrl.withoutScheme(issuer) + "/" + running.path() + "//.gitlab-ci.yml@" + ref.path();
    }

    private String subject(Map<String, @Nullable Object> claims) {
        StringJoiner subject = new StringJoiner(":");
        for (String component : subjectComponents) {
            if (claims.get(component) instanceof String value) {
                subject.add(component + ":" + value);
            }
        }
        return subject.toString();
    }
}
