package dev.tanukey.gitlab;

import static dev.tanukey.Rejections.rejectionOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.Forge;
import dev.tanukey.gitlab.CiJobToken.Origin;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.VerifiedToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads as GitLab mints them; the files bear the numbers of the reference. */
class GitLabTokenTest {

    private static String payload(String name) {
        try (InputStream in = GitLabTokenTest.class.getResourceAsStream("/payloads/" + name + ".json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VerifiedToken verified(String payload) {
        Issuer issuer = Issuer.gitlab(
                        payload.contains("git.example.org")
                                ? "https://git.example.org:8443/gitlab"
                                : "https://gitlab.com")
                .audience("https://deploy.example.com")
                .audience("5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9")
                .audience("https://gitlab.com")
                .build();
        Instant now = Instant.ofEpochSecond(payload.contains("1648637774") ? 1_648_637_774 : 1_790_000_000);
        try {
            return Forge.verifierAt(now, issuer).verify(Forge.token(payload));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static GitLabToken read(String payload) throws RejectedException {
        return GitLabToken.of(verified(payload));
    }

    private static CiJobToken job(String payload) throws RejectedException {
        return (CiJobToken) read(payload);
    }

    @Nested
    class Kind {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "01-branch",
                    "02-tag",
                    "03-fork-merge-request",
                    "04-environment",
                    "05-schedule",
                    "06-trigger-bot",
                    "07-policy-job",
                    "08-custom-subject",
                    "09-self-managed",
                    "12-legacy-v2"
                })
        void ci_jobs_are_recognized(String name) throws Exception {
            assertThat(read(payload(name)).kind()).isEqualTo(TokenKind.CI_JOB);
        }

        @Test
        void users_are_recognized() throws Exception {
            assertThat(read(payload("10-user")).kind()).isEqualTo(TokenKind.USER);
        }

        @Test
        void the_audience_says_nothing_about_the_kind() throws Exception {
            String jobForLoginApplication = payload("01-branch")
                    .replace(
                            "https://deploy.example.com",
                            "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9");

            assertThat(read(jobForLoginApplication).kind()).isEqualTo(TokenKind.CI_JOB);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"secrets_manager_scope\": \"pipeline\" | SECRETS_MANAGER",
                    "\"gitlab_realm\": \"saas\" | CLOUD_CONNECTOR",
                    "\"gitlab\": {\"origin\": \"x\"} | TOKEN_EXCHANGE",
                    "\"auth_time\": 1789999711 | OTHER",
                    "\"sub_legacy\": \"2c26\" | OTHER",
                    "\"preferred_username\": \"jdoe\" | OTHER"
                })
        void a_job_token_with_the_mark_of_another_kind_is_no_job_token(String mark, TokenKind kind) throws Exception {
            GitLabToken token = read(payload("01-branch").replace("{\"project_id\"", "{" + mark + ", \"project_id\""));

            assertThat(token).isInstanceOf(OtherToken.class);
            assertThat(token.kind()).isEqualTo(kind);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"job_id\": \"7000001\" | \"job_id\": 7000001",
                    "\"job_id\": \"7000001\" | \"job_id\": \"\"",
                    "\"job_id\": \"7000001\", | ''",
                    "\"pipeline_id\": \"900100\", | ''",
                    "project_path:acme/shop:ref_type:branch:ref:main | ref:main",
                    "project_path:acme/shop:ref_type:branch:ref:main | 1001",
                    "project_path:acme/shop:ref_type:branch:ref:main | project_pathX:acme/shop"
                })
        void what_lacks_a_mark_of_a_job_is_no_job_token(String piece, String replacement) throws Exception {
            String value = replacement.equals("''") ? "" : replacement;

            assertThat(read(payload("01-branch").replace(piece, value)).kind()).isEqualTo(TokenKind.OTHER);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"sub\": \"1001\" | \"sub\": \"gid://gitlab/User/1001\" | TOKEN_EXCHANGE",
                    "\"sub\": \"1001\" | \"sub\": \"1001x\" | OTHER",
                    "\"sub\": \"1001\" | \"sub\": \"\u0661\u0660\" | OTHER",
                    "\"nonce\": | \"job_id\": \"1\", \"nonce\": | OTHER",
                    "\"nonce\": | \"pipeline_id\": \"1\", \"nonce\": | OTHER",
                    "\"nonce\": | \"project_id\": \"1\", \"nonce\": | OTHER",
                    "\"aud\": \"5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9\" | \"aud\": [\"5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9\"] | OTHER"
                })
        void what_lacks_a_mark_of_a_user_is_no_user_token(String piece, String replacement, TokenKind kind)
                throws Exception {
            assertThat(read(payload("10-user").replace(piece, replacement)).kind())
                    .isEqualTo(kind);
        }
    }

    @Nested
    class Job {

        @Test
        void a_branch_job_has_its_types() throws Exception {
            CiJobToken job = job(payload("01-branch"));

            assertThat(job.project()).isEqualTo(new Project("4711", "acme/shop", "815", "acme"));
            assertThat(job.jobProject()).contains(job.project());
            assertThat(job.ref())
                    .isEqualTo(new GitRef("main", GitRef.Type.BRANCH, Optional.of("refs/heads/main"), true));
            assertThat(job.pipeline()).isEqualTo(new CiJobToken.Pipeline("900100", Optional.of("push")));
            assertThat(job.jobId()).isEqualTo("7000001");
            assertThat(job.triggerer())
                    .isEqualTo(new Triggerer(
                            "1001",
                            Optional.of("jdoe"),
                            Optional.of("jdoe@example.com"),
                            Optional.of("developer"),
                            List.of()));
            assertThat(job.runner()).contains(new CiJobToken.Runner(42, Optional.of("gitlab-hosted")));
            assertThat(job.sha()).contains("0a1b2c3d4e5f60718293a4b5c6d7e8f901234567");
            assertThat(job.visibility()).contains("private");
            assertThat(job.configuration())
                    .contains(new CiJobToken.Configuration(
                            "gitlab.com/acme/shop//.gitlab-ci.yml@refs/heads/main",
                            Optional.of("0a1b2c3d4e5f60718293a4b5c6d7e8f901234567")));
            assertThat(job.source()).contains("push");
            assertThat(job.environment()).isEmpty();
            assertThat(job.policy()).isEmpty();
            assertThat(job.groupsDirect()).isEmpty();
            assertThat(job.origin()).isEqualTo(Origin.OWN_PROJECT);
        }

        @Test
        void a_tag_is_a_tag_by_its_type() throws Exception {
            assertThat(job(payload("02-tag")).ref().type()).isEqualTo(GitRef.Type.TAG);
        }

        @Test
        void a_merge_request_from_a_fork_is_seen_as_such() throws Exception {
            CiJobToken job = job(payload("03-fork-merge-request"));

            assertThat(job.origin()).isEqualTo(Origin.FORK);
            assertThat(job.project().path()).isEqualTo("mallory/shop");
            assertThat(job.jobProject().orElseThrow().path()).isEqualTo("acme/shop");
            assertThat(job.ref().isProtected()).isFalse();
        }

        @Test
        void an_older_gitlab_does_not_tell_a_fork() throws Exception {
            String older =
                    payload("03-fork-merge-request").replaceAll("\"job_(project|namespace)_[a-z]+\": \"[^\"]*\", ", "");

            assertThat(job(older).jobProject()).isEmpty();
            assertThat(job(older).origin()).isEqualTo(Origin.UNKNOWN);
            assertThat(job(payload("09-self-managed")).origin()).isEqualTo(Origin.OWN_PROJECT);
        }

        @ParameterizedTest
        @CsvSource({
            "push, OWN_PROJECT",
            "web, OWN_PROJECT",
            "trigger, OWN_PROJECT",
            "schedule, OWN_PROJECT",
            "api, OWN_PROJECT",
            "pipeline, OWN_PROJECT",
            "merge_request_event, UNKNOWN",
            "parent_pipeline, UNKNOWN",
            "external_pull_request_event, UNKNOWN",
            "'', UNKNOWN",
            "something_new, UNKNOWN"
        })
        void without_the_jobs_project_the_pipelines_source_decides(String source, Origin origin) throws Exception {
            String older = payload("09-self-managed").replace("\"push\"", "\"" + source + "\"");

            assertThat(job(older).origin()).isEqualTo(origin);
        }

        @Test
        void without_any_source_the_origin_is_unknown() throws Exception {
            String older = payload("09-self-managed").replace("\"pipeline_source\": \"push\", ", "");

            assertThat(job(older).origin()).isEqualTo(Origin.UNKNOWN);
        }

        @Test
        void an_environment_says_whether_it_is_protected() throws Exception {
            assertThat(job(payload("04-environment")).environment())
                    .contains(new Environment("production/eu", true, Optional.of("production"), Optional.of("start")));
        }

        @Test
        void groups_and_identities_are_kept() throws Exception {
            CiJobToken job = job(payload("05-schedule"));

            assertThat(job.groupsDirect()).contains(List.of("acme", "acme/platform"));
            assertThat(job.triggerer().identities())
                    .containsExactly(new Triggerer.Identity("saml", "jdoe@corp.example"));
        }

        @Test
        void a_policy_job_names_its_policy() throws Exception {
            CiJobToken job = job(payload("07-policy-job"));

            assertThat(job.source()).contains("scan_execution_policy");
            assertThat(job.policy().orElseThrow().sha()).isEqualTo("ab035e64eca9a7a85bd62e485d3593f52a2804ac");
        }

        @Test
        void a_legacy_token_lacks_what_came_later() throws Exception {
            CiJobToken job = job(payload("12-legacy-v2"));

            assertThat(job.ref().path()).isEmpty();
            assertThat(job.sha()).isEmpty();
            assertThat(job.runner()).isEmpty();
            assertThat(job.configuration()).isEmpty();
        }

        @Test
        void unknown_claims_are_kept() throws Exception {
            String future =
                    payload("01-branch").replace("{\"project_id\"", "{\"target_ref\": \"main\", \"project_id\"");

            assertThat(job(future).claims().string("target_ref")).contains("main");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"user_access_level\": \"developer\" | \"user_access_level\": null",
                    "\"user_login\": \"jdoe\" | \"user_login\": null",
                    "\"user_id\": \"1001\" | \"user_id\": \"\"",
                    "\"runner_id\": 42, | \"x\": 1,",
                    "\"ci_config_ref_uri\": \"gitlab.com/acme/shop//.gitlab-ci.yml@refs/heads/main\" | \"ci_config_ref_uri\": null",
                    "\"sha\": | \"user_identities\": [], \"sha\":",
                    "\"sha\": | \"groups_direct\": [], \"sha\":"
                })
        void what_may_be_null_or_empty_or_absent_is_taken(String piece, String replacement) throws Exception {
            assertThat(job(payload("01-branch").replace(piece, replacement))).isNotNull();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"ref_protected\": \"true\" | \"ref_protected\": true | ref_protected",
                    "\"ref_protected\": \"true\" | \"ref_protected\": \"TRUE\" | ref_protected",
                    "\"ref_protected\": \"true\" | \"ref_protected\": \"\" | ref_protected",
                    "\"ref_type\": \"branch\" | \"ref_type\": \"merge_request\" | ref_type",
                    "\"project_path\": \"acme/shop\" | \"project_path\": 7 | project_path",
                    "\"namespace_id\": \"815\" | \"namespace_id\": 815 | namespace_id",
                    "\"runner_id\": 42 | \"runner_id\": \"42\" | runner_id",
                    "\"runner_id\": 42 | \"runner_id\": 42.5 | runner_id",
                    "\"sha\": | \"groups_direct\": \"acme\", \"sha\": | groups_direct",
                    "\"sha\": | \"user_identities\": {}, \"sha\": | user_identities",
                    "\"sha\": | \"user_identities\": [7], \"sha\": | user_identities",
                    "\"sha\": | \"user_identities\": [{\"provider\": \"a\"}], \"sha\": | user_identities",
                    "\"sha\": | \"user_identities\": [{\"provider\": 1, \"extern_uid\": \"a\"}], \"sha\": | user_identities",
                    "\"sha\": | \"job_config\": \"a\", \"sha\": | job_config",
                    "project_path:acme/shop:ref_type:branch:ref:main | project_path:acme/shop:ref | sub"
                })
        void another_type_is_malformed_and_named(String piece, String replacement, String claim) {
            Rejection rejection = rejectionOf(() -> read(payload("01-branch").replace(piece, replacement)));

            assertThat(rejection.reason()).isEqualTo(RejectionReason.CLAIM_MALFORMED);
            assertThat(rejection.claim()).contains(claim);
        }

        @Test
        void a_claim_that_gitlab_always_sends_is_missed() {
            Rejection rejection =
                    rejectionOf(() -> read(payload("01-branch").replace("\"ref_protected\": \"true\", ", "")));

            assertThat(rejection.reason()).isEqualTo(RejectionReason.CLAIM_MISSING);
            assertThat(rejection.claim()).contains("ref_protected");
        }

        @Test
        void people_are_not_printed() throws Exception {
            assertThat(read(payload("01-branch")).toString()).contains("4711").doesNotContain("jdoe");
            assertThat(read(payload("10-user")).toString()).contains("1001").doesNotContain("jdoe", "Jane");
        }
    }

    @Test
    void a_user_has_its_types() throws Exception {
        UserToken user = (UserToken) read(payload("10-user"));

        assertThat(user.userId()).isEqualTo("1001");
        assertThat(user.preferredUsername()).contains("jdoe");
        assertThat(user.name()).contains("Jane Doe");
        assertThat(user.email()).contains("jdoe@example.com");
        assertThat(user.emailVerified()).contains(true);
        assertThat(user.groupsDirect()).contains(List.of("acme", "acme/platform"));
        assertThat(user.nonce()).contains("n-0S6_WzA2Mj");
    }

    @Test
    void a_users_verified_email_is_a_real_boolean() {
        Rejection rejection = rejectionOf(
                () -> read(payload("10-user").replace("\"email_verified\": true", "\"email_verified\": \"true\"")));

        assertThat(rejection.reason()).isEqualTo(RejectionReason.CLAIM_MALFORMED);
    }
}
