package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The builders against payloads as GitLab mints them: same names, same order, same types, same values. */
class GitLabPayloadsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000), ZoneOffset.UTC);
    private static final String JTI = "5b0c7b0e-3f0e-4a51-9d5e-6f2f3a1c9d01";
    private static final String AUDIENCE = "https://deploy.example.com";

    private static FakeGitLab gitlab;

    @BeforeAll
    static void start() {
        gitlab = FakeGitLab.builder().clock(CLOCK).issuer("https://gitlab.com").start();
    }

    @AfterAll
    static void stop() {
        gitlab.close();
    }

    @Test
    void a_push_to_a_branch() throws IOException {
        assertMints("branch", ciToken());
    }

    @Test
    void a_tag() throws IOException {
        assertMints(
                "tag",
                ciToken()
                        .tag("v2.4.0")
                        .protectedRef()
                        .accessLevel("maintainer")
                        .claim("pipeline_id", "900101")
                        .claim("job_id", "7000002")
                        .audience(AUDIENCE, "sigstore"));
    }

    @Test
    void a_merge_request_from_a_fork() throws IOException {
        assertMints(
                "merge-request-from-fork",
                ciToken()
                        .mergeRequestFromFork("mallory/shop", 5822)
                        .user("mallory", 2002)
                        .claim("namespace_id", "9009")
                        .claim("user_email", "mallory@example.net")
                        .claim("pipeline_id", "900102")
                        .claim("job_id", "7000003"));
    }

    @Test
    void a_job_with_an_environment() throws IOException {
        assertMints(
                "environment",
                ciToken().environment("production/eu").protectedEnvironment().claim("job_id", "7000004"));
    }

    @Test
    void a_schedule_with_groups_and_identities() throws IOException {
        assertMints(
                "schedule-with-groups",
                ciToken()
                        .pipelineSource("schedule")
                        .accessLevel("maintainer")
                        .claim("user_identities", List.of(identity()))
                        .claim("groups_direct", List.of("acme", "acme/platform"))
                        .claim("pipeline_id", "900104")
                        .claim("job_id", "7000005"));
    }

    @Test
    void a_trigger_by_a_bot() throws IOException {
        String bot = "project_4711_bot_9f86d081884c7d65";
        assertMints(
                "trigger-by-bot",
                ciToken()
                        .pipelineSource("trigger")
                        .user(bot, 3003)
                        .accessLevel("maintainer")
                        .claim("user_email", bot + "@noreply.gitlab.com")
                        .claim("pipeline_id", "900105")
                        .claim("job_id", "7000006")
                        .claim("runner_id", 777)
                        .claim("runner_environment", "self-hosted"));
    }

    @Test
    void a_policy_job_in_nested_groups() throws IOException {
        String sha = "ab035e64eca9a7a85bd62e485d3593f52a2804ac";
        String url =
                "https://gitlab.com/acme/security-policies/-/blob/" + sha + "/.gitlab/security-policies/policy.yml";
        assertMints(
                "nested-groups-policy-job",
                ciToken()
                        .project("acme/platform/infra/edge", 4720)
                        .namespaceId(830)
                        .claim("job_source", "scan_execution_policy")
                        .claim("job_config", Map.of("url", url, "sha", sha))
                        .claim("job_id", "7000007"));
    }

    @Test
    void a_composed_subject() throws IOException {
        assertMints(
                "custom-subject",
                ciToken()
                        .environment("production")
                        .protectedEnvironment()
                        .subjectComponents(
                                "project_id",
                                "ref_type",
                                "ref",
                                "ref_protected",
                                "environment_protected",
                                "deployment_tier")
                        .claim("job_id", "7000008"));
    }

    @Test
    void an_older_instance_below_a_path() throws IOException {
        try (FakeGitLab other = FakeGitLab.builder()
                .clock(CLOCK)
                .issuer("https://git.example.org:8443/gitlab")
                .start()) {
            assertMints(
                    "self-managed-17",
                    other.ciToken()
                            .project("acme/shop", 12)
                            .namespaceId(7)
                            .user("root", 1)
                            .accessLevel("owner")
                            .audience(AUDIENCE)
                            .claim("jti", JTI)
                            .claim("user_email", "admin@example.org")
                            .claim("pipeline_id", "99")
                            .claim("job_id", "345")
                            .claim("runner_id", 3)
                            .claim("runner_environment", "self-hosted")
                            .claim("project_visibility", "internal")
                            .without("job_project_id")
                            .without("job_project_path")
                            .without("job_namespace_id")
                            .without("job_namespace_path")
                            .without("job_source"));
        }
    }

    @Test
    void a_user_who_logged_in() throws IOException {
        assertMints(
                "user",
                gitlab.userToken()
                        .user("jdoe", 1001)
                        .groups("acme", "acme/platform")
                        .claim("name", "Jane Doe")
                        .claim("sub_legacy", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
                        .claim("nonce", "n-0S6_WzA2Mj"));
    }

    private static CiTokenBuilder ciToken() {
        return gitlab.ciToken()
                .project("acme/shop", 4711)
                .namespaceId(815)
                .audience(AUDIENCE)
                .claim("jti", JTI);
    }

    private static Map<String, String> identity() {
        return Map.of("provider", "saml", "extern_uid", "jdoe@corp.example");
    }

    private static void assertMints(String payload, TokenBuilder<?> builder) throws IOException {
        assertThat(Jwt.claims(builder.sign())).containsExactlyEntriesOf(Jwt.resource("payloads/" + payload + ".json"));
    }
}
