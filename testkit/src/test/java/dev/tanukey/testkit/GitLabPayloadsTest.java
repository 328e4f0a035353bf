package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The builders against payloads as GitLab mints them: same names, same order, same types, same values. */
class GitLabPayloadsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000), ZoneOffset.UTC);
    private static final String JTI = "5b0c7b0e-3f0e-4a51-9d5e-6f2f3a1c9d01";
    private static final String AUDIENCE = "https://deploy.example.com";

    private static final TokenMint GITLAB = mint("https://gitlab.com");

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
                        .pipeline(900_101)
                        .job(7_000_002)
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
                        .email("mallory@example.net")
                        .pipeline(900_102)
                        .job(7_000_003));
    }

    @Test
    void a_job_with_an_environment() throws IOException {
        assertMints(
                "environment",
                ciToken().environment("production/eu").protectedEnvironment().job(7_000_004));
    }

    @Test
    void a_schedule_with_groups_and_identities() throws IOException {
        assertMints(
                "schedule-with-groups",
                ciToken()
                        .schedule()
                        .accessLevel("maintainer")
                        .identity("saml", "jdoe@corp.example")
                        .groups("acme/platform", "acme")
                        .pipeline(900_104)
                        .job(7_000_005));
    }

    @Test
    void a_trigger_by_a_bot() throws IOException {
        assertMints(
                "trigger-by-bot",
                ciToken()
                        .triggeredByBot()
                        .selfHostedRunner(777)
                        .pipeline(900_105)
                        .job(7_000_006));
    }

    @Test
    void a_policy_job_in_nested_groups() throws IOException {
        assertMints(
                "nested-groups-policy-job",
                ciToken()
                        .project("acme/platform/infra/edge", 4720)
                        .namespaceId(830)
                        .policyJob("scan_execution_policy", "acme/security-policies")
                        .job(7_000_007));
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
                        .job(7_000_008));
    }

    @Test
    void an_older_instance_below_a_path() throws IOException {
        assertMints(
                "self-managed-17",
                mint("https://git.example.org:8443/gitlab")
                        .ciToken()
                        .gitlabVersion("17.9")
                        .project("acme/shop", 12)
                        .namespaceId(7)
                        .visibility("internal")
                        .user("root", 1)
                        .email("admin@example.org")
                        .accessLevel("owner")
                        .pipeline(99)
                        .job(345)
                        .selfHostedRunner(3)
                        .audience(AUDIENCE)
                        .claim("jti", JTI));
    }

    @Test
    void a_user_who_logged_in() throws IOException {
        assertMints(
                "user",
                GITLAB.userToken()
                        .user("jdoe", 1001)
                        .groups("acme", "acme/platform")
                        .name("Jane Doe")
                        .nonce("n-0S6_WzA2Mj")
                        .claim("sub_legacy", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"));
    }

    @Test
    void a_legacy_token_of_the_second_form() throws IOException {
        assertMints(
                "job-jwt-v2",
                GITLAB.ciJobJwtV2()
                        .gitlabVersion("14.9")
                        .namespaceId(815)
                        .branch("feature/deploy")
                        .pipeline(504_771)
                        .job(2_269_345)
                        .issuedAt(Instant.ofEpochSecond(1_648_637_774))
                        .claim("jti", "e4e29fdd-0dee-4c9b-86c7-31eadcc28f70"));
    }

    @Test
    void a_legacy_token_of_the_first_form() throws IOException {
        assertMints(
                "job-jwt-v1",
                GITLAB.ciJobJwtV1()
                        .gitlabVersion("14.0")
                        .namespaceId(815)
                        .pipelineSource("web")
                        .pipeline(339_361)
                        .job(1_435_082)
                        .issuedAt(Instant.ofEpochSecond(1_626_701_104))
                        .claim("jti", "e641cfc7-e20e-41da-ad05-2ac2ceaa8960"));
    }

    @Test
    void the_body_of_a_ci_job_token() throws IOException {
        String token = GITLAB.ciJobToken()
                .claim("jti", "0a7a1c52-7f0b-4a43-9f4e-2a5c0b8f7d11")
                .sign();

        assertThat(token).startsWith("glcbt-");
        assertThat(Jwt.claims(token)).containsExactlyEntriesOf(payload("ci-job-token"));
    }

    private static CiTokenBuilder ciToken() {
        return GITLAB.ciToken()
                .project("acme/shop", 4711)
                .namespaceId(815)
                .audience(AUDIENCE)
                .claim("jti", JTI);
    }

    private static void assertMints(String payload, TokenBuilder<?> builder) throws IOException {
        assertThat(Jwt.claims(builder.sign())).containsExactlyEntriesOf(payload(payload));
    }

    private static Map<String, Object> payload(String name) throws IOException {
        return Jwt.resource("payloads/" + name + ".json");
    }

    private static TokenMint mint(String issuer) {
        return TokenMint.builder(issuer).clock(CLOCK).build();
    }
}
