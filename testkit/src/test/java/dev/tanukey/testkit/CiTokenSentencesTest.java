package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each sentence about who, why and where changes, and what follows from it. */
class CiTokenSentencesTest {
    private static final TokenMint GITLAB = TokenMint.of("https://gitlab.com");

    private final CiTokenBuilder token = GITLAB.ciToken();

    @Test
    void the_sentence_of_the_readme_reads_and_signs() {
        assertThat(claims(GITLAB.ciToken()
                        .project("acme/shop", 4711)
                        .branch("main")
                        .protectedRef()
                        .environment("production")
                        .audience("https://deploy.example.com")))
                .containsEntry("sub", "project_path:acme/shop:ref_type:branch:ref:main")
                .containsEntry("ref_protected", "true")
                .containsEntry("deployment_tier", "production")
                .containsEntry("aud", "https://deploy.example.com");
    }

    @Nested
    class Source {

        @Test
        void each_word_starts_the_pipeline_and_the_job_source_follows() {
            assertSource("schedule", GITLAB.ciToken().schedule());
            assertSource("merge_request_event", GITLAB.ciToken().mergeRequest());
            assertSource("parent_pipeline", GITLAB.ciToken().childPipeline());
            assertSource("pipeline", GITLAB.ciToken().downstreamPipeline());
            assertSource("trigger", GITLAB.ciToken().triggeredByBot());
            assertSource("web", GITLAB.ciToken().pipelineSource("web"));
        }

        @Test
        void a_merge_request_has_an_unprotected_source_branch() {
            assertThat(claims(token.mergeRequest()))
                    .containsEntry("ref", "feature-1")
                    .containsEntry("ref_path", "refs/heads/feature-1")
                    .containsEntry("ref_protected", "false")
                    .containsEntry("project_id", "4711")
                    .containsEntry("job_project_id", "4711");
        }

        @Test
        void a_policy_names_its_file_and_leaves_the_pipelines_source() {
            Map<String, Object> claims = claims(token.policyJob("scan_execution_policy", "acme/rules"));

            assertThat(claims)
                    .containsEntry("pipeline_source", "push")
                    .containsEntry("job_source", "scan_execution_policy");
            assertThat(claims.get("job_config"))
                    .asString()
                    .contains("url=https://gitlab.com/acme/rules/-/blob/", ".gitlab/security-policies/policy.yml");
        }

        private void assertSource(String source, CiTokenBuilder started) {
            assertThat(claims(started)).containsEntry("pipeline_source", source).containsEntry("job_source", source);
        }
    }

    @Nested
    class Somebody {

        @Test
        void a_bot_belongs_to_the_project_named_before_or_after() {
            assertThat(claims(token.triggeredByBot().project("acme/site", 12)))
                    .containsEntry("user_login", "project_12_bot_9f86d081884c7d65")
                    .containsEntry("user_email", "project_12_bot_9f86d081884c7d65@noreply.gitlab.com")
                    .containsEntry("user_access_level", "maintainer");
        }

        @ParameterizedTest
        @CsvSource({
            "jdoe,                       jdoe@example.com",
            "group_7_bot_0a1b,           group_7_bot_0a1b@noreply.gitlab.com",
            "project_7_bot,              project_7_bot@noreply.gitlab.com",
            "service_account_deploy,     service_account_deploy@noreply.gitlab.com",
            "project_manager,            project_manager@example.com"
        })
        void the_address_follows_the_login(String login, String address) {
            assertThat(claims(token.user(login, 7))).containsEntry("user_email", address);
        }

        @Test
        void a_chosen_address_beats_the_login() {
            assertThat(claims(token.email("jane@acme.example").user("jdoe", 1)))
                    .containsEntry("user_email", "jane@acme.example");
        }

        @Test
        void nobody_has_an_empty_id_and_nulls() {
            assertThat(claims(token.withoutUser()))
                    .containsEntry("user_id", "")
                    .containsEntry("user_login", null)
                    .containsEntry("user_email", null)
                    .containsEntry("user_access_level", null);
        }

        @Test
        void the_last_word_about_the_role_counts() {
            assertThat(claims(GITLAB.ciToken().accessLevel("owner").withoutAccessLevel()))
                    .containsEntry("user_access_level", null);
            assertThat(claims(GITLAB.ciToken().withoutAccessLevel().accessLevel("owner")))
                    .containsEntry("user_access_level", "owner");
        }

        @Test
        void groups_are_sorted_and_none_is_an_empty_list() {
            assertThat(claims(GITLAB.ciToken().groups("zoo", "acme/platform", "acme")))
                    .containsEntry("groups_direct", List.of("acme", "acme/platform", "zoo"));
            assertThat(claims(GITLAB.ciToken().groups())).containsEntry("groups_direct", List.of());
            assertThat(claims(GITLAB.ciToken())).doesNotContainKey("groups_direct");
        }

        @Test
        void more_than_200_groups_are_left_out_as_a_whole() {
            String[] groups =
                    IntStream.range(0, 201).mapToObj(i -> "acme/g" + i).toArray(String[]::new);

            assertThat(claims(GITLAB.ciToken().groups(groups))).doesNotContainKey("groups_direct");
            assertThat(claims(GITLAB.ciToken().groups(Arrays.copyOf(groups, 200))))
                    .containsKey("groups_direct");
        }

        @Test
        void identities_add_up() {
            assertThat(claims(token.identity("saml", "jane").identity("github", "1")))
                    .containsEntry(
                            "user_identities",
                            List.of(
                                    Map.of("provider", "saml", "extern_uid", "jane"),
                                    Map.of("provider", "github", "extern_uid", "1")));
        }
    }

    @Nested
    class Somewhere {

        @Test
        void a_runner_is_gitlabs_own_at_gitlab_com_alone() {
            assertThat(claims(token)).containsEntry("runner_environment", "gitlab-hosted");
            assertThat(claims(TokenMint.of("https://git.example.org").ciToken()))
                    .containsEntry("runner_environment", "self-hosted");
        }

        @Test
        void a_runner_can_be_chosen_or_missing() {
            assertThat(claims(GITLAB.ciToken().selfHostedRunner(3)))
                    .containsEntry("runner_id", 3L)
                    .containsEntry("runner_environment", "self-hosted");
            assertThat(claims(GITLAB.ciToken().gitlabHostedRunner(4))).containsEntry("runner_id", 4L);
            assertThat(claims(GITLAB.ciToken().withoutRunner())).doesNotContainKeys("runner_id", "runner_environment");
        }

        @Test
        void the_commit_is_the_configurations_too() {
            String sha256 = "0f".repeat(32);
            assertThat(claims(token.commit(sha256)))
                    .containsEntry("sha", sha256)
                    .containsEntry("ci_config_sha", sha256);
        }

        @Test
        void visibility_and_action_are_as_told() {
            assertThat(claims(token.visibility("public").environment("x").environmentAction("stop")))
                    .containsEntry("project_visibility", "public")
                    .containsEntry("environment_action", "stop");
        }

        @Test
        void a_subject_skips_what_the_token_lacks() {
            assertThat(claims(token.subjectComponents("project_path", "environment_protected", "ref_protected")))
                    .containsEntry("sub", "project_path:acme/shop:ref_protected:true");
        }
    }

    @Nested
    class AnotherType {

        @Test
        void a_claim_is_written_in_another_json_type() {
            assertThat(claims(token.mistyped("job_id")
                            .mistyped("ref_protected")
                            .mistyped("ref")
                            .mistyped("runner_id")
                            .mistyped("exp")
                            .mistyped("aud")
                            .audienceList("a")))
                    .containsEntry("job_id", 7_000_001L)
                    .containsEntry("ref_protected", true)
                    .containsEntry("ref", List.of("main"))
                    .containsEntry("runner_id", "42")
                    .containsEntry("aud", "a")
                    .hasEntrySatisfying("exp", exp -> assertThat(exp).isInstanceOf(String.class));
        }

        @Test
        void a_missing_claim_stays_away_and_a_text_with_a_leading_zero_is_no_number() {
            assertThat(claims(token.mistyped("nonce").claim("ref", "007").mistyped("ref")))
                    .doesNotContainKey("nonce")
                    .containsEntry("ref", List.of("007"));
        }
    }

    private static Map<String, Object> claims(TokenBuilder<?> builder) {
        return Jwt.claims(builder.sign());
    }
}
