package dev.tanukey.mapping.gitlab;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;

/**
 * Ready mappings for the tokens of a GitLab instance. The presets are values to use as they are, to change and to write
 * for a cluster; see {@link GitLabMapping}.
 *
 * <p>A preset lets in whatever token of its kind has a right audience, from every project of the instance, gitlab.com's
 * all included; what they may do is decided by bindings, or by {@link GitLabRules} before. Two instances in one place
 * need different names: {@code cloudfleet().withUsername("gitlab-corp:{sub}")}.
 *
 * <p>All of them are immutable and thread-safe.
 */
public final class GitLabMappings {

    private GitLabMappings() {}

    /**
     * Takes CI/CD jobs and nobody else: the username is {@code gitlab:} and the token's subject, for instance
     * {@code gitlab:project_path:acme/shop:ref_type:branch:ref:main}; no groups.
     *
     * <p>A subject holds paths, which can be renamed and taken over, and a project chooses what is in its subjects.
     *
     * @return the mapping
     */
    public static ClaimsMapper ciJobs() {
        return only(TokenKind.CI_JOB, ClaimMappings.username("sub", "gitlab:").build());
    }

    /**
     * Takes CI/CD jobs as Cloudfleet's clusters do: the username is {@code gitlab:} and the token's subject, the groups
     * are {@code cfke.io:third-party-idp} and {@code cfke.io:third-party-idp:gitlab}, the extra attributes
     * {@code cfke.io/gitlab-project}, {@code -ref}, {@code -user} and {@code -pipeline-id}; no uid.
     *
     * <p>A policy that looks at {@code cfke.io/gitlab-ref} alone also means tags, forks and other projects of that ref;
     * see {@link GitLabRules}. For usernames that hold the environment, where there is one, take
     * {@code withUsername("gitlab:project_path:{project_path}:environment:{environment}", "gitlab:{sub}")}, and without
     * the second template jobs without an environment are refused. Whoever edits a job may name any environment: take
     * {@link GitLabRules#protectedEnvironment} with it.
     *
     * @return the mapping
     */
    public static GitLabMapping cloudfleet() {
        return GitLabMapping.jobs("gitlab:{sub}")
                .withGroup("cfke.io:third-party-idp")
                .withGroup("cfke.io:third-party-idp:gitlab")
                .withExtra("cfke.io/gitlab-project", "project_path")
                .withExtra("cfke.io/gitlab-ref", "ref")
                .withExtra("cfke.io/gitlab-user", "user_login")
                .withExtra("cfke.io/gitlab-pipeline-id", "pipeline_id");
    }

    /**
     * Takes CI/CD jobs and gives them the names that the GitLab agent for Kubernetes gives with {@code ci_access:
     * access_as: ci_job}: user {@code gitlab:ci_job:<job id>}, groups {@code gitlab:ci_job}, {@code gitlab:group:<id>},
     * {@code gitlab:group_env_tier:<id>:<tier>}, {@code gitlab:project:<id>} and
     * {@code gitlab:project_env_tier:<id>:<tier>}, and its extra attributes; no uid.
     *
     * <p>What a token does not carry, a job does not get: the groups above the nearest one, the group
     * {@code gitlab:project_env:<id>:<slug>}, and the extra attributes {@code id} and {@code config_project_id} of the
     * agent and {@code environment_slug}. The nearest "group" may be a person's namespace, which the agent leaves out.
     *
     * <p>Project and group are those in which the job runs, as with the agent, also for a fork's merge request; anybody
     * may name an environment and declare its tier. Take {@link GitLabRules#notFromFork} and
     * {@link GitLabRules#protectedEnvironment} or {@link GitLabRules#protectedRef} with it.
     *
     * @return the mapping
     */
    public static GitLabMapping agentCiJob() {
        return GitLabMapping.jobs("gitlab:ci_job:{job_id}")
                .withGroup("gitlab:ci_job")
                .withGroup("gitlab:group:{job_namespace_id|namespace_id}")
                .withGroup("gitlab:group_env_tier:{job_namespace_id|namespace_id}:{deployment_tier}")
                .withGroup("gitlab:project:{job_project_id|project_id}")
                .withGroup("gitlab:project_env_tier:{job_project_id|project_id}:{deployment_tier}")
                .withExtra("agent.gitlab.com/project_id", "job_project_id|project_id")
                .withExtra("agent.gitlab.com/ci_pipeline_id", "pipeline_id")
                .withExtra("agent.gitlab.com/ci_job_id", "job_id")
                .withExtra("agent.gitlab.com/username", "user_login")
                .withExtra("agent.gitlab.com/environment_tier", "deployment_tier");
    }

    /**
     * Takes CI/CD jobs and names them by ids, which no renaming changes and nobody takes over: user
     * {@code gitlab:<namespace id>:<project id>:<ref type>:<ref>}, groups {@code gitlab:project:<id>} and
     * {@code gitlab:namespace:<id>}, uid {@code <project id>:<job id>}. A project that moves to another namespace
     * changes its name.
     *
     * <p>Of a fork's merge request the ids are the fork's, but before GitLab 18.2 the target's: take
     * {@link GitLabRules#notFromFork} with it there.
     *
     * @return the mapping
     */
    public static GitLabMapping byProject() {
        return GitLabMapping.jobs("gitlab:{namespace_id}:{project_id}:{ref_type}:{ref}")
                .withGroup("gitlab:project:{project_id}")
                .withGroup("gitlab:namespace:{namespace_id}")
                .withUid("{project_id}:{job_id}");
    }

    /**
     * Takes people: user {@code gitlab:<login>}, a group {@code gitlab:group_path:<path>} for each direct membership,
     * the user's id as uid. A login or path has no colon, so these groups are neither those of any job here nor those
     * that the GitLab agent gives, such as {@code gitlab:user} or {@code gitlab:group:<id>}.
     *
     * <p>Logins and paths can be renamed and taken over afterwards; {@code withUsername("gitlab:user_id:{sub}")} names
     * people by id. Older GitLab versions leave {@code preferred_username} out; their tokens are refused with
     * {@code MAPPING_FAILED}, and never taken for a job's.
     *
     * @return the mapping
     */
    public static GitLabMapping users() {
        return GitLabMapping.users("gitlab:{preferred_username}")
                .withGroups("gitlab:group_path:", "groups_direct")
                .withUid("{sub}");
    }

    /**
     * Takes people and CI/CD jobs, under different prefixes, with the names of the well-known configuration that blogs
     * show: people are {@code gitlab:<login>} with a group {@code gitlab:<path>} for each direct membership, jobs
     * {@code gitlab-ci:<subject>} with the group {@code gitlab-ci:<namespace path>}. The uid is a person's id, and a
     * job's {@code <project id>:<job id>}.
     *
     * <p>Unlike there, the kind is decided first and by other claims than those that are mapped: a job never gets the
     * groups of the person who started it, though its token may carry them, and a person is never taken for a job.
     * Memberships in groups of the paths {@code user} and {@code ci_job} are left out, since {@code gitlab:user} and
     * {@code gitlab:ci_job} are groups that the GitLab agent gives to all.
     *
     * @return the mapping
     */
    public static UsersAndJobs usersAndJobs() {
        return new UsersAndJobs(
                GitLabMapping.users("gitlab:{preferred_username}")
                        .withGroups("gitlab:", "groups_direct", "user", "ci_job")
                        .withUid("{sub}"),
                GitLabMapping.jobs("gitlab-ci:{sub}")
                        .withGroup("gitlab-ci:{namespace_path}")
                        .withUid("{project_id}:{job_id}"));
    }

    /**
     * Takes tokens of one kind and refuses every other with {@code TOKEN_KIND_NOT_ACCEPTED}, before anything is mapped.
     *
     * @param kind the kind to take
     * @param mapper how to map it
     * @return the mapping
     */
    public static ClaimsMapper only(TokenKind kind, ClaimsMapper mapper) {
        return new OfOneKind(kind, mapper);
    }

    /** Looks at the kind and leaves the rest, the prefixes included, to another mapper. */
    private record OfOneKind(TokenKind kind, ClaimsMapper mapper) implements ClaimsMapper {

        @Override
        public UserInfo map(VerifiedToken token) throws RejectedException {
            requireKind(kind, token.claims());
            return mapper.map(token);
        }

        @Override
        public NamePrefixes prefixes() {
            return mapper.prefixes();
        }
    }

    static void requireKind(TokenKind wanted, Claims claims) throws RejectedException {
        TokenKind kind = TokenKind.of(claims);
        if (kind != wanted) {
            throw new RejectedException(Rejection.of(
                    RejectionReason.TOKEN_KIND_NOT_ACCEPTED, "a token of kind " + wanted, "one of kind " + kind));
        }
    }
}
